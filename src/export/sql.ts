import { readFileSync } from "node:fs";
import type { RowKind } from "./columns.ts";

const read = (name: string): string => readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");

let texts: ReturnType<typeof readTexts> | undefined;

const readTexts = () => ({
  selected: read("selected"),
  responsesWithLead: read("responses-with-lead"),
  answers: read("answers"),
  legs: read("legs"),
  slices: read("slices"),
  openSlices: read("open-slices"),
});

/** The SQL next to this file, read once, when it is first needed. */
const sql = () => {
  texts ??= readTexts();
  return texts;
};

// DuckDB would materialize a common table; it reads through these.
const fromSelected = (condition: string, statement: string): string =>
  `WITH selected AS NOT MATERIALIZED (${sql().selected.replace("{condition}", () => condition)}) ${statement}`;
const fromSlice = (condition: string, slice: string, statement: string): string =>
  fromSelected(condition, `, slice AS NOT MATERIALIZED (SELECT * FROM selected WHERE ${slice}) ${statement}`);

/** How many of the selected responses there are by hour, or (those without a time) by the beginnings of their ids. */
export const countStatement = (condition: string, by: "hour" | "head"): string =>
  fromSelected(condition, by === "hour" ? sql().slices : sql().openSlices);

interface RowsQuery {
  readonly rows: RowKind;
  readonly columns: readonly string[];
  /** Whether the lead question's answer is among the columns. */
  readonly withLead: boolean;
  /** A condition: the stretch of the order that is read. */
  readonly slice: string;
  readonly newestFirst: boolean;
}

/** The columns of one slice of rows, in their order. */
export function rowsStatement(condition: string, { rows, columns, withLead, slice, newestFirst }: RowsQuery): string {
  const sources: Readonly<Record<RowKind, string>> = {
    responses: withLead ? sql().responsesWithLead : "SELECT * FROM slice",
    answers: sql().answers,
    legs: sql().legs,
  };
  const names = columns.map((name) => `"${name}"`).join(", ");
  const order = rows === "responses" ? "response_id" : "response_id, position";
  return fromSlice(
    condition,
    slice,
    `SELECT ${names} FROM (${sources[rows]}) AS exported ORDER BY submit_date ${newestFirst ? "DESC " : ""}NULLS LAST, ${order}`,
  );
}
