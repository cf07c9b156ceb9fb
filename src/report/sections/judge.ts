import { defaultLevel, type JudgedChange, judgeChanges } from "../../metrics/index.ts";
import type { ChangeFigure } from "../document.ts";
import type { Compared } from "./compared.ts";

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
