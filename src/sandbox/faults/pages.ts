import { steadyPage } from "../http/present.ts";
import type { Fault } from "./fault.ts";

/**
 * The rows as a reader of pages meets them when what was read moves down: each page after the first begins with the
 * last `again` rows of the page before it. Nothing is lost, and the total grows by what is repeated.
 */
function withRepeats<Row>(rows: readonly Row[], size: number, again: number): readonly Row[] {
  if (again === 0 || rows.length <= size) return rows;
  const dealt = rows.slice(0, size);
  for (let next = size; next < rows.length; next += size - again)
    dealt.push(...dealt.slice(-again), ...rows.slice(next, next + size - again));
  return dealt;
}

/** Faults of results that change while they are read page by page: the details query and the evaluation search. */
export const pageFaults = {
  "shifting-pages": {
    description:
      "Each page begins with the last row of the page before it, as when a new row has come in at the front.",
    act: () => ({
      paged: (rows, size, number) => steadyPage(withRepeats(rows, size, Math.min(1, size - 1)), size, number),
    }),
  },
  "repeated-pages": {
    description: "Each page begins with the second half of the page before it.",
    act: () => ({
      paged: (rows, size, number) => steadyPage(withRepeats(rows, size, Math.floor(size / 2)), size, number),
    }),
  },
} satisfies Readonly<Record<string, Fault>>;
