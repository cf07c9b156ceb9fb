import { day, type Interval } from "../../base/index.ts";
import { countOf, startOf } from "../../collect/index.ts";
import type { WireAggregateGroup } from "../../genesys/index.ts";

interface Part {
  readonly formId: string | null;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Counts by form version. */
export type Counts = ReadonlyMap<string | null, number>;

/** What is counted on each day of a stretch, by form version: how much comes together decides what is read in bulk. */
export function createSpread({ from, to }: Interval) {
  const parts: Part[] = [];
  return {
    /** Takes a group that is counted day by day; what does not say its day is spread over all of them. */
    add(formId: string | null, { data }: WireAggregateGroup, metrics: readonly string[]): void {
      for (const part of data ?? []) {
        const count = metrics.reduce((sum, metric) => sum + countOf({ data: [part] }, metric), 0);
        const start = startOf(part);
        const stretch =
          start === null || start >= to || start + day <= from
            ? { from, to }
            : { from: Math.max(from, start), to: Math.min(to, start + day) };
        if (count > 0) parts.push({ formId, ...stretch, count });
      }
    },
    all: (): Counts => countParts(parts, (one) => one.count),
    within: (window: Interval): Counts => countParts(parts, (one) => one.count * shareOf(one, window)),
  };
}

const shareOf = (part: Interval, { from, to }: Interval): number =>
  Math.max(0, Math.min(part.to, to) - Math.max(part.from, from)) / (part.to - part.from);

function countParts(parts: readonly Part[], count: (part: Part) => number): Counts {
  const counts = new Map<string | null, number>();
  for (const part of parts) addCount(counts, part.formId, count(part));
  return counts;
}

export function addCount(counts: Map<string | null, number>, formId: string | null, count: number): void {
  counts.set(formId, (counts.get(formId) ?? 0) + count);
}

export const sumOf = (counts: Counts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** The share of each form's counts that is not stored. */
export function unstoredShare(counts: Counts, stored: Counts): (formId: string | null) => number {
  return (formId) => {
    const count = counts.get(formId) ?? 0;
    return count === 0 ? 0 : Math.max(0, count - (stored.get(formId) ?? 0)) / count;
  };
}

/** The same counts, each form's by its share. */
export const scale = (counts: Counts, share: (formId: string | null) => number): Counts =>
  new Map([...counts].map(([formId, count]) => [formId, count * share(formId)]));
