import { type catalogue, effectiveN, meanOf, type Range, type RowOf, sampleOf } from "../metrics/index.ts";
import { type Figure, figure } from "./figures.ts";

export type IndexRow = RowOf<(typeof catalogue)["indices"]["columns"]>;

/** A mean over whole responses, out of the sums that the warehouse gives. */
export function meanOfRows(from: readonly IndexRow[], of: "index" | "evaluator" | "total", scale: Range): Figure {
  const add = (column: keyof IndexRow): number => from.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
  const weight = add(`${of}_weight`);
  const worth = effectiveN(weight, add(`${of}_weight_squares`));
  const ends = from.flatMap((row) => [row[`${of}_low`], row[`${of}_high`]]).filter((end) => end !== null);
  const equal = ends.length > 0 && Math.min(...ends) === Math.max(...ends);
  const sample = sampleOf(add(`${of}_sum`), add(`${of}_squares`), weight, worth, equal);
  return figure(meanOf(sample, add(`${of}_answers`), scale));
}
