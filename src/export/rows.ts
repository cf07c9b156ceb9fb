import type { CsatRecord, People } from "../csat/index.ts";
import type { Reader, Row } from "../warehouse/index.ts";
import { changedRows } from "./changes.ts";
import { chosenColumns } from "./choose-columns.ts";
import { type Column, leadColumns } from "./columns.ts";
import { decodeRow, type ExportRow } from "./decode-row.ts";
import { hidePeople } from "./hide-people.ts";
import type { Selection } from "./selection.ts";
import { readSlices } from "./slices.ts";
import { rowsStatement } from "./sql.ts";

/** A record, whose it is, and its latest change that a reader can see. */
export interface StoredRecord extends CsatRecord {
  readonly organization_id: string;
  /** Null until a warehouse of an older version has been derived again by a sync. */
  readonly changed_at: string | null;
  /** Counts up over the whole warehouse in the order in which changes were stored; null likewise. */
  readonly change_id: number | null;
}

/** Whole responses are records; chosen columns, answers and legs are rows of these columns. */
export type RowOf<Chosen extends Pick<Selection, "rows" | "columns">> = Chosen extends {
  readonly rows: "responses";
  readonly columns?: undefined;
}
  ? StoredRecord
  : ExportRow;

export interface RowsOptions {
  readonly signal?: AbortSignal | undefined;
  /** How agents and evaluators are shown. @default by name */
  readonly people?: People | undefined;
}

/** Responses in a slice of the order: one is about 2.5 kB, an answer or a leg a tenth of it. */
const responsesPerSlice = { responses: 30_000, answers: 60_000, legs: 60_000 } as const;

/**
 * Rows of a warehouse, some two thousand at a time, with flat memory: whole responses are the record that `extract` prints.
 * Ordered by submission (the newest first where only some are wanted), then by response; responses that nobody
 * submitted, such as open and expired surveys, come last. Each stretch of that order is read for itself, so that a sync
 * at the same time may show in later ones and not in earlier ones. Each value is checked to be of its column's type.
 * @throws {UsageError} for a column that there is not, and for legs where people are not shown by name
 * @throws {DecodeError} for a stored value that is not of its column's type
 */
export function rows<const Chosen extends Selection>(
  reader: Reader,
  selection: Chosen,
  options?: RowsOptions,
): AsyncGenerator<readonly RowOf<Chosen>[]>;
export async function* rows(
  reader: Reader,
  selection: Selection,
  options: RowsOptions = {},
): AsyncGenerator<readonly object[]> {
  const columns = chosenColumns(selection);
  for await (const batch of storedRows(reader, selection, columns, options)) {
    yield batch.map((row) => decodeRow(row, columns));
  }
}

/** The same rows as the warehouse has them: lists and JSON are text. */
export async function* storedRows(
  reader: Reader,
  selection: Selection,
  columns: readonly Column[],
  { signal, people }: RowsOptions = {},
): AsyncGenerator<readonly Row[]> {
  const hidden = people ? hidePeople(people, selection.rows, columns) : null;
  // Loaded only here: filters bring all questions of the metrics along, and `extract` prints through this room too.
  const { selectedBy } = await import("./selection.ts");
  const selected = selectedBy(selection);
  const names = hidden?.read ?? columns.map(({ name }) => name);
  const { newest } = selection;
  if (selection.changes !== undefined) {
    const asked = {
      rows: selection.rows,
      columns: names,
      withLead: wantsLead(selection, names),
      changes: selection.changes,
    };
    for await (const batch of changedRows(reader, selected, asked, signal))
      yield hidden === null ? batch : batch.map(hidden.show);
    return;
  }
  let left = newest ?? Number.POSITIVE_INFINITY;
  const withLead = wantsLead(selection, names);
  for (const slice of await readSlices(
    reader,
    selected,
    { size: responsesPerSlice[selection.rows], newestFirst: newest !== undefined },
    signal,
  )) {
    const statement = rowsStatement(selected.condition, {
      ...{ rows: selection.rows, columns: names, withLead, slice: slice.where, newestFirst: newest !== undefined },
    });
    for await (const batch of reader.stream(statement, { ...selected.parameters, ...slice.parameters }, signal)) {
      const wanted = batch.length > left ? batch.slice(0, left) : batch;
      yield hidden === null ? wanted : wanted.map(hidden.show);
      left -= wanted.length;
      if (left === 0) return;
    }
  }
}

const wantsLead = ({ rows }: Selection, names: readonly string[]): boolean =>
  rows === "responses" && leadColumns.some(({ name }) => names.includes(name));
