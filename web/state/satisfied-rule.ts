import type { ReportDocument } from "../../src/report/index.ts";

/** Which answers count as satisfied, on which scale. */
export interface SatisfiedRule {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
  /** Whether the lowest value is the best one. */
  readonly isTurned: boolean;
}

/** Out of `4–5 of 1–5`; null where there is none, or several: then nothing says which of them an answer was given by. */
export function onlyRule([rule = "", other]: readonly string[]): SatisfiedRule | null {
  const [[from, to = from], [low, high]] = [endsOf(rule.split(" of ")[0]), endsOf(rule.split(" of ")[1])];
  if (other !== undefined || from === undefined || to === undefined || low === undefined || high === undefined)
    return null;
  if (Number.isNaN(from + to + low + high)) return null;
  return { from, to, low, high, isTurned: from === low && to < high };
}

const endsOf = (words = ""): readonly (number | undefined)[] => (words === "" ? [] : words.split("–").map(Number));

/**
 * Whether an answer is one of the satisfied ones, or one of the lowest at the other end of the scale: two values, of scales of two
 * or three one. Of a scale whose values nobody knows, as not all were given and they are not evenly spaced, the latter is not said.
 */
export function boxOf(
  value: number,
  { from, to, low, high, isTurned }: SatisfiedRule,
  { points, distribution }: Pick<ReportDocument["families"][number], "points"> & Pick<ReportDocument, "distribution">,
): "top" | "bottom" | null {
  if (value >= from && value <= to) return "top";
  const given = distribution.map((one) => one.value);
  const evenly = Array.from({ length: points }, (_, at) => low + (at * (high - low)) / (points - 1));
  const isGiven = given.length === points;
  if (!isGiven && !given.every((one) => evenly.some((other) => isSame(one, other)))) return null;
  const worstFirst = (isGiven ? given : evenly).toSorted((a, b) => (isTurned ? b - a : a - b));
  return worstFirst.slice(0, points > 3 ? 2 : 1).some((one) => isSame(one, value)) ? "bottom" : null;
}

const isSame = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;
