import { z } from "zod";
import { type Interval, isoInterval } from "../../base/index.ts";
import type { Facts } from "./facts.ts";
import { demandGranularity, demandInterval } from "./interval.ts";
import { dimensionsOf, type Filter, filterOf, satisfies } from "./predicates.ts";
import type { Present } from "./present.ts";
import { badRequest, notSimulated } from "./refusals.ts";

/** What an aggregate counts: how many values a row has (`n…`), or what they add up to (`o…`). */
export type Metrics<Row> = Readonly<Record<string, (row: Row) => readonly number[]>>;

/** One event, ready to be counted. */
export interface Counted<Row> {
  readonly row: Row;
  readonly facts: Facts;
  /** Where the event lies in the time dimension that was asked for. */
  readonly at: number;
}

export interface AggregateQuery {
  readonly interval: Interval;
  readonly step: number;
  readonly groupBy: readonly string[];
  readonly filter: Filter | null;
  readonly metrics: readonly string[];
  readonly flatten: boolean;
  readonly time: string | undefined;
}

interface Names {
  readonly groupBy: readonly string[];
  readonly filters: readonly string[];
  readonly metrics: readonly string[];
  readonly times: readonly string[];
  /** Documented dimensions and metrics that the sandbox cannot answer. */
  readonly unsimulated: readonly string[];
}

/** The body of an aggregates query (official SDK models SurveyAggregationQuery, EvaluationAggregationQuery). */
export function aggregateBody({ groupBy, filters, metrics, times, unsimulated }: Names): z.ZodType<AggregateQuery> {
  return z
    .strictObject({
      interval: z.string().transform(demandInterval),
      granularity: z.string().nullish(),
      timeZone: z.string().nullish(),
      groupBy: z.array(z.enum(groupBy)).nullish(),
      filter: filterOf(filters, []).nullish(),
      metrics: z.array(z.enum([...metrics, ...unsimulated])).min(1, "at least one metric"),
      flattenMultivaluedDimensions: z.boolean().nullish(),
      views: z.array(z.unknown()).nullish(),
      alternateTimeDimension: z.enum(times).nullish(),
    })
    .transform((body) => {
      if (body.views?.length) throw notSimulated("views of aggregates");
      const asked = new Set([
        ...body.metrics,
        ...(body.groupBy ?? []),
        ...(body.filter ? dimensionsOf(body.filter) : []),
      ]);
      for (const name of unsimulated) if (asked.has(name)) throw notSimulated(`${name} in aggregates`);
      const { from, to } = body.interval;
      const step = body.granularity ? demandGranularity(body.granularity) : to - from;
      if ((to - from) / step > 100_000) throw badRequest("granularity", "too fine for the interval");
      return {
        interval: body.interval,
        step,
        groupBy: body.groupBy ?? [],
        filter: body.filter ?? null,
        metrics: body.metrics,
        flatten: body.flattenMultivaluedDimensions ?? false,
        time: body.alternateTimeDimension ?? undefined,
      };
    });
}

interface Stats {
  readonly count: number;
  readonly min?: number;
  readonly max?: number;
  readonly sum?: number;
}

type Sums = Map<string, Required<Stats>>;

interface Result {
  readonly group: Readonly<Record<string, string>>;
  readonly data: readonly {
    readonly interval: string;
    readonly metrics: readonly { readonly metric: string; readonly stats: Stats }[];
  }[];
}

/**
 * Groups and counts. A group has no key for a dimension in which its rows have no value. A group in which no metric
 * counted anything is absent.
 */
export function aggregate<Row>(
  query: AggregateQuery,
  events: Iterable<Counted<Row>>,
  metrics: Metrics<Row>,
  { plays }: Pick<Present, "plays">,
): { readonly results: readonly Result[] } {
  const { interval, step, filter } = query;
  const groupBy = plays("implied-media-type") ? [...new Set([...query.groupBy, "mediaType"])] : query.groupBy;
  const keepUncounted = plays("uncounted-groups");
  const groups = new Map<string, { group: Record<string, string>; steps: Map<number, Sums> }>();

  for (const { row, facts, at } of events) {
    if (at < interval.from || at >= interval.to || (filter && !satisfies(facts, filter))) continue;
    const counted = query.metrics.map((name) => [name, metrics[name]?.(row) ?? []] as const);
    if (!keepUncounted && counted.every(([, values]) => values.length === 0)) continue;
    const start = Math.floor((at - interval.from) / step);
    for (const group of groupsOf(facts, groupBy, query.flatten)) {
      const key = JSON.stringify(group);
      const found = groups.get(key) ?? { group, steps: new Map<number, Sums>() };
      groups.set(key, found);
      const sums = found.steps.get(start) ?? new Map();
      found.steps.set(start, sums);
      for (const [name, values] of counted) for (const value of values) add(sums, name, value);
    }
  }

  const intervalOf = (index: number): string =>
    isoInterval({ from: interval.from + index * step, to: Math.min(interval.from + (index + 1) * step, interval.to) });
  return {
    results: [...groups.values()].map(({ group, steps }) => ({
      group,
      data: [...steps]
        .sort(([one], [other]) => one - other)
        .map(([index, sums]) => ({
          interval: intervalOf(index),
          metrics: [...sums].map(([metric, stats]) => ({ metric, stats: shown(metric, stats) })),
        })),
    })),
  };
}

/** The groups a row belongs to: one for every value of a dimension with several, unless they are to be joined. */
function groupsOf(facts: Facts, groupBy: readonly string[], flatten: boolean): Record<string, string>[] {
  let groups: Record<string, string>[] = [{}];
  for (const dimension of groupBy) {
    const values = facts[dimension] ?? [];
    if (values.length === 0) continue;
    const named = flatten ? [values.join(",")] : values;
    groups = groups.flatMap((group) => named.map((value) => ({ ...group, [dimension]: value })));
  }
  return groups;
}

function add(sums: Sums, metric: string, value: number): void {
  const { count, min, max, sum } = sums.get(metric) ?? { count: 0, min: value, max: value, sum: 0 };
  sums.set(metric, { count: count + 1, min: Math.min(min, value), max: Math.max(max, value), sum: sum + value });
}

/** Of a count (`n…`) only the count, of an observation (`o…`) the rest too. */
const shown = (metric: string, stats: Required<Stats>): Stats =>
  metric.startsWith("n") ? { count: stats.count } : stats;
