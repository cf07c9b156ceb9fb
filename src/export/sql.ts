import { readFileSync } from "node:fs";
import type { RowKind } from "./columns.ts";
import type { Sorting } from "./page-order.ts";

const read = (name: string): string => readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");

let texts: ReturnType<typeof readTexts> | undefined;

const readTexts = () => ({
  selected: read("selected"),
  responsesWithLead: read("responses-with-lead"),
  answers: read("answers"),
  legs: read("legs"),
  slices: read("slices"),
  openSlices: read("open-slices"),
  page: read("page"),
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
  const source = withLead ? sql().responsesWithLead : sourceOf(rows);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const order = rows === "responses" ? "response_id" : "response_id, position";
  return fromSlice(
    condition,
    slice,
    `SELECT ${names} FROM (${source}) AS exported ORDER BY submit_date ${newestFirst ? "DESC " : ""}NULLS LAST, ${order}`,
  );
}

/** What rows of a kind are read from, in one slice. */
function sourceOf(rows: RowKind): string {
  const sources: Readonly<Record<RowKind, string>> = {
    responses: "SELECT * FROM slice",
    answers: sql().answers,
    legs: sql().legs,
  };
  return sources[rows];
}

/** How many rows of a kind the selected responses have. */
export const countRowsStatement = (condition: string, rows: RowKind): string =>
  fromSlice(condition, "true", `SELECT count(*) AS rows FROM (${sourceOf(rows)}) AS counted`);

interface PageQuery {
  readonly rows: RowKind;
  readonly sorting: Sorting;
  /** A condition on what the page is ordered by. */
  readonly after: string;
}

/** Where the rows of a page are, in their order. */
export const pageStatement = (condition: string, { rows, sorting, after }: PageQuery): string =>
  fromSlice(
    condition,
    "true",
    sql()
      .page.replace("{source}", () => sourceOf(rows))
      .replace("{position}", rows === "responses" ? "0" : "position")
      .replace("{key}", sorting.column)
      .replace("{direction}", sorting.direction)
      .replace("{after}", () => after),
  );
