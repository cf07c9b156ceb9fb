import {
  ask,
  correlation,
  doubtfulDirections,
  type Filter,
  type Correlation as Found,
  type PairSums,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Correlation, DoubtfulDirection, DriverFigure, QualityFigure } from "../document.ts";

const figureOf = (found: Found | null, n: number): Correlation =>
  found === null
    ? { r: null, low: null, high: null, n }
    : { r: found.r, low: found.bounds.low, high: found.bounds.high, n: found.n };

const drivers = ["wait", "talk", "hold", "transfers"] as const;

/** Satisfaction beside the customer's journey; by the start of the interaction, whatever the basis of everything else. */
export async function readDrivers(
  reader: Reader,
  filter: Filter,
  signal?: AbortSignal,
): Promise<readonly DriverFigure[]> {
  const rows = await ask(reader, "drivers", { filter, basis: "interaction", signal });
  return drivers.map((driver): DriverFigure => {
    const row = rows.find((one) => one.driver === driver);
    if (!row) return { driver, raw: figureOf(null, 0), within: figureOf(null, 0) };
    // Within groups, sums of squares are about the groups' own means, which cost a degree of freedom each.
    const within = { n: row.n - row.strata + 1, x: 0, y: 0, xx: row.within_xx, yy: row.within_yy, xy: row.within_xy };
    return {
      driver,
      raw: figureOf(correlation(sums(row)), row.n),
      within: figureOf(correlation(sums(within)), row.n),
    };
  });
}

/** Surveys beside the evaluations of the same interaction and agent. */
export async function readSurveyQuality(
  reader: Reader,
  filter: Filter,
  signal?: AbortSignal,
): Promise<readonly QualityFigure[]> {
  const rows = await ask(reader, "survey-quality", { filter, signal });
  return (["human", "machine"] as const).flatMap((by): QualityFigure[] => {
    const own = rows.filter(({ by_machine }) => by_machine === (by === "machine"));
    const same = own.find(({ same_agent }) => same_agent === true);
    const others = own.filter(({ same_agent }) => same_agent !== true).reduce((sum, { pairs }) => sum + pairs, 0);
    if (own.length === 0) return [];
    const found = same ? correlation(sums({ ...same, n: same.pairs })) : null;
    return [{ by, correlation: figureOf(found, same?.pairs ?? 0), different_agents: others }];
  });
}

/** Questions whose assumed direction the other answers of the same responses speak against. */
export async function readDoubtfulDirections(
  reader: Reader,
  filter: Filter,
  signal?: AbortSignal,
): Promise<readonly DoubtfulDirection[]> {
  return doubtfulDirections(await ask(reader, "directions", { filter, signal })).map(
    ({ questionId, text, against, correlation: found }) => ({
      ...{ question_id: questionId, text: text ?? questionId, against },
      correlation: figureOf(found, found.n),
    }),
  );
}

type Loose = { readonly [Name in keyof PairSums]: number | null };

const sums = ({ n, x, y, xx, yy, xy }: Loose): PairSums => ({
  n: n ?? 0,
  x: x ?? 0,
  y: y ?? 0,
  xx: xx ?? 0,
  yy: yy ?? 0,
  xy: xy ?? 0,
});
