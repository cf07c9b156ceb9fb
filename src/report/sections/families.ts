import { type Family, headlineOf } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type Figure, figure, type MeanFigure, meanFigure, scaleOf } from "../figures.ts";
import { protectBottom, protectFigure, protectMean } from "../protection/hide-few.ts";
import { counted, type QuestionVersion } from "../question-versions.ts";
import type { Context } from "../section.ts";

/** CSAT on scales of one length. */
export interface FamilyFigures {
  readonly points: number;
  readonly scale: readonly [number, number] | null;
  /** Which answers count as satisfied, by each form's scale: "4–5 of 1–5". */
  readonly rules: readonly string[];
  readonly csat: Figure;
  readonly mean_satisfaction: MeanFigure;
  readonly bottom_box: Figure;
}

export interface FamiliesPart {
  readonly families: readonly FamilyFigures[];
}

/** CSAT by length of scale, the one with most answers first; printed with the headline. */
export const families = defineSection({
  key: "families",
  words: { en: {}, de: {} },
  async read(context: Context): Promise<FamiliesPart> {
    const versions = counted(await context.versions(), context.filter);
    return { families: headlineOf(await context.scores()).csat.map((family) => familyFigures(family, versions)) };
  },
  protect: { families: (all) => all.map(protectFamily) },
  finish: (part, { only }) => (only === "scores" ? { families: [] } : part),
});

const familyFigures = (family: Family, versions: readonly QuestionVersion[]): FamilyFigures => ({
  points: family.points,
  scale: scaleOf(family),
  rules: satisfiedRules(family.points, versions),
  csat: figure(family.share),
  mean_satisfaction: meanFigure(family),
  bottom_box: figure(family.bottom),
});

/** "4–5 of 1–5": which values count, for every scale of this length that was answered. */
function satisfiedRules(points: number, versions: readonly QuestionVersion[]): readonly string[] {
  const rules = versions.flatMap(({ points: own, scale_min: low, scale_max: high, satisfied_from: from, best }) => {
    if (own !== points || low === null || high === null || from === null) return [];
    const [first, last] = best === "low" ? [low, from] : [from, high];
    return [`${first === last ? first : `${first}–${last}`} of ${low}–${high}`];
  });
  return [...new Set(rules)];
}

const protectFamily = ({ points, scale, rules, csat, ...family }: FamilyFigures): FamilyFigures => ({
  ...{ points, scale, rules },
  csat: protectFigure(csat),
  mean_satisfaction: protectMean(family.mean_satisfaction, csat, family.bottom_box, points),
  bottom_box: protectBottom(family.bottom_box, csat),
});

/** Lengths of scale other than that of the headline; under pooling, those that it is made of. */
export function furtherLengths<One>(all: readonly One[], pooled: boolean): readonly One[] {
  if (pooled) return all.length < 2 ? [] : all;
  return all.slice(1);
}
