import { isRecord } from "../base/index.ts";
import type { Endpoint, Input } from "./endpoint.ts";

/** The fault of an answer that came as a success. */
export type InvalidReply =
  /** An error body where a document should be; `status` is the one in it, null where it has none that we know. */
  | { readonly kind: "error"; readonly status: number | null }
  /** A document other than the requested one. */
  | { readonly kind: "damage"; readonly reason: string };

/**
 * The fault of a document that came with a success; null where it is the one asked for. An answer without the fields
 * that its endpoint's answers carry means an empty result only where Genesys leaves them out, counts none, or repeats which page
 * it is.
 */
export function findInvalidReply(
  { carries, sparse, echoes }: Pick<Endpoint<unknown>, "carries" | "sparse" | "echoes">,
  { path, body }: Pick<Input, "path" | "body">,
  document: unknown,
): InvalidReply | null {
  const whole = carries.length === 0 ? Array.isArray(document) : isRecord(document) && carriesOne(document, carries);
  if (isRecord(document) && isError(document, whole)) return { kind: "error", status: statusOf(document) };
  if (!whole) {
    if (!isRecord(document)) return damage(`its answers are ${nameOf(document)}`);
    const isEmpty = sparse || countsNone(document) || repeatsPage(document, body);
    return isEmpty ? null : damage(`its answers lack ${carries.join(" and ") || "their list"}`);
  }
  for (const [placeholder, field] of Object.entries(echoes ?? {})) {
    const id: unknown = isRecord(document) ? document[field] : undefined;
    if (typeof id !== "string") return damage(`its answers lack their ${field}`);
    // Ids are compared without case everywhere: analytics and quality spell them as they like.
    if (id.toLowerCase() !== path?.[placeholder]?.toLowerCase()) return damage("its answers are of another id");
  }
  return null;
}

const damage = (reason: string): InvalidReply => ({ kind: "damage", reason });

type Fields = Readonly<Record<string, unknown>>;

const carriesOne = (document: Fields, carries: readonly string[]): boolean =>
  carries.some((field) => document[field] !== undefined && document[field] !== null);

/**
 * `ErrorBody` (official SDK). In a document that also carries the requested fields, only code and status together make
 * it an error.
 */
function isError({ code, message, status }: Fields, whole: boolean): boolean {
  const coded = typeof code === "string" && code !== "";
  const refused = typeof status === "number" && status >= 400;
  return whole ? coded && refused : coded || refused || (typeof message === "string" && message !== "");
}

/** The official models' counts, which are 0 where there are none. */
const countsNone = ({ total, totalHits, pageCount }: Fields): boolean => [total, totalHits, pageCount].includes(0);

/** `EvaluationSearchResponse` (official SDK) repeats page and size, and all of its fields are optional: so is an empty list. */
function repeatsPage({ pageNumber, pageSize }: Fields, body: unknown): boolean {
  if (!isRecord(body) || typeof body["pageNumber"] !== "number") return false;
  return pageNumber === body["pageNumber"] && typeof pageSize === "number";
}

function nameOf(document: unknown): string {
  if (document === null) return "null";
  return Array.isArray(document) ? "a list" : `a ${typeof document}`;
}

/**
 * Error codes of Genesys where an error body has no status (an error catalogue seen live by others, swagger error
 * codes).
 */
const statuses: readonly (readonly [RegExp, number])[] = [
  [/^too\.many\.requests/, 429],
  [/^(authentication\.)?request\.timeout$/, 504],
  [/^internal\.server\.error$/, 500],
  [/^service\.unavailable$/, 503],
  [/^(authentication\.required|bad\.credentials|credentials\.expired)$/, 401],
  [/^(missing\.|not\.authorized$)/, 403],
  [/^not\.found$/, 404],
  [/^(bad\.request|invalid\.)/, 400],
];

function statusOf({ code, status }: Fields): number | null {
  if (typeof status === "number" && Number.isInteger(status) && status >= 400 && status < 600) return status;
  return statuses.find(([pattern]) => typeof code === "string" && pattern.test(code))?.[1] ?? null;
}

/**
 * The answer to a request by ids without the items of other ids, which nobody asked for: a cache in between may return
 * the answer to another request. Ids are compared without case. An item without an id stays, so that decoding reports
 * it.
 */
export function onlyAskedFor({ byId }: Pick<Endpoint<unknown>, "byId">, { query }: Input, document: unknown): unknown {
  const ids = query?.["id"];
  if (!byId || !Array.isArray(ids) || !isRecord(document)) return document;
  const items = document[byId.list];
  if (!Array.isArray(items)) return document;
  const asked = new Set(ids.map((id) => String(id).toLowerCase()));
  const isAsked = (item: unknown): boolean => {
    const id = isRecord(item) ? item[byId.field] : undefined;
    return typeof id !== "string" || asked.has(id.toLowerCase());
  };
  return items.every(isAsked) ? document : { ...document, [byId.list]: items.filter(isAsked) };
}
