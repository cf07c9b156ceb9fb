import { createHmac } from "node:crypto";
import { z } from "zod";
import { readStored, textOf } from "../base/index.ts";

/** How the people who work in the org are shown: by name, by a pseudonym, or not at all. */
export type AgentNaming = "named" | "pseudonym" | "off";

/** Shows agents and evaluators as they may be shown. Texts about them by a customer or the org stay as they are. */
export interface People {
  readonly naming: AgentNaming;
  readonly id: (id: string | null) => string | null;
  /** The name that belongs to an id. */
  readonly name: (id: string | null, name: string | null) => string | null;
  /**
   * A record, or a row that has some of its columns (`agents` may be JSON text), in the same order of keys. A name without
   * the id that it belongs to has no pseudonym, and becomes null.
   */
  readonly row: <Row extends object>(row: Row) => Row;
}

/** Stands for every evaluator of whom nothing is known any more: with none at all, an evaluation would be a machine's. */
export const forgottenEvaluator = "forgotten";

/** 40 bits: among 20,000 people the chance that any two share a pseudonym is 1 in 5,000. */
const pseudonymDigits = 10;

/**
 * A pseudonym is made of the id and the key: the same person has the same one wherever the key is the same, agents and
 * evaluators alike, and nobody without the key can find out whose it is. The key matters to pseudonyms alone.
 */
export function createPeople(naming: AgentNaming, key: Uint8Array): People {
  const known = new Map<string, string>();
  const digest = (id: string): string => {
    // The first word keeps these apart from other values that are hashed with the same key.
    const code =
      known.get(id) ?? createHmac("sha256", key).update(`agent ${id}`).digest("hex").slice(0, pseudonymDigits);
    known.set(id, code);
    return code;
  };
  const shown = (id: string | null, prefix: string): string | null =>
    naming === "off" || id === null || id === forgottenEvaluator ? null : `${prefix}${digest(id)}`;
  // A pseudonym would make one person of all who are not known any more.
  const isNobody = (id: string | null): boolean => naming === "pseudonym" && id === forgottenEvaluator;
  const id: People["id"] = naming === "named" ? (own) => own : (own) => (isNobody(own) ? own : shown(own, "agent-"));
  const name: People["name"] = naming === "named" ? (_, own) => own : (own) => shown(own, "Agent ");
  return { naming, id, name, row: naming === "named" ? (row) => row : (row) => hideIn(row, naming, { id, name }) };
}

type Shown = Pick<People, "id" | "name">;

const nameColumns = [
  ["agent_id", "agent_name"],
  ["evaluator_id", "evaluator_name"],
] as const;

function hideIn<Row extends object>(row: Row, naming: AgentNaming, shown: Shown): Row {
  const changed: Record<string, unknown> = {};
  for (const [idKey, nameKey] of nameColumns) {
    const own = textOf(row, idKey);
    if (Object.hasOwn(row, idKey)) changed[idKey] = shown.id(own);
    if (Object.hasOwn(row, nameKey)) changed[nameKey] = shown.name(own, textOf(row, nameKey));
  }
  if (Object.hasOwn(row, "agents")) {
    changed["agents"] = naming === "off" ? null : hideLegs(row, shown);
  }
  // It leads to a page that has everybody's name.
  if (Object.hasOwn(row, "genesys_url")) changed["genesys_url"] = null;
  return { ...row, ...changed };
}

const storedLegs = z.array(z.looseObject({}));

/** Legs are a list in a record, and its JSON in a row of the warehouse. */
function hideLegs(row: object, shown: Shown): unknown {
  const legs: unknown = Reflect.get(row, "agents");
  const hide = (each: readonly unknown[]): unknown[] =>
    each.map((leg) => (typeof leg === "object" && leg !== null ? hideIn(leg, "pseudonym", shown) : null));
  if (typeof legs !== "string") return Array.isArray(legs) ? hide(legs) : null;
  const what = `column agents of response ${textOf(row, "response_id") ?? "(unnamed)"}`;
  return JSON.stringify(hide(readStored(storedLegs, legs, what)));
}
