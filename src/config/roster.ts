import { foldName, notStated } from "../base/index.ts";

/** What a roster says of one agent. */
export interface RosterRow {
  /** An id or a name, as it was written. */
  readonly agent: string;
  /** Attribute to value; what is left out or blank is not stated. */
  readonly values: Readonly<Record<string, string>>;
  /** Where it stands, for messages: `roster.csv:3`. */
  readonly place: string;
}

/** Who is where: each agent once, with what else was stated of them. */
export interface RosterTable {
  /** In the order in which they were first written. */
  readonly attributes: readonly string[];
  readonly rows: readonly RosterRow[];
}

/** The roster of `afterword.toml`: a CSV file by its absolute path, or its own tables; null where there is none. */
export type RosterSetting = { readonly file: string } | { readonly table: RosterTable } | null;

/** Groupings that there are without a roster; a team of the roster stands in place of Genesys'. */
const taken = ["queue", "division", "media", "direction", "form", "question", "survey-type", "wrap-up"] as const;

const plainName = /^\p{L}[\p{L}\p{N}_-]{0,39}$/u;

/** What is wrong with the name of an attribute, as the end of a sentence; null where nothing is. */
export function attributeProblem(name: string): string | null {
  const clash = taken.find((one) => one === foldName(name));
  if (clash !== undefined) return `is a grouping that there is without a roster: call it otherwise, such as ${name}_of`;
  if (plainName.test(name)) return null;
  return "is no name of an attribute: a letter, then up to 39 letters, digits, _ and -";
}

/** A cell, or a value of a table, as it is kept; null where nothing is stated. */
export function statedValue(text: string): string | null {
  const value = text.trim();
  return value === "" || foldName(value) === notStated ? null : value;
}

/** Rows as they were written, in the order in which they stand. */
export interface WrittenRow {
  readonly agent: string;
  readonly stated: Readonly<Record<string, string>>;
  readonly place: string;
}

/** The roster that rows make. */
export function rosterTable(written: readonly WrittenRow[]): RosterTable {
  const rows = written.map(({ agent, stated, place }): RosterRow => {
    const values = Object.entries(stated).flatMap(([name, text]): [string, string][] => {
      const value = statedValue(text);
      return value === null ? [] : [[name, value]];
    });
    return { agent: agent.trim(), values: Object.fromEntries(values), place };
  });
  return { attributes: [...new Set(written.flatMap(({ stated }) => Object.keys(stated)))], rows };
}

/** The rows whose agent an earlier one has too, each with that one. */
export function doubledRows<Row extends Pick<RosterRow, "agent">>(rows: readonly Row[]): readonly [Row, Row][] {
  const first = new Map<string, Row>();
  return rows.flatMap((row): [Row, Row][] => {
    const key = foldName(row.agent);
    const before = first.get(key);
    if (before !== undefined) return [[row, before]];
    first.set(key, row);
    return [];
  });
}
