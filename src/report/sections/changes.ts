import {
  type Difference,
  differenceOfMeans,
  differenceOfNps,
  differenceOfShares,
  type Family,
  judgeChanges,
  type Nps,
} from "../../metrics/index.ts";
import type { ChangeFigure, Figure } from "../document.ts";

/** Why nothing may be said about a change, whatever the numbers; null where it may. */
export type Obstacle = Exclude<ChangeFigure["reason"], null> | null;

/** Two sides of a comparison. */
export interface Compared {
  readonly before: Figure;
  readonly difference: Difference;
}

const nobody = { favourable: 0, n: 0 };
const shareOf = (family: Family | null) =>
  family === null ? nobody : { favourable: family.favourable, n: family.worth };
const noSample = { mean: 0, variance: 0, n: 0 };
const noNps = { promoters: 0, detractors: 0, n: 0 };

export const compareShares = (before: Family | null, after: Family | null, shown: Figure): Compared => ({
  before: shown,
  difference: differenceOfShares(shareOf(before), shareOf(after)),
});

export const compareMeans = (before: Family | null, after: Family | null, shown: Figure): Compared => ({
  before: shown,
  difference: differenceOfMeans(before?.sample ?? noSample, after?.sample ?? noSample, [0, 1]),
});

export const compareNps = (before: Nps | null, after: Nps | null, shown: Figure): Compared => ({
  before: shown,
  difference: differenceOfNps(before?.counts ?? noNps, after?.counts ?? noNps),
});

/** All comparisons of one table, judged together. Where something stands in the way, numbers are given without a verdict. */
export function judge(table: readonly Compared[], minEffect: number, obstacle: Obstacle): readonly ChangeFigure[] {
  const { changes, level } = judgeChanges(
    table.map(({ difference }) => difference),
    minEffect,
  );
  return table.map(({ before, difference }, index): ChangeFigure => {
    const judged = changes[index];
    const bounds = judged && judged.bounds.low !== null ? judged.bounds : difference.bounds(level);
    return {
      before,
      difference: difference.change,
      low: bounds.low,
      high: bounds.high,
      verdict: obstacle === null ? (judged?.verdict ?? "too few") : "no verdict",
      reason: obstacle,
    };
  });
}
