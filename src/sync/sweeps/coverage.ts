import type { Interval } from "../../base/index.ts";

/** The same time as disjoint intervals in order; those that touch are one. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const interval of [...intervals].filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && interval.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, interval.to) };
    else merged.push(interval);
  }
  return merged;
}

/** What of `wanted` is not covered, in order. */
export function gaps(covered: readonly Interval[], wanted: Interval): Interval[] {
  const open: Interval[] = [];
  let from = wanted.from;
  for (const one of merge(covered)) {
    if (one.to <= from) continue;
    if (one.from >= wanted.to) break;
    if (one.from > from) open.push({ from, to: one.from });
    from = Math.max(from, one.to);
  }
  if (from < wanted.to) open.push({ from, to: wanted.to });
  return open;
}

/** Coverage without its last `overlap` milliseconds: late data about a time appears soon after it. */
export function withoutEnd(covered: readonly Interval[], overlap: number): Interval[] {
  const merged = merge(covered);
  const last = merged.pop();
  return last ? merge([...merged, { from: last.from, to: last.to - overlap }]) : [];
}
