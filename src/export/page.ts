import type { Parameters, Reader, Row } from "../warehouse/index.ts";
import { chosenColumns } from "./choose-columns.ts";
import { leadColumns } from "./columns.ts";
import { decodeRow, type ExportRow } from "./decode-row.ts";
import { hidePeople } from "./hide-people.ts";
import { after, cursorOf, type PageOrder, type Place, readCursor, sortingOf } from "./page-order.ts";
import type { RowsOptions } from "./rows.ts";
import { type Selected, type Selection, selectedBy } from "./selection.ts";
import { countRowsStatement, pageStatement, rowsStatement } from "./sql.ts";

export interface PageOptions extends RowsOptions {
  readonly order: PageOrder;
  readonly limit: number;
  /** `next` of the page before; null for the first one. */
  readonly cursor?: string | null;
}

export interface Page {
  readonly rows: readonly ExportRow[];
  /** What the next page is asked for with; null where this is the last one. */
  readonly next: string | null;
}

/** How many rows a selection has. */
export async function countRows(reader: Reader, selection: Selection, signal?: AbortSignal): Promise<number> {
  const { condition, parameters } = selectedBy(selection);
  const [row] = await reader.query(countRowsStatement(condition, selection.rows), parameters, signal);
  return Number(row?.["rows"] ?? 0);
}

/**
 * A page of the rows that `rows` gives. Pages that are asked for one after the other have each row once, whatever a sync writes
 * meanwhile.
 * @throws {UsageError} for what `rows` refuses, and for a cursor of another order
 */
export async function readPage(
  reader: Reader,
  selection: Selection,
  { order, limit, cursor = null, people, signal }: PageOptions,
): Promise<Page> {
  const columns = chosenColumns(selection);
  const hidden = people ? hidePeople(people, selection.rows, columns) : null;
  const selected = selectedBy(selection);
  const start = cursor === null ? null : readCursor(cursor, order);
  const places = await readPlaces(reader, selected, { ...selection, order, limit, start }, signal);
  const shown = places.slice(0, limit);
  const last = shown.at(-1);
  const next = last === undefined || places.length === shown.length ? null : cursorOf(order, last);
  const names = hidden?.read ?? columns.map(({ name }) => name);
  const withKeys = [...new Set([...names, "response_id", ...(selection.rows === "responses" ? [] : ["position"])])];
  const statement = rowsStatement("response_id = ANY ($page_ids)", {
    ...{ rows: selection.rows, columns: withKeys, slice: "true", newestFirst: false },
    withLead: selection.rows === "responses" && leadColumns.some(({ name }) => names.includes(name)),
  });
  const ids = [...new Set(shown.map(({ responseId }) => responseId))];
  const stored = await reader.query(statement, { page_ids: ids, all: selection.all ?? false }, signal);
  const known = new Map(stored.map((row) => [nameOf(row), row]));
  const rows = shown.flatMap((place) => {
    const row = known.get(`${place.responseId} ${place.position}`);
    return row === undefined ? [] : [decodeRow(hidden?.show(row) ?? row, columns)];
  });
  return { rows, next };
}

const nameOf = (row: Row): string => `${String(row["response_id"])} ${Number(row["position"] ?? 0)}`;

interface Asked extends Pick<Selection, "rows"> {
  readonly order: PageOrder;
  readonly limit: number;
  readonly start: Place | null;
}

/** The places of the rows of a page, and of the one after it. */
async function readPlaces(
  reader: Reader,
  { condition, parameters }: Selected,
  { rows, order, limit, start }: Asked,
  signal: AbortSignal | undefined,
): Promise<readonly Place[]> {
  const sorting = sortingOf(order, rows);
  const begin = after(sorting, start);
  const statement = pageStatement(condition, { rows, sorting, after: begin.sql });
  const given: Parameters = { ...parameters, ...begin.parameters, page_limit: limit + 1 };
  return (await reader.query(statement, given, signal)).map(
    ({ response_id: id, position, sort_key: key }): Place => ({
      key: typeof key === "string" || typeof key === "number" ? key : null,
      responseId: String(id),
      position: Number(position),
    }),
  );
}
