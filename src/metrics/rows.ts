import type { Row } from "../warehouse/index.ts";
import { roundedNumber } from "./rounded.ts";

/** The type of a column of a question; `count` is never null. */
type Kind = "text" | "number" | "count" | "flag" | "time";

export type Columns = Readonly<Record<string, Kind>>;

interface Kinds {
  readonly text: string | null;
  readonly number: number | null;
  readonly count: number;
  readonly flag: boolean | null;
  /** ISO 8601 in UTC. */
  readonly time: string | null;
}

/** A row of these columns. */
export type RowOf<Names extends Columns> = { readonly [Name in keyof Names]: Kinds[Names[Name]] };

const readers: { readonly [Name in Kind]: (value: Row[string] | undefined) => Kinds[Name] } = {
  text: (value) => (value == null ? null : String(value)),
  number: (value) => (value == null ? null : roundedNumber(Number(value))),
  count: (value) => roundedNumber(Number(value ?? 0)),
  flag: (value) => (value == null ? null : value === true),
  time: (value) => (value == null ? null : String(value)),
};

/** Decodes rows of the warehouse by the columns of a question. */
export function rowReader<Names extends Columns>(columns: Names): (row: Row) => RowOf<Names> {
  const cells = Object.entries(columns).map(([name, kind]) => ({ name, read: readers[kind] }));
  return (row) => {
    const made: Record<string, unknown> = {};
    for (const { name, read } of cells) made[name] = read(row[name]);
    // The keys are those of `columns`, each read by its kind.
    return made as RowOf<Names>;
  };
}

/** Rows by the value of a column, in the order of first sight. */
export function groupedBy<Row, Key>(rows: readonly Row[], key: (row: Row) => Key): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
