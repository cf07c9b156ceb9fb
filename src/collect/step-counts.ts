import type { Interval } from "../base/index.ts";
import { type AggregateQuery, askGroups, countOf, startOf } from "./events.ts";
import type { FetchContext } from "./fetch-context.ts";
import type { PartialError } from "./findings.ts";
import { readByHalves } from "./halving.ts";

/** How many things are counted in each step of time, by its start in milliseconds; a step without any is absent. */
export type StepCounts = ReadonlyMap<number, number>;

/**
 * Counts without groups, in one request: by them windows are cut before any group is asked for. Of several metrics the
 * largest counts.
 * @param granularity an ISO duration, the length of a step
 */
export async function countSteps(
  context: FetchContext,
  window: Interval,
  query: AggregateQuery,
  granularity: string,
): Promise<StepCounts> {
  const counts = new Map<number, number>();
  const groups = await askGroups(context, window, { ...query, groupBy: [], granularity });
  for (const part of groups.flatMap(({ data }) => data ?? [])) {
    const start = startOf(part);
    const count = Math.max(...query.metrics.map((metric) => countOf({ data: [part] }, metric)));
    if (start !== null && Number.isSafeInteger(count)) counts.set(start, (counts.get(start) ?? 0) + count);
  }
  return counts;
}

interface Stepping {
  /** An ISO duration, the length of a step. */
  readonly granularity: string;
  /** Milliseconds; a refused window no longer than this is left out. */
  readonly minWindow: number;
  /** Called for a window that stays unread while others can be read. */
  readonly onUnread: (window: Interval, error: PartialError) => void;
}

/** The counts of a window, or of its parts, newest first, where they are refused for all of it. */
export const countBySteps = (
  context: FetchContext,
  window: Interval,
  query: AggregateQuery,
  { granularity, minWindow, onUnread }: Stepping,
): AsyncGenerator<{ readonly window: Interval; readonly counts: StepCounts }> =>
  readByHalves([window], {
    ...{ minWindow, onUnread },
    async *read(part) {
      yield { window: part, counts: await countSteps(context, part, query, granularity) };
      return "read";
    },
  });

/** Windows of whole steps, newest first, of which none of several steps counts more things than these. */
export function cutByCounts({ from, to }: Interval, counts: StepCounts, most: number, step: number): Interval[] {
  const windows: Interval[] = [];
  let end = to;
  let things = 0;
  for (let at = to - step; at >= from; at -= step) {
    const more = counts.get(at) ?? 0;
    if (at + step < end && things + more > most) {
      windows.push({ from: at + step, to: end });
      [end, things] = [at + step, 0];
    }
    things += more;
  }
  return [...windows, { from, to: end }];
}
