import { createHash } from "node:crypto";
import { foldName, notStated } from "../base/index.ts";
import type { Parameters } from "../warehouse/index.ts";

/** What was stated of one agent: attribute to value. */
export type Stated = ReadonlyMap<string, string>;

/** Who is where, as it is now. Of each response its own agent counts, whoever a rule credits, as for a team. */
export interface Roster {
  readonly attributes: readonly string[];
  /** By id of the agent. */
  readonly agents: ReadonlyMap<string, Stated>;
  /** The same for the same roster alone: answers that are kept are kept by it. */
  toJSON(): string;
}

/** Attribute to values: whoever has one of them, of each attribute; `not stated` is who has none. */
export type Attributes = Readonly<Record<string, readonly string[]>>;

/** The attribute that stands in place of Genesys' teams where it is stated. */
export const teamAttribute = "team";

/** A roster in which values that differ in case alone are one, as it was first written. */
export function createRoster(attributes: readonly string[], stated: ReadonlyMap<string, Stated>): Roster {
  const first = new Map<string, string>();
  const spelt = ([name, value]: readonly [string, string]): [string, string] => {
    const key = JSON.stringify([name, foldName(value)]);
    const known = first.get(key) ?? value;
    first.set(key, known);
    return [name, known];
  };
  const agents = new Map([...stated].map(([id, values]) => [id, new Map([...values].map(spelt))] as const));
  const content = [attributes, [...agents].map(([id, values]) => [id, ...values])];
  const mark = createHash("sha256").update(JSON.stringify(content)).digest("base64url");
  return { attributes, agents, toJSON: () => mark };
}

/** Whether a team of the roster stands in place of Genesys'. */
export const hasTeams = <Known extends Pick<Roster, "attributes">>(roster: Known | null | undefined): roster is Known =>
  roster?.attributes.includes(teamAttribute) ?? false;

/** Agents with a value of an attribute, each with it. */
export const statedOf = ({ agents }: Roster, attribute: string): readonly (readonly [string, string])[] =>
  [...agents].flatMap(([id, stated]) => {
    const value = stated.get(attribute);
    return value === undefined ? [] : [[id, value] as const];
  });

/** Agents whose value of an attribute is one of these. */
export function agentsWith(roster: Roster, attribute: string, wanted: readonly string[]): readonly string[] {
  const folded = new Set(wanted.map(foldName));
  return statedOf(roster, attribute).flatMap(([id, value]) => (folded.has(foldName(value)) ? [id] : []));
}

/** Whether what was stated of an agent is one of the wanted values, of each attribute. */
export function passing(wanted: Attributes): (stated: Stated) => boolean {
  const conditions = Object.entries(wanted).map(([name, values]) => ({ name, values: new Set(values.map(foldName)) }));
  return (stated) => conditions.every(({ name, values }) => values.has(foldName(stated.get(name) ?? notStated)));
}

/** The parameters of conditions/roster.sql. */
export function chosenBy({ agents }: Roster, wanted: Attributes): Parameters {
  const passes = passing(wanted);
  return {
    roster_chosen: [...agents].flatMap(([id, stated]) => (passes(stated) ? [id] : [])),
    roster_known: [...agents.keys()],
    // Agents of whom nothing was stated, and responses without an agent.
    roster_others: passes(new Map()),
  };
}

/** The parameters of conditions/roster-team.sql, in addition to the names in `wanted_team`. */
export const chosenByTeam = (roster: Roster, teams: readonly string[]): Parameters => ({
  roster_team_chosen: agentsWith(roster, teamAttribute, teams),
  roster_team_known: statedOf(roster, teamAttribute).map(([id]) => id),
});

/** The parameters of groupings/roster.sql. */
export function groupedBy(roster: Roster, attribute: string): Parameters {
  const stated = statedOf(roster, attribute);
  return { roster_agents: stated.map(([id]) => id), roster_values: stated.map(([, value]) => value) };
}
