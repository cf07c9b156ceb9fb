import type { Held } from "./held.ts";
import type { Listed } from "./listed.ts";

type Scored = readonly [listed: Pick<Listed, "score" | "formId">, held: Held | undefined];

/**
 * Whether the warehouse has another score than analytics, whose scores are whole numbers: rounded or cut off, they are less than one
 * apart.
 */
export const scoresDiffer = (...[{ score }, held]: Scored): boolean =>
  score !== null && held?.score != null && Math.abs(score - held.score) >= 1;

/**
 * Counts the scores of each form that agree. On which scale analytics counts is not documented: where most scores of a form differ,
 * that is the scale, and none of them is a loss.
 */
export function createScoreCheck() {
  const forms = new Map<string | null, { compared: number; differing: number }>();
  return {
    add(...scored: Scored): void {
      const [{ score, formId }, held] = scored;
      if (score === null || held?.score == null) return;
      const form = forms.get(formId) ?? { compared: 0, differing: 0 };
      form.compared += 1;
      if (scoresDiffer(...scored)) form.differing += 1;
      forms.set(formId, form);
    },
    hasOtherScale(formId: string | null): boolean {
      const { compared, differing } = forms.get(formId) ?? { compared: 0, differing: 0 };
      return 2 * differing > compared;
    },
  };
}
