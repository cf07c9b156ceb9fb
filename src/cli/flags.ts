import { Option } from "commander";
import { UsageError } from "../base/index.ts";

/** Media types of Genesys sessions (official SDK, `AnalyticsSession.mediaType`). */
const mediaTypes = [
  "callback",
  "chat",
  "cobrowse",
  "email",
  "internalmessage",
  "message",
  "screenmonitoring",
  "screenshare",
  "unknown",
  "video",
  "voice",
];

/** The values of a flag that may be repeated. */
export const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** The values of a flag that takes a list. */
export const separated = (list: string): readonly string[] =>
  list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** The media of `--media`. */
export function readMedia(list: string): readonly string[] {
  const media = list.split(",").map((one) => one.trim().toLowerCase());
  const unknown = media.filter((one) => !mediaTypes.includes(one));
  if (unknown.length === 0) return media;
  throw new UsageError(
    `--media: unknown media ${unknown.map((one) => `"${one}"`).join(", ")}.`,
    `Genesys knows ${mediaTypes.join(", ")}.`,
  );
}

/** Flags that several commands have: each is said in one way. A function each, since commander keeps what was parsed in it. */
export const commonFlags = {
  source: () =>
    new Option("--source <source>", "where answers come from")
      .choices(["surveys", "evaluations", "all"])
      .default("all"),
  media: () =>
    new Option("--media <types>", "only these media, separated by commas: voice,chat,…").argParser(readMedia),
  queue: () => new Option("--queue <name-or-id>", "only this queue; may be repeated").argParser(several),
  form: () => new Option("--form <name-or-id>", "only this form; may be repeated").argParser(several),
  csatLabel: () =>
    new Option(
      "--csat-label <text>",
      'evaluations: the label of CSAT questions (default: "csat"); may be repeated',
    ).argParser(several),
  labelled: () =>
    new Option("--question <id>", "evaluations: a question that counts whatever its label; may be repeated").argParser(
      several,
    ),
  patience: () =>
    new Option("--patience <length>", "how long to wait for a Genesys that does not answer (default: 10m)"),
  profile: () => new Option("--profile <name>", "credentials of this profile"),
  config: () => new Option("--config <file>", "settings (default: afterword.toml in the working directory)"),
  warehouse: () =>
    new Option(
      "--warehouse <file>",
      "the warehouse (default: AFTERWORD_WAREHOUSE, else afterword.duckdb in the working directory)",
    ),
} as const;
