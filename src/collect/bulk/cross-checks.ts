import { z } from "zod";
import type { AnsweredSurvey, Form, SurveyTotals } from "../../csat/index.ts";

/*
 * What else analytics says of a survey, held against its answers: that costs no request, so that it is asked of every
 * survey and not of a sample. How Genesys computes a total is not documented, so a survey that contradicts a rule is read by itself, which
 * shows what of the two is wrong, and a rule that right answers contradict too often does not stand for that form.
 */

/** Rules by which analytics' other figures follow from the answers. */
export const crossCheck = z.enum([
  /** The total score is the share of the points that the best options of the answered questions have. */
  "points",
  /** The same without questions that were answered by "don't know" and the like. */
  "judged points",
  /** The details of the interaction have the same recommendation. */
  "recommendation",
]);
export type CrossCheck = z.infer<typeof crossCheck>;

/** How many right answers contradicted each rule. */
export const storedContradictions = z.partialRecord(crossCheck, z.number());
type Contradictions = Readonly<z.infer<typeof storedContradictions>>;

/** Rules of one figure: one that stands and holds is enough to explain it. */
const figures: readonly (readonly CrossCheck[])[] = [["points", "judged points"], ["recommendation"]];

/** A rule falls with more contradictions than these and one in a hundred comparisons: each costs a request. */
const tolerated = 3;

/** Whether a figure speaks against the answers of a survey that contradict these rules. */
export function isDoubtful(
  contradicted: readonly CrossCheck[],
  { compared, contradictions }: { readonly compared: number; readonly contradictions: Contradictions },
): boolean {
  const stands = (rule: CrossCheck): boolean => (contradictions[rule] ?? 0) <= tolerated + compared / 100;
  return figures.some((rules) => {
    const unbroken = rules.filter(stands);
    return unbroken.length > 0 && unbroken.every((rule) => contradicted.includes(rule));
  });
}

export const addContradictions = (before: Contradictions, contradicted: readonly CrossCheck[]): Contradictions =>
  Object.fromEntries([
    ...Object.entries(before),
    ...contradicted.map((rule): [CrossCheck, number] => [rule, (before[rule] ?? 0) + 1]),
  ]);

/** The rules that the answers of a survey contradict. */
export function findContradicted(
  form: Form,
  survey: AnsweredSurvey,
  { totalScore, recommendation }: Pick<SurveyTotals, "totalScore" | "recommendation">,
): readonly CrossCheck[] {
  const chosen = chosenIn(form, survey);
  const judged = chosen.filter(({ isJudgement }) => isJudgement);
  const holds: Readonly<Record<CrossCheck, boolean>> = {
    points: fits(totalScore, shareOf(chosen)),
    "judged points": fits(totalScore, shareOf(judged)),
    recommendation: recommendation === (survey.answers?.npsScore ?? null),
  };
  return crossCheck.options.filter((rule) => !holds[rule]);
}

interface Chosen {
  readonly value: number;
  /** The highest value of its question. */
  readonly best: number;
  readonly isJudgement: boolean;
}

/** The chosen options that have a value. */
function chosenIn({ questions }: Form, { answers }: AnsweredSurvey): readonly Chosen[] {
  const isMarked = ({ markedNA, systemMarkedNA }: Marks): boolean => markedNA === true || systemMarkedNA === true;
  const scores = (answers?.questionGroupScores ?? [])
    .filter((group) => !isMarked(group))
    .flatMap(({ questionScores }) => questionScores ?? []);
  const given = new Map(scores.filter((score) => !isMarked(score)).map((score) => [score.questionId, score]));
  return questions.flatMap(({ id, options }) => {
    const option = options.find((one) => one.id === given.get(id)?.answerId);
    if (!option || option.value === null) return [];
    const best = Math.max(...options.flatMap(({ value }) => value ?? []));
    return [{ value: option.value, best, isJudgement: !option.notApplicable }];
  });
}

interface Marks {
  readonly markedNA?: boolean | null | undefined;
  readonly systemMarkedNA?: boolean | null | undefined;
}

/** 0 to 100; null where nothing was scored. */
function shareOf(chosen: readonly Chosen[]): number | null {
  const possible = chosen.reduce((sum, { best }) => sum + best, 0);
  return possible === 0 ? null : (100 * chosen.reduce((sum, { value }) => sum + value, 0)) / possible;
}

/** Analytics has whole numbers, rounded or cut. */
const fits = (total: number | null, expected: number | null): boolean =>
  total === null || expected === null ? total === expected : Math.abs(total - expected) < 1;
