import { defaultLevel, type JudgedChange, judgeChanges } from "../../metrics/index.ts";
import { type Figure, hiddenFigure } from "../figures.ts";
import type { Compared, Obstacle } from "./compare.ts";

export type Verdict = "rise" | "fall" | "no clear change" | "too few" | "no verdict";

/** The same number before, and the change since. */
export interface ChangeFigure {
  readonly before: Figure;
  readonly difference: number | null;
  /** At 95 %, regardless of the level of the verdict. */
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: Verdict;
  /** Why there is no verdict. */
  readonly reason: Obstacle;
  /** Of no change, with the variation between days; null where that is not known. */
  readonly p: number | null;
  /** The confidence level of the verdict: intervals at this level exclude 0 where a change was found. */
  readonly level: number;
  /** How many comparisons were judged together. */
  readonly family: number;
  /** The least change that is called one. */
  readonly min_effect: number;
  /** By how much the days vary more than chance, as a factor of the variance; at least 1, null where it is not known. */
  readonly day_factor: number | null;
}

interface Judged {
  readonly change: ChangeFigure;
  /** The smallest true change that the verdict of this table finds in 80 % of cases. */
  readonly visible: number | null;
}

/**
 * All comparisons of one table, judged together. Where something stands in the way of one, its numbers are given without a
 * verdict, and it is none of the family.
 */
export function judge(table: readonly Compared[], minEffect: number): readonly Judged[] {
  const judgeable = table.filter(({ obstacle }) => obstacle === null);
  const { changes, level, compared } = judgeChanges(
    judgeable.map(({ difference }) => difference),
    minEffect,
  );
  const judgedOf = new Map(judgeable.map((one, index) => [one, changes[index]]));
  return table.map((one) => judgedFigure(one, judgedOf.get(one), { level, family: compared, min_effect: minEffect }));
}

function judgedFigure(
  { before, difference, obstacle, variation, visible }: Compared,
  judged: JudgedChange | undefined,
  table: Pick<ChangeFigure, "level" | "family" | "min_effect">,
): Judged {
  const { low, high } = difference.bounds(defaultLevel);
  const alpha = judged?.alpha ?? null;
  const change: ChangeFigure = {
    before,
    difference: difference.change,
    ...{ low, high, ...table, p: difference.p, day_factor: variation?.factor ?? null },
    verdict: obstacle === null ? (judged?.verdict ?? "too few") : "no verdict",
    reason: obstacle,
  };
  return { change, visible: alpha === null ? null : visible(alpha, table.min_effect) };
}

/** Without what would give one of the two sides away. */
export function protectChange(
  change: ChangeFigure | null,
  hideAfter: boolean,
  hideBefore: boolean,
): ChangeFigure | null {
  if (change === null || !(hideAfter || hideBefore)) return change;
  const { level, family, min_effect } = change;
  const before = hideBefore && change.before.n !== 0 ? hiddenFigure : change.before;
  return {
    ...{ before, difference: null, low: null, high: null, level, family, min_effect },
    ...{ p: null, day_factor: null, verdict: "too few", reason: null },
  };
}
