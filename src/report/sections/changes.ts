import type { Interval } from "../../base/index.ts";
import type { Family, Filter, Headline, LocalTime, Nps } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { ReportDocument } from "../document.ts";
import { compareMeans, compareNps, compareShares, type Obstacle } from "./compared.ts";
import { readDays } from "./days.ts";
import { judge } from "./judge.ts";

interface Whole {
  readonly csat: Family | null;
  readonly nps: Nps;
}

interface Asked {
  readonly filter: Filter & { readonly range: Interval };
  readonly compared: Interval;
  readonly local: LocalTime;
  /** Null: scales of every length, pooled. */
  readonly points: number | null;
  readonly minEffect: number;
  readonly signal?: AbortSignal | undefined;
}

/** How the numbers of the whole changed, one table of three. */
export async function readChanges(
  reader: Reader,
  { filter, compared, local, points, minEffect, signal }: Asked,
  obstacles: { readonly csat: Obstacle; readonly nps: Obstacle },
  [before, after]: readonly [before: Whole, after: Whole],
): Promise<ReportDocument["changes"]> {
  const daysOf = async (range: Interval) =>
    (await readDays(reader, { filter: { ...filter, range }, local, signal })).get(null);
  const [daysBefore, days] = [await daysOf(compared), await daysOf(filter.range)];
  const csat = [
    { is: before.csat, days: daysBefore },
    { is: after.csat, days },
  ] as const;
  const ofNps = [
    { is: before.nps, days: daysBefore },
    { is: after.nps, days },
  ] as const;
  const [share, score, mean] = judge(
    [
      compareShares(...csat, points, obstacles.csat),
      compareNps(...ofNps, obstacles.nps),
      compareMeans(...csat, points, obstacles.csat),
    ],
    minEffect,
  );
  return { csat: share?.change ?? null, nps: score?.change ?? null, mean_satisfaction: mean?.change ?? null };
}

/** Whether most answers were given on another length of scale before. */
export const isOtherScale = (before: Headline | undefined, now: Headline): boolean => {
  const [was, is] = [before?.csat[0], now.csat[0]];
  return was !== undefined && is !== undefined && was.points !== is.points;
};
