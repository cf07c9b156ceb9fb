import { setImmediate } from "node:timers/promises";
import { hour, type Interval, isoInterval, RequestError, readTime } from "../base/index.ts";
import { aggregateGroup, decode, type endpoints, isTooLarge, type WireAggregateGroup } from "../genesys/index.ts";
import type { FetchContext } from "./fetch-context.ts";
import { reasonOf } from "./findings.ts";
import { halve, type Reading, readByHalves } from "./halving.ts";

/*
 * Aggregates on event time: one query names everything that something happened to in a stretch of time. The answer is
 * checked against the same query without groups, asked before it, so that an event in between is not missed in it;
 * where it holds less, or is refused for its size, the window is halved.
 */

/** Row limits of grouped answers are not documented: a refused window is halved, down to this. */
export const minWindow = hour;

export type Groups = readonly WireAggregateGroup[];

/** The metrics to count, and the dimensions to group by. */
export interface AggregateQuery {
  readonly endpoint: (typeof endpoints)["surveyAggregates" | "evaluationAggregates" | "conversationAggregates"];
  readonly metrics: readonly string[];
  readonly groupBy: readonly string[];
  readonly filter?: object;
  /** Which of a thing's times lies in the window. @default when its interaction started */
  readonly time?: "eventTime" | "surveyCreatedDate";
  /** An ISO duration that splits the counts of a group by time. @default the whole window */
  readonly granularity?: string;
  /** Whether an interaction of two media counts once, where an org groups by media type on its own. */
  readonly flattens?: boolean;
  /** Whether asking for less of it would not help. @default where the window cannot be halved */
  readonly indivisible?: boolean;
}

/** The same on event time, where `time` says no other. */
export interface EventQuery extends AggregateQuery {
  /** "answered surveys", as messages name it. */
  readonly things: string;
  /**
   * Metrics whose counts must agree with the ungrouped ones, each by itself, or the window stays open; where there are none,
   * nothing is checked.
   */
  readonly checked: readonly string[];
  /** Metrics whose groups are looked for as well where some may be cut. Counts of these may differ. @default no others */
  readonly sought?: readonly string[];
  /** A window in which any metric counts more is halved before its groups are asked for. @default none is */
  readonly maxCount?: number;
  /** The sentence about a window that cannot be read, while others can. @default it is left open */
  readonly onUnread?: (window: Interval, sentence: string) => void;
}

/**
 * Every group of the windows, or as many as Genesys lists; a note reports how many it counts but does not list.
 * `counted` is the result of `countEvents` for the only window, where that was called before.
 */
export async function readEvents(
  context: FetchContext,
  windows: readonly Interval[],
  query: EventQuery,
  counted?: Counted,
): Promise<Groups> {
  const parts: Groups[] = [];
  for await (const groups of eventParts(context, windows, query, counted)) parts.push(groups);
  return parts.flat();
}

/**
 * The same in parts, newest first, so that a window with too many groups for one answer is never in memory at once:
 * with the groups of some 20,000 surveys, hour by hour, V8's heap was 223 MB in place of 55.
 */
