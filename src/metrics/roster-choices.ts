import { notStated } from "../base/index.ts";
import { type Attributes, passing, type Stated } from "./roster.ts";
import { groupedBy } from "./rows.ts";
import { hiddenTogether, type LinkedCell, type LinkedTables } from "./secondary-suppression.ts";

/** Agents behind a number, where people are protected: fewer of them are as good as named by it. */
export const fewestAgents = 5;

/** Agents who have responses of one source, each with what the roster states of them. */
export type RosterAgents = readonly Stated[];

/** Agents of whom several attributes state the same. */
interface Cell extends LinkedCell {
  readonly key: string;
}

/** Attributes that divide the agents together. */
type Division = readonly string[];

/** The agents of a cell; those of all hidden cells of a division are one block, since they can be chosen only together. */
interface Block {
  chosen: number;
  others: number;
}

const isFew = (agents: number): boolean => agents > 0 && agents < fewestAgents;

const keyOf = (division: Division, stated: Stated): string =>
  JSON.stringify([division, division.map((name) => stated.get(name) ?? null)]);

/**
 * Whether a choice by a roster is one of few agents, or another choice that is allowed differs from it by a few: numbers of both
 * could be subtracted. Looked at together with it are all choices by each single attribute, and those by the same attributes.
 * @param sources agents by source of their responses: each source has numbers of its own
 */
export function isChoiceTooFew(
  sources: readonly RosterAgents[],
  attributes: readonly string[],
  wanted: Attributes,
): boolean {
  const own = attributes.filter((name) => wanted[name] !== undefined);
  const singles = attributes.map((name): Division => [name]);
  const hiddenSingles = hiddenCells(sources, singles);
  const divisions = own.length > 1 ? [...singles, own] : singles;
  const hidden = own.length > 1 ? hiddenCells(sources, divisions, hiddenSingles) : hiddenSingles;
  const isNewlyHidden = (key: string): boolean => hidden.has(key) && !hiddenSingles.has(key);
  // A value that may be chosen by itself would show a cell of several attributes.
  if (sources.flat().some((stated) => singles.some((single) => isNewlyHidden(keyOf(single, stated))))) return true;

  const isChosen = passing(wanted);
  return sources.some((agents) => {
    const chosen = agents.filter(isChosen).length;
    if (isFew(chosen) || isFew(agents.length - chosen)) return true;
    return divisions.some((division) => {
      const blocks = blocksOf(agents, division, { hidden, isChosen });
      const divided = blocks.filter((block) => block.chosen > 0 && block.others > 0);
      if (division.join() === own.join()) return divided.length > 0;
      return isFew(sum(divided, "chosen")) || isFew(sum(divided, "others"));
    });
  });
}

/** Values of an attribute that can be chosen only together. */
export function valuesChosenTogether(
  sources: readonly RosterAgents[],
  attributes: readonly string[],
  attribute: string,
): readonly string[] {
  const hidden = hiddenCells(
    sources,
    attributes.map((name) => [name]),
  );
  const values = sources.flatMap((agents) =>
    agents.flatMap((stated) => (hidden.has(keyOf([attribute], stated)) ? [stated.get(attribute) ?? notStated] : [])),
  );
  return [...new Set(values)].sort();
}

/** What may not be chosen by itself in any source: what is hidden in one of them hides more in the other. */
function hiddenCells(
  sources: readonly RosterAgents[],
  divisions: readonly Division[],
  already: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const tables = sources.map((agents) => linkedTables(agents, divisions));
  let hidden = already;
  for (;;) {
    const known = hidden;
    const found = tables.map((own) => hiddenTogether(own, fewestAgents, ({ key }) => known.has(key)));
    hidden = new Set([...known, ...found.flatMap((cells) => [...cells].map(({ key }) => key))]);
    if (hidden.size === known.size) return hidden;
  }
}

function linkedTables(agents: RosterAgents, divisions: readonly Division[]): LinkedTables<Cell> {
  const keys = agents.map((stated) => divisions.map((division) => keyOf(division, stated)));
  const cells = new Map<string, Cell>();
  for (const [at, division] of divisions.entries())
    for (const [key, own] of groupedBy(keys, (all) => all[at]))
      if (key !== undefined) cells.set(key, { table: division.join("\n"), key, n: own.length, printed: true });
  const common = new Map([...cells.values()].map((cell) => [cell, new Map<Cell, number>()]));
  for (const all of keys) {
    const own = all.flatMap((key) => cells.get(key) ?? []);
    for (const one of own) {
      const counts = common.get(one);
      for (const other of own) counts?.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return { cells: [...cells.values()], common, adds: () => true };
}

function blocksOf(
  agents: RosterAgents,
  division: Division,
  { hidden, isChosen }: { readonly hidden: ReadonlySet<string>; readonly isChosen: (stated: Stated) => boolean },
): readonly Block[] {
  const blocks = groupedBy(agents, (stated) => {
    const key = keyOf(division, stated);
    return hidden.has(key) ? null : key;
  });
  return [...blocks.values()].map((all) => {
    const own = all.filter(isChosen).length;
    return { chosen: own, others: all.length - own };
  });
}

const sum = (blocks: readonly Block[], of: keyof Block): number =>
  blocks.reduce((total, block) => total + block[of], 0);
