import type { Row } from "../warehouse/index.ts";

/** What a column of a question holds; `count` is never null. */
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
  number: (value) => (value == null ? null : Number(value)),
  count: (value) => Number(value ?? 0),
  flag: (value) => (value == null ? null : value === true),
  time: (value) => (value == null ? null : String(value)),
};

/** A row of the warehouse as the columns of a question say. */
export function readRow<Names extends Columns>(row: Row, columns: Names): RowOf<Names> {
  const read: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(columns)) read[name] = readers[kind](row[name]);
  // The keys are those of `columns`, each read by its kind.
  return read as RowOf<Names>;
}
