import { type Family, type Headline, type headlineOf, nothing, pooled } from "../../metrics/index.ts";
import type { FamilyFigures } from "../document.ts";
import { figure, meanFigure, scaleOf } from "./figures.ts";
import type { QuestionVersion } from "./questions.ts";

type ScoreRows = Parameters<typeof headlineOf>[0];

/** The family that the headline covers: the one with most answers, or all of them where that was asked for. */
export function headFamily(rows: ScoreRows, headline: Headline, pool: boolean): Family | null {
  return pool ? pooled(rows, "csat") : (headline.csat[0] ?? null);
}

export const familyFigures = (family: Family, versions: readonly QuestionVersion[]): FamilyFigures => ({
  points: family.points,
  scale: scaleOf(family),
  rules: satisfiedRules(family.points, versions),
  csat: figure(family.share),
  mean_satisfaction: meanFigure(family),
  bottom_box: figure(family.bottom),
});

export const shareOf = (families: readonly Family[]) => figure(families[0]?.share ?? nothing);

/** "4–5 of 1–5": which values count, for every scale of this length that was answered. */
function satisfiedRules(points: number, versions: readonly QuestionVersion[]): readonly string[] {
  const rules = versions.flatMap(
    ({ lead, points: own, scale_min: low, scale_max: high, satisfied_from: from, best }) => {
      if (!lead || own !== points || low === null || high === null || from === null) return [];
      const [first, last] = best === "low" ? [low, from] : [from, high];
      return [`${first === last ? first : `${first}–${last}`} of ${low}–${high}`];
    },
  );
  return [...new Set(rules)];
}
