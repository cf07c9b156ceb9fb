import { contains, type Interval, isoInterval, isoTime, minute, readTime, textOf } from "../base/index.ts";
import { byKey, endpoints } from "../genesys/index.ts";
import { readRow } from "./evaluation-row.ts";
import type { FetchContext } from "./fetch-context.ts";
import { type Came, type Reading, readByHalves } from "./halving.ts";
import type { EvaluationRow } from "./stubs.ts";

/** What a search asks for in addition to its range. */
export interface EvaluationSearch {
  /** The date that the range is of; the rows come in its order. */
  readonly field: "submittedDate" | "releaseDate";
  readonly statuses?: readonly string[];
  /** Only these evaluations: 50 at most, as many values as a criterion takes (a third party's notes on the live API). */
  readonly ids?: readonly string[];
  /** Further criteria, as the search takes them. */
  readonly criteria?: readonly object[];
  /** Whether people's evaluations are listed, machines', or both. @default both */
  readonly systemSubmitted?: readonly boolean[];
}

/** One page of evaluations that people submitted, or that machines did. */
export interface ListedEvaluations {
  readonly rows: readonly EvaluationRow[];
  readonly systemSubmitted: boolean;
}

/**
 * `POST /quality/evaluations/search`, the listing of a whole org: people's evaluations and machines', which are asked for
 * separately, page by page. A row may come more than once, as it was and as it is now. A range that is refused is asked for
 * by halves; where one of them stays unread, it is left open.
 */
export async function* searchEvaluations(
  context: FetchContext,
  ranges: readonly Interval[],
  search: EvaluationSearch,
): AsyncGenerator<ListedEvaluations> {
  for (const systemSubmitted of search.systemSubmitted ?? [false, true]) {
    for await (const { items, times, range } of readRange(context, ranges, search, systemSubmitted)) {
      const rows = items.flatMap((item, index) =>
        readRow(context, item, endpoints.evaluationsSearch, around(times, index, range)),
      );
      yield { rows, systemSubmitted };
    }
  }
}

/** The time by which an item is sorted; null where it cannot be read. */
const timeOf = (item: unknown, field: EvaluationSearch["field"]): number | null => readTime(textOf(item, field));

/** Where in the range an item is, whose own time may be the fault: between those before and after it. */
function around(times: readonly (number | null)[], index: number, range: Interval): Interval {
  const known = (time: number | null): boolean => time !== null && contains(range, time);
  const from = times.slice(0, index).findLast(known) ?? range.from;
  const to = times.slice(index + 1).find(known) ?? range.to;
  return from <= to ? { from, to: to + 1 } : range;
}

/**
 * A refused window no longer than this is left out: that a minute holds more than Genesys lists is not to be expected.
 */
const minWindow = minute;

/** The pages of a range, of people's evaluations or of machines'. */
function readRange(
  context: FetchContext,
  ranges: readonly Interval[],
  { field, statuses, ids, criteria = [] }: EvaluationSearch,
  systemSubmitted: boolean,
): AsyncGenerator<Page> {
  async function* read({ from, to }: Interval, indivisible: boolean, came: Came): Reading<Page> {
    const body = (key: number) => ({
      systemSubmitted,
      sortBy: field,
      sortOrder: "ASC",
      query: [
        { type: "DATE_RANGE", field, startValue: isoTime(key), endValue: isoTime(to) },
        ...(statuses ? [{ type: "EXACT", field: "evaluationStatus", values: statuses }] : []),
        ...(ids ? [{ type: "EXACT", field: "evaluationId", values: ids }] : []),
        ...criteria,
      ],
    });
    const listing = { from, body, keyOf: (item: unknown) => timeOf(item, field), indivisible };
    const pageOptions = { onShortfall: context.findings.note };
    const pages = byKey(context.genesys, endpoints.evaluationsSearch, listing, context.signal, pageOptions);
    for await (const items of pages) {
      const times = items.map(listing.keyOf);
      came(times);
      yield { items, times, range: { from, to } };
    }
    return "read";
  }
  return readByHalves(ranges, {
    ...{ minWindow, read },
    onUnread(window, error, isPartly) {
      // A page that follows the first one of a minute: where that is refused, no search of this org ends.
      if (isPartly) throw error;
      context.findings.leaveOpen(
        window,
        `Evaluations of ${isoInterval(window)} could not be searched for. ${error.message}`,
      );
    },
  });
}

/** One page of the search: its items and their times. */
interface Page {
  readonly items: readonly unknown[];
  readonly times: readonly (number | null)[];
  readonly range: Interval;
}