export function eventParts(
  context: FetchContext,
  windows: readonly Interval[],
  query: EventQuery,
  counted?: Counted,
): AsyncGenerator<Groups> {
  async function* read(window: Interval): Reading<Groups> {
    const isCounted = counted !== undefined && window === windows[0];
    const count = isCounted ? counted : await countEvents(context, window, query);
    if (count instanceof RequestError) throw count;
    if (isTooMuch(window, count, query)) return "too much";
    const groups = await readGroups(context, window, query);
    if (groups instanceof RequestError) throw groups;
    yield await settle(context, window, query, count, groups);
    return "read";
  }
  const { things, onUnread = context.findings.leaveOpen } = query;
  return readByHalves(windows, {
    ...{ minWindow, read },
    onUnread: (window, { message }) =>
      onUnread(window, `${capital(things)} in ${isoInterval(window)} could not be read. ${message}`),
  });
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A window's counts without groups, or how it was refused for its size. */
export type Counted = Groups | RequestError;

/** The count of the window; no request is made where nothing depends on it. */
export const countEvents = async (context: FetchContext, window: Interval, query: EventQuery): Promise<Counted> =>
  query.checked.length === 0 && query.maxCount === undefined
    ? []
    : readGroups(context, window, { ...query, groupBy: [] });

/** Whether a window is better asked for by halves. */
export const isTooMuch = (window: Interval, counted: Counted, { metrics, maxCount }: EventQuery): boolean =>
  !isLeast(window) &&
  (counted instanceof RequestError ||
    metrics.some((metric) => total(counted, [metric]) > (maxCount ?? Number.POSITIVE_INFINITY)));

/** The count and the list of the window, as far as neither was refused for its size. */
async function settle(
  context: FetchContext,
  window: Interval,
  query: EventQuery,
  counted: Counted,
  groups: Counted,
): Promise<Groups> {
  const { checked, sought = [] } = query;
  if (!lacksAny([...checked, ...sought], counted, groups)) return listed(groups);
  if (isLeast(window)) return short(context, window, query, groups);
  const [left, right] = halve(window, minWindow);
  const [first, second] = [await readGroups(context, left, query), await readGroups(context, right, query)];
  if (!mayBeCut(query, groups, [first, second])) {
    const halves = [...listed(first), ...listed(second)];
    return lacksAny(checked, counted, halves) ? short(context, window, query, halves) : halves;
  }
  const settleHalf = async (half: Interval, part: Counted): Promise<Groups> =>
    settle(context, half, query, await countEvents(context, half, query), part);
  return [...(await settleHalf(left, first)), ...(await settleHalf(right, second))];
}

/** Whether groups count less of a metric than is counted without them. More (a survey in several groups) is no loss. */
const lacksAny = (metrics: readonly string[], counted: Counted, groups: Counted): boolean =>
  counted instanceof RequestError ||
  groups instanceof RequestError ||
  metrics.some((metric) => total(counted, [metric]) > total(groups, [metric]));

/**
 * Whether the groups of a window, or of one of its halves, may end at a limit: where no half has as many as the window, and
 * both count no more together, it is the count that differs, and further halving would only spend requests. An empty half
 * shows nothing of the other one.
 */
function mayBeCut({ metrics }: EventQuery, whole: Counted, halves: readonly Counted[]): boolean {
  if (whole instanceof RequestError || halves.some((half) => half instanceof RequestError)) return true;
  const isFull = (half: Counted): boolean => listed(half).length > 0 && listed(half).length >= whole.length;
  return (
    halves.some(isFull) || metrics.some((metric) => total(halves.flatMap(listed), [metric]) > total(whole, [metric]))
  );
}

const listed = (groups: Counted): Groups => (groups instanceof RequestError ? [] : groups);

function short(context: FetchContext, window: Interval, { things }: EventQuery, groups: Counted): Groups {
  const reason = groups instanceof RequestError ? ` ${groups.message}` : "";
  context.findings.leaveOpen(
    window,
    `Analytics lists fewer ${things} than it counts in ${isoInterval(window)}.${reason}`,
  );
  return listed(groups);
}

/** Groups that are checked before control goes back to the event loop. */
const yieldEvery = 500;

const isLeast = (window: Interval): boolean => window.to - window.from <= minWindow;

/** The groups of a window, or how they were refused for their size. */
async function readGroups(context: FetchContext, window: Interval, query: EventQuery): Promise<Counted> {
  try {
    return await askEvents(context, window, query);
  } catch (error) {
    if (error instanceof RequestError && isTooLarge(error)) return error;
    throw error;
  }
}

/** One query, unchecked. */
export const askEvents = (context: FetchContext, window: Interval, query: EventQuery): Promise<Groups> =>
  askGroups(context, window, { time: "eventTime", ...query }, (error) =>
    context.findings.leaveOpen(
      window,
      `A group of ${query.things} in ${isoInterval(window)} cannot be read. ${reasonOf(error)}`,
    ),
  );

/** One query on any time. Throws what one of its groups that cannot be read throws, where nobody takes that. */
export async function askGroups(
  { genesys, signal }: Pick<FetchContext, "genesys" | "signal">,
  window: Interval,
  { endpoint, metrics, groupBy, filter, time, granularity, flattens, indivisible = isLeast(window) }: AggregateQuery,
  onUnreadable?: (error: unknown) => void,
): Promise<Groups> {
  const body = {
    interval: isoInterval(window),
    metrics,
    ...(time ? { alternateTimeDimension: time } : {}),
    ...(groupBy.length > 0 ? { groupBy } : {}),
    ...(filter ? { filter } : {}),
    ...(granularity ? { granularity } : {}),
    ...(flattens ? { flattenMultivaluedDimensions: true } : {}),
  };
  const answer = await genesys.ask<{ readonly results?: readonly unknown[] | null | undefined }>(
    endpoint,
    { body, indivisible },
    signal,
  );
  const groups: WireAggregateGroup[] = [];
  for (const [index, item] of (answer.results ?? []).entries()) {
    if (index % yieldEvery === yieldEvery - 1) await setImmediate();
    try {
      groups.push(decode(aggregateGroup, item, { endpoint }));
    } catch (error) {
      if (!onUnreadable) throw error;
      onUnreadable(error);
    }
  }
  return groups;
}

/** When a part of a group begins, where a query has a granularity; null where it does not say. */
export const startOf = ({ interval }: { readonly interval?: string | null | undefined }): number | null =>
  readTime(interval?.split("/")[0]);

/** How often the metric was counted in a group. */
export function countOf({ data }: WireAggregateGroup, name: string): number {
  let count = 0;
  for (const { metrics } of data ?? []) {
    for (const { metric, stats } of metrics ?? []) if (metric === name) count += stats?.count ?? 0;
  }
  return count;
}

export const total = (groups: Groups, metrics: readonly string[]): number =>
  groups.reduce((sum, group) => sum + metrics.reduce((all, name) => all + countOf(group, name), 0), 0);
