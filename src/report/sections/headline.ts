import { type Family, nothing } from "../../metrics/index.ts";
import type { EffortFigure, FamilyFigures } from "../document.ts";
import { figure, meanFigure, noFigure, scaleOf } from "./figures.ts";
import type { QuestionVersion } from "./questions.ts";

export const familyFigures = (family: Family, versions: readonly QuestionVersion[]): FamilyFigures => ({
  points: family.points,
  scale: scaleOf(family),
  rules: satisfiedRules(family.points, versions),
  csat: figure(family.share),
  mean_satisfaction: meanFigure(family),
  bottom_box: figure(family.bottom),
});

export const shareOf = (families: readonly Family[]) => figure(families[0]?.share ?? nothing);

/** Of the length of scale that the family has; none where all are pooled. */
export const effortFigure = (family: Family | undefined): EffortFigure =>
  family === undefined
    ? { ...noFigure, points: null, native: null, scale: null }
    : { ...figure(family.share), points: family.points || null, native: family.native, scale: scaleOf(family) };

/** "4–5 of 1–5": which values count, for every scale of this length that was answered. */
function satisfiedRules(points: number, versions: readonly QuestionVersion[]): readonly string[] {
  const rules = versions.flatMap(({ points: own, scale_min: low, scale_max: high, satisfied_from: from, best }) => {
    if (own !== points || low === null || high === null || from === null) return [];
    const [first, last] = best === "low" ? [low, from] : [from, high];
    return [`${first === last ? first : `${first}–${last}`} of ${low}–${high}`];
  });
  return [...new Set(rules)];
}
