/** A stretch of time in milliseconds; `from` is never after `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** None where a time is missing or the end lies before the start. */
export const spanOf = (from: number | null, to: number | null): Span | null =>
  from !== null && to !== null && from <= to ? { from, to } : null;

/** The first and the last moment of the spans; null where there are none. */
export function boundsOf(spans: readonly Span[]): { readonly start: number | null; readonly end: number | null } {
  let [start, end]: [number | null, number | null] = [null, null];
  for (const { from, to } of spans) {
    if (start === null || from < start) start = from;
    if (end === null || to > end) end = to;
  }
  return { start, end };
}

/** How long at least one of the spans lasts. */
export function coverage(spans: readonly Span[]): number {
  const [only] = spans;
  if (only && spans.length === 1) return only.to - only.from;
  let total = 0;
  let reached = -Infinity;
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}

/** Whether a span of one side overlaps one of the other; ends that only touch do not, a moment inside does. */
export const meets = (ours: readonly Span[], theirs: readonly Span[]): boolean =>
  ours.some((a) => theirs.some((b) => overlap(a, b)));

function overlap(a: Span, b: Span): boolean {
  if (a.from === a.to) return b.from <= a.from && a.from <= b.to;
  if (b.from === b.to) return a.from <= b.from && b.from <= a.to;
  return Math.max(a.from, b.from) < Math.min(a.to, b.to);
}

/** The rest of the spans where these are taken out of them. */
export function without(spans: readonly Span[], removed: readonly Span[]): readonly Span[] {
  let left = spans;
  for (const { from, to } of removed) {
    if (from === to) continue;
    left = left.flatMap((span): readonly Span[] =>
      span.to <= from || to <= span.from
        ? [span]
        : [
            ...(span.from < from ? [{ from: span.from, to: from }] : []),
            ...(to < span.to ? [{ from: to, to: span.to }] : []),
          ],
    );
  }
  return left;
}

/** Unknown times come last. */
export const ascending = (a: number | null, b: number | null): number => compare(a ?? Infinity, b ?? Infinity);

export const compare = <Value extends string | number>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
