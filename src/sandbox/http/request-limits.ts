import type { ApiContext } from "./api-context.ts";
import { badRequest, Refusal } from "./refusals.ts";

interface ListRequest {
  readonly path: string;
  readonly search: URLSearchParams;
}

type Plays = Pick<ApiContext, "hasVariant">;

/** Largest page under the variant `smaller-pages`. */
const smallPageSize = 50;

/** Paths whose page size is documented: the variant leaves them alone. */
const documentedPageSize = /\/queues\/divisionviews(\/all)?$/;

/** Refuses larger pages under the variant `smaller-pages`. */
export function assertSmallPages({ path, search }: ListRequest, body: unknown, { hasVariant }: Plays): void {
  if (!hasVariant("smaller-pages") || documentedPageSize.test(path)) return;
  assertSmall("pageSize", search.get("pageSize"));
  assertSmall("pageSize", fieldOf(body, "pageSize"));
  assertSmall("paging.pageSize", fieldOf(fieldOf(body, "paging"), "pageSize"));
}

/** The page size where the request names none. */
export const defaultPageSize = (size: number, { hasVariant }: Plays): number =>
  hasVariant("smaller-pages") ? Math.min(size, smallPageSize) : size;

function assertSmall(field: string, size: unknown): void {
  if (Number(size ?? 0) > smallPageSize) throw badRequest(field, `at most ${smallPageSize}`);
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Results that can be paged under the variant `capped-results`; a month of a small org has more. */
const cappedResults = 100;

/**
 * Refuses a page that reaches beyond `maxResults`. The sentence is that of the details query (splunk/genesys_cloud_ta,
 * changelog of 0.2.2). That the evaluation search has a bound too is likely and nowhere documented.
 */
export function assertDepth(lastResult: number, maxResults: number, { hasVariant }: Plays): void {
  const limit = hasVariant("capped-results") ? cappedResults : maxResults;
  if (lastResult > limit) throw new Refusal(400, "bad.request", `Pagination may not exceed ${limit} results`);
}

/** Ids that a look-up takes under the variant `fewer-ids`. */
const maxIds = 20;

/** Paths whose number of ids is documented: the variant leaves them alone. */
const documentedIds = /\/bulk(\/contexts)?$/;

/** Refuses more ids under the variant `fewer-ids`. */
export function assertFewIds({ path, search }: ListRequest, { hasVariant }: Plays): void {
  if (!hasVariant("fewer-ids") || documentedIds.test(path)) return;
  const ids = search.getAll("id").flatMap((value) => value.split(","));
  if (ids.length > maxIds) throw badRequest("id", `at most ${maxIds} values`);
}
