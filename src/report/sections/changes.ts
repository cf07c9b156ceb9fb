import {
  type Difference,
  differenceOfMeans,
  differenceOfNps,
  differenceOfShares,
  type Family,
  type Headline,
  judgeChanges,
  type Nps,
} from "../../metrics/index.ts";
import type { ChangeFigure, Figure } from "../document.ts";

/** Why nothing may be said about a change, whatever the numbers; null where it may. */
export type Obstacle = Exclude<ChangeFigure["reason"], null> | null;

/** Two sides of a comparison. */
interface Compared {
  readonly before: Figure;
  readonly difference: Difference;
  readonly obstacle: Obstacle;
}

const nobody = { favourable: 0, n: 0 };
const shareOf = (family: Family | null) =>
  family === null ? nobody : { favourable: family.favourable, n: family.worth };
const noSample = { mean: 0, variance: 0, n: 0 };
const noNps = { promoters: 0, detractors: 0, n: 0 };

export const compareShares = (
  before: Family | null,
  after: Family | null,
  shown: Figure,
  obstacle: Obstacle,
): Compared => ({
  before: shown,
  obstacle,
  difference: differenceOfShares(shareOf(before), shareOf(after)),
});

export const compareMeans = (
  before: Family | null,
  after: Family | null,
  shown: Figure,
  obstacle: Obstacle,
): Compared => ({
  before: shown,
  obstacle,
  difference: differenceOfMeans(before?.sample ?? noSample, after?.sample ?? noSample, [0, 1]),
});

export const compareNps = (before: Nps | null, after: Nps | null, shown: Figure, obstacle: Obstacle): Compared => ({
  before: shown,
  obstacle,
  difference: differenceOfNps(before?.counts ?? noNps, after?.counts ?? noNps),
});

/**
 * All comparisons of one table, judged together. Where something stands in the way of one, its numbers are given without a
 * verdict, and it is none of the family.
 */
export function judge(table: readonly Compared[], minEffect: number): readonly ChangeFigure[] {
  const judgeable = table.filter(({ obstacle }) => obstacle === null);
  const { changes, level } = judgeChanges(
    judgeable.map(({ difference }) => difference),
    minEffect,
  );
  const judgedOf = new Map(judgeable.map((one, index) => [one, changes[index]]));
  return table.map((one): ChangeFigure => {
    const { before, difference, obstacle } = one;
    const judged = judgedOf.get(one);
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

/** Whether most answers were given on another length of scale before. */
export const isOtherScale = (before: Headline | undefined, now: Headline): boolean => {
  const [was, is] = [before?.csat[0], now.csat[0]];
  return was !== undefined && is !== undefined && was.points !== is.points;
};
