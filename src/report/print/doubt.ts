import type { ChangeFigure } from "../comparison/judge.ts";
import type { Texts } from "./words/en.ts";

/**
 * Why a change whose bounds at 95 % leave out 0 is not called one, in words: verdicts ask for a change of some size, and more
 * of each comparison the more of them are made. Null where the bounds hold 0, which says it all.
 */
export function doubtOf(
  { low, high, difference, min_effect, family }: Omit<ChangeFigure, "before">,
  texts: Pick<Texts, "tooSmall" | "amongSeveral">,
): string | null {
  if (low === null || high === null || difference === null || (low <= 0 && high >= 0)) return null;
  if (Math.abs(difference) < min_effect) return texts.tooSmall;
  return family > 1 ? texts.amongSeveral(family) : null;
}
