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
  changes: read("changes"),
  numbered: {
    responses: read("numbered/responses"),
    answers: read("numbered/answers"),
    legs: read("numbered/legs"),
  },
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

/** Where the changes of a kind of rows are looked for. */
const changedSlices: Readonly<Record<RowKind, string>> = {
  responses: "change_id > CAST($after AS BIGINT) AND change_id <= CAST($until AS BIGINT)",
  answers: "answers_change_id > CAST($after AS BIGINT)",
  legs: "legs_change_id > CAST($after AS BIGINT) AND legs_change_id <= CAST($until AS BIGINT)",
};

/** No leg has a lower number than a response whose leg it is: a million of them are not looked through for fifty. */
const changedLegs = " AND leg.change_id > CAST($after AS BIGINT)";

/** What a tombstone has, and how. */
const idsOfGone: Readonly<Record<string, string>> = {
  organization_id: "numbered.organization_id",
  response_id: "numbered.response_id",
  source: "numbered.source",
  survey_id: "CASE WHEN numbered.source = 'survey' THEN numbered.response_id END",
  evaluation_id: "CASE WHEN numbered.source = 'evaluation' THEN numbered.response_id END",
  changed_at: "numbered.changed_at",
  change_id: "numbered.change_id",
};

/** The rows that changed in one stretch of numbers, in their order; `deleted` is true of tombstones. */
export function changesStatement(
  condition: string,
  { rows, columns, withLead }: Pick<RowsQuery, "rows" | "columns" | "withLead">,
): string {
  const isOfResponse = rows === "responses";
  const ids = isOfResponse ? idsOfGone : { ...idsOfGone, position: "numbered.position" };
  const names = columns.filter((name) => name !== "deleted");
  const read = [...new Set([...names, "organization_id", "response_id", "change_id"])];
  const parts: Readonly<Record<string, string>> = {
    source: withLead ? sql().responsesWithLead : `${sourceOf(rows)}${rows === "legs" ? changedLegs : ""}`,
    numbered: sql().numbered[rows],
    names: columns.map((name) => (name === "deleted" ? "is_gone AS deleted" : `"${name}"`)).join(", "),
    live: read.map((name) => `"${name}"`).join(", "),
    live_position: isOfResponse ? "0" : "position",
    gone: read.map((name) => ids[name] ?? "NULL").join(", "),
    same_position: isOfResponse ? "" : "AND live.position = numbered.position",
  };
  const statement = sql().changes.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? "");
  return fromSelected(
    condition,
    `, slice AS NOT MATERIALIZED (SELECT * FROM selected WHERE ${changedSlices[rows]}) ${statement}`,
  );
}

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
