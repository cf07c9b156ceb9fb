import { isoInterval } from "../../base/index.ts";
import type { AggregateQuery, Cube } from "./aggregate-query.ts";
import { type Facts, factsOf } from "./facts.ts";
import { dimensionsOf, satisfies } from "./predicates.ts";
import type { Present } from "./present.ts";
import { badRequest } from "./refusals.ts";

interface Stats {
  readonly count: number;
  readonly min?: number;
  readonly max?: number;
  readonly sum?: number;
}

/** Of the variant `limited-groups`: few, so that a small org meets it. */
const mostGroups = 20;

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
  cube: Cube<Row>,
  query: AggregateQuery,
  rows: Iterable<Row>,
  { plays }: Pick<Present, "plays">,
): { readonly results: readonly Result[] } {
  const { interval, step, filter } = query;
  const groupBy = plays("implied-media-type") ? [...new Set([...query.groupBy, "mediaType"])] : query.groupBy;
  const basis = query.time ?? (plays("event-time-basis") ? "eventTime" : "");
  const timeOf = cube.times[basis] ?? cube.usualTime;
  // Only what is asked for: all twenty dimensions of every row took most of an answer.
  const wanted = [...new Set([...groupBy, ...(filter ? dimensionsOf(filter) : [])])];
  const groups = new Map<string, { group: Record<string, string>; steps: Map<number, Sums> }>();

  for (const row of rows) {
    const at = timeOf(row);
    if (at === null || at < interval.from || at >= interval.to) continue;
    const counted = query.metrics.map((name) => [name, cube.metrics[name]?.(row) ?? []] as const);
    if (!plays("uncounted-groups") && counted.every(([, values]) => values.length === 0)) continue;
    const facts = factsOf(Object.fromEntries(wanted.map((name) => [name, cube.dimensions[name]?.(row)])));
    if (filter && !satisfies(facts, filter)) continue;
    const start = Math.floor((at - interval.from) / step);
    for (const group of groupsOf(facts, groupBy, query.flatten)) {
      const key = JSON.stringify(group);
      const found = groups.get(key) ?? { group, steps: new Map<number, Sums>() };
      groups.set(key, found);
      const sums: Sums = found.steps.get(start) ?? new Map();
      found.steps.set(start, sums);
      for (const [name, values] of counted) for (const value of values) add(sums, name, value);
    }
  }

  if (plays("limited-groups") && groups.size > mostGroups) throw badRequest("groupBy", "the result is too large");
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
