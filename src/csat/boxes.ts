import type { Role } from "./role.ts";

/** The properties of a scale that boxes need. */
interface BoxedScale {
  readonly low: number | null;
  readonly high: number | null;
  readonly values: readonly number[];
  readonly best: "high" | "low";
  readonly satisfiedValues: readonly number[];
  readonly problem: string | null;
}

/** The answers that the figure of a question's role counts: values at the good end of its scale, and at the bad one. */
export interface Boxes {
  /** Satisfied, promoter, easy, resolved. */
  readonly favourable: readonly number[];
  /** The bottom box, detractor, hard, not resolved. */
  readonly unfavourable: readonly number[];
  /** Neither: passive, in the middle. */
  readonly between: readonly number[];
}

/** The share of promoters less that of detractors, as Bain & Company define it. */
export const promoterBoxes: Boxes = { favourable: [9, 10], unfavourable: [0, 1, 2, 3, 4, 5, 6], between: [7, 8] };

/** Easy on a customer effort scale: 5–7 of 7, 4–5 of 5; on a scale of another length what satisfies on it. */
const easyBoxes: Readonly<Record<number, number>> = { 5: 2, 7: 3 };

/** Scales of more values have no convention of which of them satisfy. */
export const maxConventionalValues = 11;

/**
 * The values that satisfy, ascending: those from `from` on where the configuration has it, else the best one of two or three
 * values, and the best two of more.
 */
export function topBoxes(values: readonly number[], best: "high" | "low", from: number | null): readonly number[] {
  if (from !== null) return values.filter((value) => (best === "high" ? value >= from : value <= from));
  if (values.length < 2 || values.length > maxConventionalValues) return [];
  const count = values.length <= 3 ? 1 : 2;
  return best === "high" ? values.slice(-count) : values.slice(0, count);
}

/** The lowest values count as the bottom box: one of two or three, else two. */
const bottomBoxes = (values: number): number => (values <= 3 ? 1 : 2);

/** The boxes of a question; null where its role has no share of its own, or its scale is not usable. */
export function readBoxes(
  role: Role,
  type: string | null,
  scale: BoxedScale | null,
  satisfiedFrom: number | null,
): Boxes | null {
  if (type === "npsQuestion") return role === "nps" ? promoterBoxes : null;
  if (scale === null) return null;
  if (role === "resolution") return resolutionBoxes(scale);
  if (scale.problem !== null) return null;
  const { values, satisfiedValues } = scale;
  const worstFirst = scale.best === "high" ? values : [...values].reverse();
  switch (role) {
    case "csat":
      return split(worstFirst, satisfiedValues, bottomBoxes(values.length));
    case "ces": {
      const easy = easyBoxes[values.length];
      const favourable = satisfiedFrom === null && easy ? worstFirst.slice(-easy) : satisfiedValues;
      return split(worstFirst, favourable, bottomBoxes(values.length));
    }
    // A choice that the configuration calls NPS is one where it has NPS's scale.
    case "nps":
      return values.length === 11 && scale.low === 0 && scale.high === 10 ? promoterBoxes : null;
    default:
      return null;
  }
}

/** What `satisfied_from` makes favourable is not in the bottom box, however many boxes that has. */
function split(worstFirst: readonly number[], favourable: readonly number[], bottom: number): Boxes {
  const unfavourable = worstFirst.slice(0, bottom).filter((value) => !favourable.includes(value));
  const between = worstFirst.filter((value) => !favourable.includes(value) && !unfavourable.includes(value));
  return { favourable, unfavourable, between };
}

/** What counts as resolved, and what does not; null where the scale is not usable. Its order does not matter. */
function resolutionBoxes({ low, values, satisfiedValues }: BoxedScale): Boxes | null {
  if (low === null || satisfiedValues.length === 0) return null;
  const unfavourable = values.filter((value) => !satisfiedValues.includes(value));
  return { favourable: satisfiedValues, unfavourable, between: [] };
}
