import { foldName, nearest, notStated, splitList, UsageError } from "../base/index.ts";
import type { RosterTable } from "../config/index.ts";
import {
  type Attributes,
  ask,
  createRoster,
  type Grouping,
  groupingNames,
  type Roster,
  teamAttribute,
} from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { asFlag, type Spelling } from "./words.ts";

/** The names by which words are read; null where there is no roster. */
export interface KnownRoster {
  readonly roster?: Pick<Roster, "attributes"> | null | undefined;
}

export interface FoundRoster {
  readonly roster: Roster;
  /** Agents of it that the warehouse does not know, as they were written: people leave, and come before their first response. */
  readonly unknown: readonly string[];
}

/**
 * The agents that a roster means, by id or by a name that one of them has.
 * @param reader of the whole warehouse: who is meant does not depend on who asks
 * @throws {UsageError} with every name that several have, and everybody who is in it twice
 */
export async function findRoster(reader: Reader, table: RosterTable, signal?: AbortSignal): Promise<FoundRoster> {
  const ids = new Map<string, string>();
  const named = new Map<string, string[]>();
  for (const { kind, id, name } of await ask(reader, "names", { signal })) {
    if (kind !== "agent" || id === null) continue;
    ids.set(foldName(id), id);
    if (name !== null) named.set(foldName(name), [...(named.get(foldName(name)) ?? []), id]);
  }
  const agents = new Map<string, ReadonlyMap<string, string>>();
  const places = new Map<string, string>();
  const unknown: string[] = [];
  const problems: string[] = [];
  for (const { agent, values, place } of table.rows) {
    const word = foldName(agent);
    const known = ids.get(word);
    const [found, ...more] = known === undefined ? (named.get(word) ?? []) : [known];
    const before = found === undefined ? undefined : places.get(found);
    if (found === undefined) unknown.push(agent);
    else if (more.length > 0)
      problems.push(`${place}: "${agent}" is the name of ${1 + more.length} agents: ${[found, ...more].join(", ")}.`);
    else if (before !== undefined) problems.push(`${place}: "${agent}" is the agent of ${before} already.`);
    else {
      places.set(found, place);
      agents.set(found, new Map(Object.entries(values)));
    }
  }
  if (problems.length > 0)
    throw new UsageError(problems.join("\n"), "Name each agent of the roster once, by id where a name is not enough.");
  return { roster: createRoster(table.attributes, agents), unknown };
}

const maxNamed = 10;

/** A sentence about them; null where there are none. */
export function unknownSentence(unknown: readonly string[]): string | null {
  if (unknown.length === 0) return null;
  const more = unknown.length > maxNamed ? ` and ${unknown.length - maxNamed} more` : "";
  const names = unknown.slice(0, maxNamed).map((one) => JSON.stringify(one));
  return `The warehouse knows no agent ${names.join(", ")}${more} of the roster: they count once they have a response.`;
}

/**
 * What responses are to be grouped by: a grouping that there always is, or an attribute of the roster.
 * @throws {UsageError} for any other word
 */
export function readGrouping(word: string, { roster }: KnownRoster, spelt: Spelling = asFlag): Grouping {
  const grouping = groupingNames.find((one) => one === foldName(word));
  if (grouping !== undefined) return grouping;
  const attributes = roster?.attributes.filter((one) => one !== teamAttribute) ?? [];
  const attribute = attributes.find((one) => foldName(one) === foldName(word));
  if (attribute !== undefined) return { attribute };
  const known = [...groupingNames, ...attributes];
  const meant = nearest(word, known);
  throw new UsageError(
    `${spelt("by")} is ${JSON.stringify(word)}.`,
    meant === null ? `There are ${known.join(", ")}.` : `Did you mean ${meant}?`,
  );
}

/**
 * What `site=Berlin,Bonn` says: an attribute of the roster, and values of which an agent has one.
 * @throws {UsageError} where it cannot be read, and for an attribute that the roster does not have
 */
export function readAttributes(
  words: readonly string[] = [],
  roster: KnownRoster["roster"],
  spelt: Spelling = asFlag,
): Attributes | undefined {
  if (words.length === 0) return undefined;
  const known = needRoster(roster, spelt);
  const read = new Map<string, readonly string[]>();
  for (const text of words) {
    const [, key = "", list = ""] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    const values = splitList(list);
    if (key.trim() === "" || values.length === 0)
      throw new UsageError(
        `${spelt("roster")} is ${JSON.stringify(text)}.`,
        `Give an attribute and values, such as site=Berlin or "site=${notStated}".`,
      );
    const attribute = findAttribute(key.trim(), known, spelt);
    read.set(attribute, [...(read.get(attribute) ?? []), ...values]);
  }
  return Object.fromEntries(read);
}

/** @throws {UsageError} where there is none */
export function needRoster<Known>(roster: Known | null | undefined, spelt: Spelling): Known {
  if (roster != null) return roster;
  throw new UsageError(
    `${spelt("roster")} needs a roster, and afterword.toml names none.`,
    "docs/configuration.md shows how to write one.",
  );
}

/**
 * An attribute as the roster spells it.
 * @throws {UsageError} where the roster does not have it
 */
export function findAttribute(word: string, { attributes }: Pick<Roster, "attributes">, spelt: Spelling): string {
  const found = attributes.find((one) => foldName(one) === foldName(word));
  if (found !== undefined) return found;
  const meant = nearest(word, attributes);
  throw new UsageError(
    `${spelt("roster")}: the roster has no attribute ${JSON.stringify(word)}.`,
    meant === null ? `It has ${attributes.join(", ") || "none"}.` : `Did you mean ${meant}?`,
  );
}
