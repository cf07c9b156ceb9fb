import { isoInterval } from "../../../base/index.ts";
import type { ApiContext } from "../api-context.ts";
import { badRequest } from "../refusals.ts";
import { type AggregateQuery, type Cube, timeBasis } from "./aggregate-query.ts";
import { dimensionsOf, type Facts, satisfies, wordsOf } from "./filters.ts";

interface Stats {
  readonly count: number;
  readonly min?: number;
  readonly max?: number;
  readonly sum?: number;
}

/** Of the variants `limited-groups` and `cut-groups`: few, so that a small org meets them. */
const maxGroups = 20;

interface Sum {
  readonly metric: string;
  count: number;
  min: number;
  max: number;
  sum: number;
}

interface Group {
  readonly group: Readonly<Record<string, string>>;
  /** By step of the interval; what was counted in one, in the order of first counting. */
  readonly steps: Map<number, Sum[]>;
}

interface Result {
  readonly group: Readonly<Record<string, string>>;
  readonly data: readonly {
    readonly interval: string;
    readonly metrics: readonly { readonly metric: string; readonly stats: Stats }[];
  }[];
}

interface Results {
  readonly results: readonly Result[];
}

/** Under the variant `cut-groups` only the first groups. */
export const cutGroups = ({ results }: Results, { hasVariant }: Pick<ApiContext, "hasVariant">): Results => ({
  results: hasVariant("cut-groups") ? results.slice(0, maxGroups) : results,
});

/**
 * Groups and counts. A group has no key for a dimension in which its rows have no value. A group in which no metric
 * counted anything is absent.
 */
export function aggregate<Row>(
  cube: Cube<Row>,
  query: AggregateQuery,
  rows: Iterable<Row>,
  context: Pick<ApiContext, "hasVariant">,
): Results {
  const { interval, step, filter } = query;
  const { hasVariant } = context;
  const groupBy = hasVariant("only-asked-groups") ? query.groupBy : [...new Set([...query.groupBy, "mediaType"])];
  const timeOf = cube.times[timeBasis(cube, query, context) ?? ""] ?? cube.start;
  // Only the dimensions that the query names: reading all twenty of every row took most of the time of an answer.
  const wanted = readersOf(cube.dimensions, [...new Set([...groupBy, ...(filter ? dimensionsOf(filter) : [])])]);
  const metrics = readersOf(cube.metrics, query.metrics);
  const evenUncounted = hasVariant("uncounted-groups");
  const groups = new Map<string, Group>();

  for (const row of rows) {
    const at = timeOf(row);
    if (at === null || at < interval.from || at >= interval.to) continue;
    // Most events of a sweep count for nothing: they are skipped before their dimensions are read.
    if (!evenUncounted && !metrics.some(([, valuesOf]) => valuesOf(row).length > 0)) continue;
    const facts: Record<string, readonly string[] | undefined> = {};
    for (const [name, read] of wanted) facts[name] = wordsOf(read(row));
    if (filter && !satisfies(facts, filter)) continue;
    const index = Math.floor((at - interval.from) / step);
    for (const group of groupsOf(facts, groupBy, query.flatten)) {
      const sums = sumsOf(groups, group, index);
      for (const [metric, valuesOf] of metrics) for (const value of valuesOf(row)) add(sums, metric, value);
    }
  }

  if (hasVariant("limited-groups") && groups.size > maxGroups) throw badRequest("groupBy", "the result is too large");
  const intervalOf = (index: number): string =>
    isoInterval({ from: interval.from + index * step, to: Math.min(interval.from + (index + 1) * step, interval.to) });
  return {
    results: [...groups.values()].map(({ group, steps }) => ({
      group,
      data: [...steps]
        .sort(([one], [other]) => one - other)
        .map(([index, sums]) => ({
          interval: intervalOf(index),
          metrics: sums.map((sum) => ({ metric: sum.metric, stats: statsOf(sum) })),
        })),
    })),
  };
}

const readersOf = <Read>(
  table: Readonly<Record<string, Read>>,
  names: readonly string[],
): (readonly [string, Read])[] =>
  names.flatMap((name) => {
    const read = table[name];
    return read ? [[name, read] as const] : [];
  });

/** The groups a row belongs to: one for every value of a dimension with several, unless they are to be joined. */
function groupsOf(facts: Facts, groupBy: readonly string[], flatten: boolean): Record<string, string>[] {
  let groups: Record<string, string>[] = [{}];
  for (const dimension of groupBy) {
    const values = facts[dimension] ?? [];
    const [only] = values;
    if (only === undefined) continue;
    if (values.length === 1 || flatten) for (const group of groups) group[dimension] = values.join(",");
    else groups = groups.flatMap((group) => values.map((value) => ({ ...group, [dimension]: value })));
  }
  return groups;
}

function sumsOf(groups: Map<string, Group>, group: Group["group"], index: number): Sum[] {
  const key = JSON.stringify(group);
  const { steps } = getOrMake(groups, key, () => ({ group, steps: new Map<number, Sum[]>() }));
  return getOrMake(steps, index, () => []);
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function add(sums: Sum[], metric: string, value: number): void {
  const sum = sums.find((one) => one.metric === metric);
  if (!sum) {
    sums.push({ metric, count: 1, min: value, max: value, sum: value });
    return;
  }
  sum.count += 1;
  sum.min = Math.min(sum.min, value);
  sum.max = Math.max(sum.max, value);
  sum.sum += value;
}

/** Of a count (`n…`) only the count, of an observation (`o…`) the rest too. */
const statsOf = ({ metric, count, min, max, sum }: Sum): Stats =>
  metric.startsWith("n") ? { count } : { count, min, max, sum };
