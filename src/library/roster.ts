import { resolve } from "node:path";
import { type ReadValue, readList, readTable, type Shape, UsageError, unfit } from "../base/index.ts";
import { attributeProblem, doubledRows, openRosterFile, type RosterSetting, rosterTable } from "../config/index.ts";
import { type Attributes, type Filter, refuseFewAgents } from "../metrics/index.ts";
import { findAttribute, findRoster } from "../request/index.ts";
import { ofPart, type Token } from "../roles/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { readWords } from "./shapes.ts";

/** What is known of one agent: an id or a name in `agent`, and attributes of your own, such as `leader` and `site`. */
export interface RosterAgent {
  readonly agent: string;
  readonly [attribute: string]: string;
}

/** What is known of agents beyond what Genesys has, as in afterword.toml. */
export interface ByRoster {
  /** The path of a CSV file, or its rows; needed for a token that goes by the roster. @default none */
  readonly roster?: string | readonly RosterAgent[] | undefined;
  /** Only responses of agents who have one of these values, of each attribute; needs `roster`. */
  readonly attributes?: Attributes | undefined;
}

const readCell: ReadValue<string> = (value, name) => {
  if (typeof value === "string") return value;
  throw unfit(name, value, "Give a text.");
};
const readRows = readList(readTable(readCell));

/** A roster as it was given: its file is read once it is needed. */
export function readRosterOption(value: unknown, name: string): RosterSetting {
  if (typeof value === "string" && value.trim() !== "") return { file: resolve(value) };
  if (!Array.isArray(value)) throw unfit(name, value, "Give the path of a CSV file, or a list of rows.");
  const rows = readRows(value, name).map((row, at) => {
    const { agent = "", ...stated } = row;
    const place = `${name}[${at}]`;
    if (agent.trim() === "") throw unfit(`${place}.agent`, agent, "Name an agent by id or name.");
    for (const attribute of Object.keys(stated)) {
      const problem = attributeProblem(attribute);
      if (problem !== null)
        throw new UsageError(`${place}.${attribute} ${problem}.`, "docs/configuration.md describes the roster.");
    }
    return { agent, stated, place };
  });
  const table = rosterTable(rows);
  const [doubled] = doubledRows(table.rows);
  if (doubled !== undefined)
    throw new UsageError(
      `${doubled[0].place}.agent is that of ${doubled[1].place} already.`,
      "Name each agent of the roster once.",
    );
  return { table };
}

/** What `ByRoster` is once it is checked. */
export interface CheckedByRoster {
  readonly roster?: RosterSetting | undefined;
  readonly attributes?: Attributes | undefined;
}

export const byRosterShape: Shape<CheckedByRoster> = { roster: readRosterOption, attributes: readTable(readWords) };

/**
 * The roster as it is now, and what is chosen by it. Of the whole warehouse, since who is meant does not depend on who asks.
 * @throws {UsageError} where it cannot be read, or does not have what is chosen
 */
export async function findGiven(
  reader: Reader,
  { roster: setting = null, attributes }: CheckedByRoster,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Pick<Filter, "roster" | "attributes">> {
  const table = await openRosterFile(setting).read();
  if (table === null && attributes === undefined) return {};
  if (table === null)
    throw new UsageError(`${name}: attributes need a roster.`, "Give its file, or its rows, as roster.");
  const { roster } = await findRoster(reader, table, signal);
  const spelt = (): string => `${name}: attributes`;
  const chosen = Object.entries(attributes ?? {}).map(
    ([word, values]) => [findAttribute(word, roster, spelt), values] as const,
  );
  return { roster, ...(chosen.length === 0 ? {} : { attributes: Object.fromEntries(chosen) }) };
}

/** As on the command line: a choice by the roster, a token's part included, is none of few people where they are protected. */
export async function refuseFew(
  reader: Reader,
  filter: Filter,
  {
    naming,
    token,
    signal,
  }: { readonly naming: string; readonly token: Token | null; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  if (naming !== "named") await refuseFewAgents(reader, ofPart(filter, token), signal);
}
