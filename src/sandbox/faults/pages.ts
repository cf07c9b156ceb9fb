import { rewritten } from "./answer-documents.ts";
import type { Fault, FaultContext, FaultHooks } from "./fault.ts";

/**
 * The rows as a reader of pages meets them when rows that were read move down: each page after the first begins with
 * the last `again` rows of the page before it. Nothing is lost, and the total grows by the repeated rows.
 */
function withRepeats<Row>(rows: readonly Row[], size: number, again: number): readonly Row[] {
  if (again === 0 || rows.length <= size) return rows;
  const orderRows = rows.slice(0, size);
  for (let next = size; next < rows.length; next += size - again)
    orderRows.push(...orderRows.slice(-again), ...rows.slice(next, next + size - again));
  return orderRows;
}

/** Each page is the first to be asked for once: then the first row is changed and goes to the end, for good. */
function moving(): FaultHooks {
  const asked = new Map<string, Set<number>>();
  return {
    orderRows: (rows, { search, number, changedLast }) => {
      if (!changedLast) return rows;
      const later = asked.get(search) ?? new Set();
      if (number > 1 && rows.length > 0) later.add(number);
      asked.set(search, later);
      const moved = later.size % Math.max(1, rows.length);
      return [...rows.slice(moved), ...rows.slice(0, moved)];
    },
  };
}

function short({ timing }: FaultContext): FaultHooks {
  return {
    pageLength: (size, place) => Math.max(Math.min(1, size), Math.ceil(size * timing.draw("short-pages", size, place))),
  };
}

const rowLists = new Set(["entities", "conversations", "results"]);
const totals = new Set(["totalHits", "total", "pageCount"]);

/** The rows in an order that only looks like none: multiples of a number, modulo a prime. */
function shuffled(rows: readonly unknown[], start: number): unknown[] {
  const place = (index: number): number => ((index + 1) * (start + 1) * 7_919) % 1_000_003;
  return rows
    .map((row, index) => [place(index), row] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, row]) => row);
}

/** Faults of results that are read page by page. */
export const pageFaults = {
  "shifting-pages": {
    description:
      "Each page of the details query and of the evaluation search begins with the last row of the page before it, as when a new row has come in at the front.",
    hooks: () => ({ orderRows: (rows, { size }) => withRepeats(rows, size, Math.min(1, size - 1)) }),
  },
  "repeated-pages": {
    description:
      "Each page of the details query and of the evaluation search begins with the second half of the page before it.",
    hooks: () => ({ orderRows: (rows, { size }) => withRepeats(rows, size, Math.floor(size / 2)) }),
  },
  "moving-keys": {
    description:
      "While the evaluation search is paged by submission, each page that is asked for first sees an evaluation of an earlier page scored again: it moves to the end, and all others one place forward.",
    hooks: moving,
  },
  "short-pages": {
    description:
      "A page of any listing, search or query may hold fewer rows than were asked for, but never none, although more follow; they come on later pages.",
    hooks: short,
  },
  "wrong-totals": {
    description: "`totalHits`, `total` and `pageCount` say half of what there is, or twice as much.",
    hooks: ({ timing }) => ({
      change: ({ key }, answer) => {
        const factor = timing.draw("wrong-totals", key) < 0.5 ? 0.5 : 2;
        return rewritten(answer, (name, value) =>
          totals.has(name) && typeof value === "number" ? Math.floor(value * factor) : value,
        );
      },
    }),
  },
  "shuffled-rows": {
    description: "The rows of every page, and the groups of every aggregate, come in another order each time.",
    hooks: ({ timing }) => ({
      change: ({ key }, answer) => {
        const start = Math.floor(timing.draw("shuffled-rows", key) * 10_007);
        return rewritten(answer, (name, value) =>
          rowLists.has(name) && Array.isArray(value) ? shuffled(value, start) : value,
        );
      },
    }),
  },
} satisfies Readonly<Record<string, Fault>>;
