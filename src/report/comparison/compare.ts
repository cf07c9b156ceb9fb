import {
  betweenDays,
  chanceAlone,
  type DailySum,
  type Difference,
  differenceOfMeans,
  differenceOfNps,
  differenceOfShares,
  type Family,
  fewestForVerdict,
  type Headline,
  type Mean,
  type Nps,
  type NpsCounts,
  nps,
  type ScoreRow,
  smallestVisibleChange,
  type Variation,
} from "../../metrics/index.ts";
import { type Figure, figure, noFigure } from "../figures.ts";
import { dailySums } from "./days.ts";

/** Why a change gets no verdict, regardless of its numbers; null where nothing prevents one. */
export type Obstacle = "running" | "break" | "incomplete" | "open" | "families" | "days" | null;

/** Two sides of a comparison. */
export interface Compared {
  readonly before: Figure;
  readonly difference: Difference;
  readonly obstacle: Obstacle;
  readonly variation: Variation | null;
  /** The smallest change that a verdict at this p-value finds; null where it is not known. */
  readonly visible: (alpha: number, minEffect: number) => number | null;
}

/** One side: its number, and the rows of its days. */
export interface Side<Number> {
  readonly is: Number | null;
  readonly days: readonly ScoreRow[] | undefined;
}

const nobody = { favourable: 0, n: 0 };
const shareOf = (family: Family | null) =>
  family === null ? nobody : { favourable: family.favourable, n: family.worth };
const noSample: Mean = { mean: 0, variance: 0, n: 0 };
const noNps: NpsCounts = { promoters: 0, detractors: 0, n: 0 };

/** How the days of the series vary is not known: then there is no p-value and no interval, since chance alone would understate both. */
const unknown = (difference: Difference): Difference => ({
  ...difference,
  p: null,
  bounds: () => ({ low: null, high: null }),
});

/** A comparison whose differences by chance are no smaller than those between days. */
function compare(
  before: Figure,
  obstacle: Obstacle,
  variation: Variation | null,
  differ: (variation: Variation) => Difference,
  visible: (variation: Variation, alpha: number, minEffect: number) => number | null = () => null,
): Compared {
  const difference = differ(variation ?? chanceAlone);
  const enough = difference.fewest >= fewestForVerdict;
  return {
    ...{ before, variation },
    difference: variation === null ? unknown(difference) : difference,
    obstacle: obstacle ?? (variation === null && enough ? "days" : null),
    visible: (alpha, minEffect) => (variation === null || !enough ? null : visible(variation, alpha, minEffect)),
  };
}

/** `points` null: scales of every length, pooled. */
export function compareShares(
  before: Side<Family>,
  after: Side<Family>,
  points: number | null,
  obstacle: Obstacle,
): Compared {
  const [first, second] = [shareOf(before.is), shareOf(after.is)];
  const days = ({ days: rows }: Side<Family>): readonly DailySum[] =>
    dailySums(rows, { role: "csat", points }, ({ favourable }) => favourable);
  const chance = ({ favourable, n }: typeof nobody): number => (favourable * (n - favourable)) / n ** 3 || 0;
  const variation = betweenDays([
    { days: days(before), chance: chance(first) },
    { days: days(after), chance: chance(second) },
  ]);
  return compare(
    before.is ? figure(before.is.share) : noFigure,
    obstacle,
    variation,
    (known) => differenceOfShares(first, second, known),
    (known, alpha, minEffect) =>
      smallestVisibleChange(first.n, second.n, first.favourable / first.n, { alpha, minEffect, variation: known }),
  );
}

export function compareMeans(
  before: Side<Family>,
  after: Side<Family>,
  points: number | null,
  obstacle: Obstacle,
): Compared {
  const [first, second] = [before.is?.sample ?? noSample, after.is?.sample ?? noSample];
  const days = ({ days: rows }: Side<Family>): readonly DailySum[] =>
    dailySums(rows, { role: "csat", points }, ({ satisfaction }) => satisfaction ?? 0);
  const chance = ({ variance, n }: Mean): number => variance / n || 0;
  const variation = betweenDays([
    { days: days(before), chance: chance(first) },
    { days: days(after), chance: chance(second) },
  ]);
  const shown = before.is ? figure(before.is.mean) : noFigure;
  return compare(shown, obstacle, variation, (known) => differenceOfMeans(first, second, [0, 1], known));
}

export function compareNps(before: Side<Nps>, after: Side<Nps>, obstacle: Obstacle): Compared {
  const [first, second] = [before.is?.counts ?? noNps, after.is?.counts ?? noNps];
  const days = ({ days: rows }: Side<Nps>): readonly DailySum[] =>
    dailySums(rows, { role: "nps", points: null }, ({ favourable, unfavourable }) => favourable - unfavourable);
  const chance = (counts: NpsCounts): number =>
    ((counts.promoters + counts.detractors) / counts.n - (nps(counts) ?? 0) ** 2) / counts.n || 0;
  const variation = betweenDays([
    { days: days(before), chance: chance(first) },
    { days: days(after), chance: chance(second) },
  ]);
  const shown = before.is ? figure(before.is) : noFigure;
  return compare(shown, obstacle, variation, (known) => differenceOfNps(first, second, known));
}

/** Whether most answers were given on another length of scale before. */
export const isOtherScale = (before: Headline | undefined, now: Headline): boolean => {
  const [was, is] = [before?.csat[0], now.csat[0]];
  return was !== undefined && is !== undefined && was.points !== is.points;
};
