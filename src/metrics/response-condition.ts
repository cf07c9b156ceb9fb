import type { Parameters } from "../warehouse/index.ts";
import { basisOf, conditionsOf, type Filter } from "./filter.ts";
import { readSql, timeColumns, withRanges } from "./sql.ts";

/** Conditions on whom a response is credited to: both have to hold of one agent and queue. */
const credited: ReadonlyMap<string, string> = new Map([
  ["conditions/queue", "queue"],
  ["conditions/agent", "agent"],
]);

/**
 * A filter as a condition on the table `response`, each response once; for callers that read whole responses and count
 * nothing. `true` where everything passes.
 */
export function responseCondition(filter: Filter): { readonly sql: string; readonly parameters: Parameters } {
  const { rule = "genesys" } = filter;
  const made = conditionsOf(filter);
  const read = (name: string): string => `(${readSql(`relation/${name}`)})`;
  const names = [...made.keys()];
  const readOwn = (name: string): string => withOwnName(credited.get(name), read(name));
  const own = names.filter((name) => rule === "genesys" || !credited.has(name)).map(readOwn);
  const ofCredits = names.filter((name) => rule !== "genesys" && credited.has(name)).map(read);
  const all = ofCredits.length === 0 ? own : [...own, credit(rule, ofCredits)];
  const basis = basisOf(filter);
  const sql = all
    .join("\nAND ")
    .replaceAll("basis_time", `response.${timeColumns[basis]}`)
    .replaceAll("own_agent_id", "response.agent_id");
  return {
    sql: withRanges(sql, filter, basis) || "true",
    parameters: Object.assign({}, ...made.values()),
  };
}

/** A response matches by its own names of queue and agent too, not only by their known ids. */
const withOwnName = (name: string | undefined, known: string): string =>
  name === undefined ? known : `(${known} OR lower(${name}_name) = ANY ($wanted_${name}))`;

const credit = (rule: string, conditions: readonly string[]): string =>
  readSql("relation/credited").replace("{rule}", rule).replace("{conditions}", conditions.join("\nAND "));
