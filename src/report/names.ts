import { ask, type Grouping, namesOf } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { People } from "./request.ts";

/** The names of things in this report. */
export interface DisplayNames {
  /** Null for no id, and where Genesys returns no name. */
  readonly name: (by: Grouping, id: string | null) => string | null;
  /** An agent's id as it may be shown. */
  readonly agentId: (id: string | null) => string | null;
}

export async function readNames(reader: Reader, people: People, signal?: AbortSignal): Promise<DisplayNames> {
  const known = new Map<string, string | null>();
  for (const { kind, id, name } of await ask(reader, "names", { signal })) known.set(`${kind} ${id}`, name);
  return {
    name(by, id) {
      if (id === null) return null;
      if (by === "agent" && people.mode !== "named") return people.mode === "pseudonym" ? people.pseudonym(id) : null;
      const kind = namesOf(by);
      // Genesys' own codes, such as ININ-WRAP-UP-TIMEOUT, are their names.
      const own = by === "wrap-up" && id.startsWith("ININ-") ? id : null;
      return kind === null ? id : (known.get(`${kind} ${id}`) ?? own);
    },
    agentId(id) {
      if (id === null || people.mode === "named") return id;
      return people.mode === "pseudonym" ? people.pseudonym(id) : null;
    },
  };
}
