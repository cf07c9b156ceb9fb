import type { CsatRecord } from "../../src/csat/index.ts";
import { addressText, viewAddress } from "./address.ts";
import { isRecord } from "./problem.ts";
import { type Query, queryText, rowQuery, singleOf, withValues } from "./query.ts";

/** A page of a list of responses, and how many there are in all. */
export interface RowPage {
  readonly total: number;
  readonly rows: readonly CsatRecord[];
  /** Null where it is the last one. */
  readonly next: string | null;
}

const rowsPerPage = 50;

/** @throws where an answer is no page of rows; the records are the server's, of the same version as the page */
export function readRowPage(json: unknown): RowPage {
  if (!isRecord(json) || typeof json["total"] !== "number" || !Array.isArray(json["rows"]))
    throw new Error("/api/rows did not answer with a list of rows.");
  const { total, rows, next } = json;
  return { total, rows: rows as readonly CsatRecord[], next: typeof next === "string" ? next : null };
}

/** Where a page of the rows of a query is asked for. */
export function rowsPath(query: Query, cursor: string | null): string {
  const search = queryText([
    ...rowQuery(query),
    ["limit", String(rowsPerPage)],
    ...(cursor === null ? [] : [["cursor", cursor] as const]),
  ]);
  return `/api/rows?${search}`;
}

/** Where all rows of a query are, as a file. */
export const exportPath = (query: Query, format: "csv" | "xlsx"): string =>
  `/api/export?${queryText([...rowQuery(query), ["format", format]])}`;

/** The interaction of a response: it takes the whole list along, and which of the two it is, for the way back. */
export const interactionAddress = (query: Query, id: string, list: "comments" | "responses"): string =>
  addressText({ view: "interactions", id, query: withValues(rowQuery(query), "list", [list]) });

/** The list that an interaction was opened from; from elsewhere, the one that its address has a word for. */
export function listAddress(query: Query): string {
  const asked = singleOf(query, "list");
  const view =
    asked === "comments" || (asked === null && singleOf(query, "figure") === null) ? "comments" : "responses";
  return viewAddress(view, rowQuery(query));
}

/** The comments that an address asks for: those of all who wrote one, unless it says otherwise. */
export const commentQuery = (query: Query): Query =>
  singleOf(query, "figure") === null ? withValues(query, "figure", ["comments"]) : query;

/**
 * The answer that a satisfaction stands for, and the best one of its scale; null where the answers do not have it, or several
 * on different scales do: 1 of 1–5 is as dissatisfied as 0 of 0–10, and a record does not say which of them leads.
 */
export function leadOf({ csat_score: score, answers }: Pick<CsatRecord, "csat_score" | "answers">) {
  if (score === null) return null;
  const having = answers.filter((one) => one.role === "csat" && one.satisfaction === score && one.value !== null);
  const [lead] = having;
  if (lead?.value == null || lead.scale_min === null || lead.scale_max === null) return null;
  if (having.some((one) => one.value !== lead.value || one.scale_max !== lead.scale_max)) return null;
  const { value, scale_min: low, scale_max: high } = lead;
  // Where the lowest is the best, a low answer is a high satisfaction.
  const isTurned = Math.abs(score - (value - low) / (high - low || 1)) > 0.01;
  return { value, best: isTurned ? low : high, isTurned };
}
