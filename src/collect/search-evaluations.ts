import { contains, type Interval, isoTime, readTime, second } from "../base/index.ts";
import { byKey, endpoints, isTooLarge } from "../genesys/index.ts";
import { type EvaluationRow, readRow } from "./evaluation-row.ts";
import type { FetchContext } from "./fetch-context.ts";

/** What a search asks for in addition to its range. */
export interface EvaluationSearch {
  /** The date that the range is of; the rows come in its order. */
  readonly field: "submittedDate" | "releaseDate";
  readonly statuses?: readonly string[];
}

/**
 * `POST /quality/evaluations/search`, the listing of a whole org: people's evaluations and machines', which are asked for
 * separately, page by page. A row may come more than once, as it was and as it is now.
 */
export async function* searchEvaluations(
  context: FetchContext,
  range: Interval,
  search: EvaluationSearch,
): AsyncGenerator<readonly EvaluationRow[]> {
  for (const systemSubmitted of [false, true]) {
    for await (const page of readRange(context, range, search, systemSubmitted)) {
      const times = page.map((item) => timeOf(item, search.field));
      yield page.flatMap((item, index) =>
        readRow(context, item, endpoints.evaluationsSearch, around(times, index, range)),
      );
    }
  }
}

/** The time by which an item is sorted; null where it cannot be read. */
function timeOf(item: unknown, field: EvaluationSearch["field"]): number | null {
  const time: unknown = typeof item === "object" && item !== null ? Reflect.get(item, field) : null;
  return typeof time === "string" ? readTime(time) : null;
}

/** Where in the range an item is, whose own time may be the fault: between those before and after it. */
function around(times: readonly (number | null)[], index: number, range: Interval): Interval {
  const known = (time: number | null): boolean => time !== null && contains(range, time);
  const from = times.slice(0, index).findLast(known) ?? range.from;
  const to = times.slice(index + 1).find(known) ?? range.to;
  return from <= to ? { from, to: to + 1 } : range;
}

async function* readRange(
  context: FetchContext,
  { from, to }: Interval,
  search: EvaluationSearch,
  systemSubmitted: boolean,
): AsyncGenerator<readonly unknown[]> {
  const { field, statuses } = search;
  const body = (key: number) => ({
    systemSubmitted,
    sortBy: field,
    sortOrder: "ASC",
    query: [
      { type: "DATE_RANGE", field, startValue: isoTime(key), endValue: isoTime(to) },
      ...(statuses ? [{ type: "EXACT", field: "evaluationStatus", values: statuses }] : []),
    ],
  });
  let pages = 0;
  try {
    const listing = { from, body, keyOf: (item: unknown) => timeOf(item, field) };
    const pageOptions = { onShortfall: context.findings.note };
    for await (const page of byKey(
      context.genesys,
      endpoints.evaluationsSearch,
      listing,
      context.signal,
      pageOptions,
    )) {
      pages += 1;
      yield page;
    }
  } catch (error) {
    // The first pages came: it is their number that is refused (likely beyond 10,000 results), and a shorter range has fewer.
    if (pages === 0 || to - from < second || !isTooLarge(error)) throw error;
    const middle = Math.floor((from + to) / 2);
    yield* readRange(context, { from, to: middle }, search, systemSubmitted);
    yield* readRange(context, { from: middle, to }, search, systemSubmitted);
  }
}
