import { setImmediate } from "node:timers/promises";
import { hour, type Interval, isoInterval } from "../base/index.ts";
import { aggregateGroup, decode, type endpoints, isTooLarge, type WireAggregateGroup } from "../genesys/index.ts";
import type { FetchContext } from "./fetch-context.ts";
import { reasonOf } from "./findings.ts";

/*
 * Aggregates on event time: one query names everything that something happened to in a stretch of time. The answer is
 * checked against the same query without groups, asked before it, so that what happens meanwhile is not missed in it; where
 * it holds less, or is refused for its size, the window is halved.
 */

/** Row limits of grouped answers are not documented: a refused window is halved, down to this. */
const minWindow = hour;

export type Groups = readonly WireAggregateGroup[];

/** The metric to count, and the dimensions to group by. */
export interface EventQuery {
  readonly endpoint: typeof endpoints.surveyAggregates | typeof endpoints.evaluationAggregates;
  /** "answered surveys", as messages name it. */
  readonly things: string;
  readonly metrics: readonly string[];
  readonly groupBy: readonly string[];
  readonly filter?: object;
  /** Which of a thing's times lies in the window. @default when something happened to it */
  readonly time?: "eventTime" | "surveyCreatedDate";
  /** An ISO duration that splits the counts of a group by time. @default the whole window */
  readonly granularity?: string;
  /** Metrics whose counts must agree with the ungrouped ones; where there are none, nothing is checked. */
  readonly checked: readonly string[];
  /** A window in which any metric counts more is halved before its groups are asked for. @default none is */
  readonly maxCount?: number;
}

/**
 * Every group of the window, or as many as Genesys lists; a note reports how many it counts but does not list.
 * `counted` is the result of `countEvents`, where that was called before.
 */
export async function readEvents(
  context: FetchContext,
  window: Interval,
  query: EventQuery,
  counted?: Counted,
): Promise<Groups> {
  const parts: Groups[] = [];
  for await (const groups of eventParts(context, window, query, counted)) parts.push(groups);
  return parts.flat();
}

/**
 * The same in parts, earliest first, so that what counts too much for one answer is never in memory together: with the
 * groups of some 20,000 surveys, hour by hour, V8's heap was 223 MB in place of 55.
 */
export async function* eventParts(
  context: FetchContext,
  window: Interval,
  query: EventQuery,
  counted?: Counted,
): AsyncGenerator<Groups> {
  counted ??= await countEvents(context, window, query);
  if (isTooMuch(window, counted, query)) {
    for (const half of halve(window)) yield* eventParts(context, half, query);
    return;
  }
  yield await settle(context, window, query, counted, await readGroups(context, window, query));
}

/** A window's counts without groups. */
export type Counted = Groups | "refused for its size";

/** What the window counts; nothing is asked where nothing depends on it. */
export const countEvents = async (context: FetchContext, window: Interval, query: EventQuery): Promise<Counted> =>
  query.checked.length === 0 && query.maxCount === undefined
    ? []
    : ((await readGroups(context, window, { ...query, groupBy: [] })) ?? "refused for its size");

/** Whether a window is better asked for by halves. */
export const isTooMuch = ({ from, to }: Interval, counted: Counted, { metrics, maxCount }: EventQuery): boolean =>
  to - from > minWindow &&
  (typeof counted === "string" ||
    metrics.some((metric) => total(counted, [metric]) > (maxCount ?? Number.POSITIVE_INFINITY)));

/** What the window counts, and what it lists; null where that was refused for its size. */
async function settle(
  context: FetchContext,
  window: Interval,
  query: EventQuery,
  counted: Counted,
  groups: Groups | null,
): Promise<Groups> {
  const sum = (part: Groups): number => total(part, query.checked);
  // More in the groups (a survey in several) is no loss.
  if (groups && typeof counted !== "string" && sum(counted) <= sum(groups)) return groups;
  if (isLeast(window)) return short(context, window, query, groups ?? []);
  const [left, right] = halve(window);
  const [first, second] = [await readGroups(context, left, query), await readGroups(context, right, query)];
  // Halving brought nothing new: the count is what differs, not the list, and halving on would only spend requests.
  if (groups && first && second && sum(first) + sum(second) <= sum(groups))
    return short(context, window, query, groups);
  const settleHalf = async (half: Interval, part: Groups | null): Promise<Groups> =>
    settle(context, half, query, await countEvents(context, half, query), part);
  return [...(await settleHalf(left, first)), ...(await settleHalf(right, second))];
}

/** On the hour where it can be, so that hours of whole windows stay whole. */
function halve(window: Interval): [Interval, Interval] {
  const half = Math.floor((window.from + window.to) / 2);
  const middle = Math.max(Math.floor(half / hour) * hour, window.from + 1);
  return [
    { ...window, to: middle },
    { ...window, from: middle },
  ];
}

function short(context: FetchContext, window: Interval, { things }: EventQuery, groups: Groups): Groups {
  context.findings.leaveOpen(window, `Analytics lists fewer ${things} than it counts in ${isoInterval(window)}.`);
  return groups;
}

/** Groups that are checked before control goes back to the event loop. */
const yieldEvery = 500;

const isLeast = (window: Interval): boolean => window.to - window.from <= minWindow;

async function readGroups(context: FetchContext, window: Interval, query: EventQuery): Promise<Groups | null> {
  try {
    return await askEvents(context, window, query);
  } catch (error) {
    if (isTooLarge(error) && !isLeast(window)) return null;
    throw error;
  }
}

/** One query, unchecked. */
export async function askEvents(
  context: FetchContext,
  window: Interval,
  { endpoint, things, metrics, groupBy, filter, time = "eventTime", granularity }: EventQuery,
): Promise<Groups> {
  const body = {
    interval: isoInterval(window),
    alternateTimeDimension: time,
    metrics,
    ...(groupBy.length > 0 ? { groupBy } : {}),
    ...(filter ? { filter } : {}),
    ...(granularity ? { granularity } : {}),
  };
  const answer = await context.genesys.ask<{ readonly results?: readonly unknown[] | null | undefined }>(
    endpoint,
    { body, indivisible: isLeast(window) },
    context.signal,
  );
  const groups: WireAggregateGroup[] = [];
  for (const [index, item] of (answer.results ?? []).entries()) {
    if (index % yieldEvery === yieldEvery - 1) await setImmediate();
    try {
      groups.push(decode(aggregateGroup, item, { endpoint }));
    } catch (error) {
      context.findings.leaveOpen(
        window,
        `A group of ${things} in ${isoInterval(window)} cannot be read. ${reasonOf(error)}`,
      );
    }
  }
  return groups;
}

/** How often the metric was counted in a group. */
export function countOf({ data }: WireAggregateGroup, name: string): number {
  let count = 0;
  for (const { metrics } of data ?? []) {
    for (const { metric, stats } of metrics ?? []) if (metric === name) count += stats?.count ?? 0;
  }
  return count;
}

const total = (groups: Groups, metrics: readonly string[]): number =>
  groups.reduce((sum, group) => sum + metrics.reduce((all, name) => all + countOf(group, name), 0), 0);
