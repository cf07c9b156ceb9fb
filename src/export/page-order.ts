import { readJson, UsageError } from "../base/index.ts";
import type { Parameters } from "../warehouse/index.ts";
import type { RowKind } from "./columns.ts";

/** What comes first on the first page: the newest or the oldest, the lowest or the highest satisfaction. */
export const pageOrders = ["newest", "oldest", "lowest", "highest"] as const;
export type PageOrder = (typeof pageOrders)[number];

/** The place of a row in its order. */
export interface Place {
  /** A time or a satisfaction; null where it has none, which comes last. */
  readonly key: string | number | null;
  readonly responseId: string;
  /** Of an answer in its response, of a leg in its interaction. */
  readonly position: number;
}

export interface Sorting {
  readonly column: string;
  readonly direction: "ASC" | "DESC";
  readonly type: "TIMESTAMP" | "DOUBLE PRECISION";
}

const scores: Readonly<Record<RowKind, string | null>> = {
  responses: "csat_score",
  answers: "satisfaction",
  legs: null,
};

/** @throws {UsageError} for legs by satisfaction, which they do not have */
export function sortingOf(order: PageOrder, rows: RowKind): Sorting {
  const direction = order === "newest" || order === "highest" ? "DESC" : "ASC";
  if (order === "newest" || order === "oldest") return { column: "submit_date", direction, type: "TIMESTAMP" };
  const column = scores[rows];
  if (column === null)
    throw new UsageError(`Legs have no satisfaction: there is no order ${order} of them.`, "Take newest or oldest.");
  return { column, direction, type: "DOUBLE PRECISION" };
}

const laterId = "(response_id > $after_id OR (response_id = $after_id AND position > $after_position))";

/** The condition of all rows after a place. */
export function after({ direction, type }: Sorting, place: Place | null): { sql: string; parameters: Parameters } {
  if (place === null) return { sql: "true", parameters: {} };
  const { key, responseId, position } = place;
  const parameters = { after_id: responseId, after_position: position };
  if (key === null) return { sql: `sort_key IS NULL AND ${laterId}`, parameters };
  const given = `CAST($after_key AS ${type})`;
  const later = `sort_key ${direction === "DESC" ? "<" : ">"} ${given}`;
  return {
    sql: `(sort_key IS NULL OR ${later} OR (sort_key = ${given} AND ${laterId}))`,
    parameters: { ...parameters, after_key: key },
  };
}

/** A place as an opaque text for clients. */
export const cursorOf = (order: PageOrder, { key, responseId, position }: Place): string =>
  Buffer.from(JSON.stringify([order, key, responseId, position])).toString("base64url");

/** @throws {UsageError} where it is no cursor, or one of another order */
export function readCursor(cursor: string, order: PageOrder): Place {
  const [own, key, responseId, position] = listIn(cursor);
  const isKey = key === null || (order === "newest" || order === "oldest" ? isTime(key) : Number.isFinite(key));
  if (own === order && isKey && typeof responseId === "string" && Number.isSafeInteger(position))
    return {
      key: typeof key === "string" || typeof key === "number" ? key : null,
      responseId,
      position: Number(position),
    };
  throw new UsageError(
    `cursor ${JSON.stringify(cursor)} is none of a list that is ordered by ${order}.`,
    "Leave it out for the first page, and take `next` of each page for the one after it.",
  );
}

const isTime = (value: unknown): boolean => typeof value === "string" && Number.isFinite(Date.parse(value));

function listIn(cursor: string): readonly unknown[] {
  const value = readJson(Buffer.from(cursor, "base64url").toString());
  return Array.isArray(value) ? value : [];
}
