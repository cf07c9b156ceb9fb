import type { RosterTable } from "../../src/config/index.ts";

/** Attributes of the roster: of a few values, and of one an agent. */
export const rosterKeys = ["site", "shift", "badge"] as const;

/** Words of which a value may be. */
export const rosterValues = ["North", "south", "West", "late", "not stated", "Badge 001", "North,South", "*"] as const;

/** Who has left, or is written otherwise: no warehouse has such an agent, and no part may learn of one. */
const unheardOf = { agent: "Zoe Unheard", values: { site: "North", badge: "Badge 999" }, place: "roster.csv:999" };

/** A roster of these agents and of one more: every seventh is not in it, and every third has no shift. */
export function rosterOf(agents: readonly string[]): RosterTable {
  const rows = agents.flatMap((agent, at) => {
    if (at % 7 === 6) return [];
    const site = ["North", "South", "West"][at % 3] ?? "";
    const shift = at % 6 < 2 ? { shift: "early" } : at % 6 < 4 ? { shift: "late" } : {};
    const values = { site, ...shift, badge: `Badge ${String(at).padStart(3, "0")}` };
    return [{ agent, values, place: `roster.csv:${at + 2}` }];
  });
  return { attributes: rosterKeys, rows: [...rows, unheardOf] };
}

/** The agents who have one of the values of each attribute. */
export const agentsWith = ({ rows }: RosterTable, wanted: Readonly<Record<string, readonly string[]>>): string[] =>
  rows.flatMap(({ agent, values }) =>
    Object.entries(wanted).every(([key, words]) => words.includes(values[key] ?? "")) ? [agent] : [],
  );

/** What is stated of one agent alone, of all others than these. */
export const badgesOutside = ({ rows }: RosterTable, inside: readonly string[]): string[] =>
  rows.flatMap(({ agent, values: { badge = "" } }) => (inside.includes(agent) ? [] : [badge]));

/** As the file has it. */
export const csvOf = ({ attributes, rows }: RosterTable): string =>
  [["agent", ...attributes], ...rows.map(({ agent, values }) => [agent, ...attributes.map((key) => values[key] ?? "")])]
    .map((cells) => `${cells.join(",")}\n`)
    .join("");
