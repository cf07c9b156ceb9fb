import { type Language, languages } from "../../src/report/print/words/words.ts";
import { isRecord } from "./problem.ts";

/** What the server says of itself, in `/api/about`. */
export interface About {
  readonly organizations: readonly { readonly id: string; readonly name: string | null }[];
  readonly version: string;
  readonly time_zone: string;
  readonly language: Language;
  readonly agents: "named" | "pseudonym" | "off";
  readonly sandbox: boolean;
  readonly can_sync: boolean;
  /** Whether its reader is asked for no token, or has that of an admin; others see a part, and nothing of syncs. */
  readonly sees_all: boolean;
  /** Null where it does not sync by itself. */
  readonly every_seconds: number | null;
  readonly measures: readonly string[];
  /** Attributes of the roster. */
  readonly roster: readonly string[];
  readonly default_range: { readonly from: string; readonly to: string };
}

const namings = ["named", "pseudonym", "off"] as const;

/** @throws where an answer is none of this server */
export function readAbout(json: unknown): About {
  if (!isRecord(json)) throw new Error("/api/about did not answer with an object.");
  const { organizations, default_range: range } = json;
  const text = (value: unknown, or: string): string => (typeof value === "string" ? value : or);
  return {
    organizations: list(organizations).flatMap((one) =>
      isRecord(one) ? [{ id: text(one["id"], ""), name: typeof one["name"] === "string" ? one["name"] : null }] : [],
    ),
    version: text(json["version"], ""),
    time_zone: text(json["time_zone"], "UTC"),
    language: languages.find((one) => one === json["language"]) ?? "en",
    // What is not understood must not show people.
    agents: namings.find((one) => one === json["agents"]) ?? "off",
    sandbox: json["sandbox"] === true,
    can_sync: json["can_sync"] === true,
    sees_all: json["role"] === undefined || json["role"] === "admin",
    every_seconds: typeof json["every_seconds"] === "number" ? json["every_seconds"] : null,
    measures: list(json["measures"]).filter((one) => typeof one === "string"),
    roster: list(json["roster"]).filter((one) => typeof one === "string"),
    default_range: isRecord(range)
      ? { from: text(range["from"], ""), to: text(range["to"], "") }
      : { from: "", to: "" },
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
