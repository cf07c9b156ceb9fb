import { rewritten } from "./answer-documents.ts";
import type { Fault } from "./fault.ts";

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

/** Faults in what a listing says around its rows. */
export const rowFaults = {
  "wrong-totals": {
    description: "`totalHits`, `total` and `pageCount` say half of what there is, or twice as much.",
    act: ({ strikes }) => ({
      change: ({ key }, answer) => {
        const factor = strikes.draw("wrong-totals", key) < 0.5 ? 0.5 : 2;
        return rewritten(answer, (name, value) =>
          totals.has(name) && typeof value === "number" ? Math.floor(value * factor) : value,
        );
      },
    }),
  },
  "shuffled-rows": {
    description: "The rows of every page, and the groups of every aggregate, come in another order each time.",
    act: ({ strikes }) => ({
      change: ({ key }, answer) => {
        const start = Math.floor(strikes.draw("shuffled-rows", key) * 10_007);
        return rewritten(answer, (name, value) =>
          rowLists.has(name) && Array.isArray(value) ? shuffled(value, start) : value,
        );
      },
    }),
  },
} satisfies Readonly<Record<string, Fault>>;
