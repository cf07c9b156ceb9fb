import { z } from "zod";
import type { Form } from "../../csat/index.ts";

/*
 * How a total score is made of answers. Documented for evaluations: the points of the chosen options, times the weight of
 * their group, of all that could be had, and nothing of what is not applicable (Genesys Cloud Resource Center, "Evaluation
 * form weights", https://help.mypurecloud.com/?p=144862). For surveys nothing is. Whether an option such as "don't know"
 * is one to reach points with is not documented for either, nor are weights of forms without scaled scoring.
 */

/** The total is the share of the points that could be had, within a whole number or, "exact", within one decimal. */
export const totalRule = z.enum([
  /** What stands where nothing was scored: that is not documented, so that it speaks neither for nor against a rule below. */
  ...(["unscored: none", "unscored: 0", "unscored: 100"] as const),
  ...(["points", "judged points", "weighted points", "weighted judged points"] as const),
  ...(["exact points", "exact judged points", "exact weighted points", "exact weighted judged points"] as const),
]);
type TotalRule = z.infer<typeof totalRule>;

interface Marks {
  readonly markedNA?: boolean | null | undefined;
  readonly systemMarkedNA?: boolean | null | undefined;
}

/** The fields of a survey's and an evaluation's scores that totals are made of. */
interface GroupScore extends Marks {
  readonly questionScores?:
    | readonly (Marks & {
        readonly questionId?: string | null | undefined;
        readonly answerId?: string | null | undefined;
      })[]
    | null
    | undefined;
}

type Holds = (total: number | null) => boolean;

/** Whether a total follows from these answers, by each rule. */
export function checkTotals(form: Form, scores: readonly GroupScore[]): Readonly<Record<TotalRule, Holds>> {
  const chosen = chosenIn(form, scores);
  const judged = chosen.filter(({ isJudgement }) => isJudgement);
  const [plain, plainJudged] = [shareOf(chosen, plainly), shareOf(judged, plainly)];
  const [weighted, weightedJudged] = [shareOf(chosen, byWeight), shareOf(judged, byWeight)];
  const isUnscored = chosen.length === 0;
  // A survey without a score is without a total; of an evaluation the rules above say what stands there.
  const isOpen = form.kind === "evaluation";
  const fits =
    (expected: number | null, within: number): Holds =>
    (total) => {
      if (expected === null && isOpen) return true;
      return total === null || expected === null ? total === expected : Math.abs(total - expected) < within;
    };
  return {
    "unscored: none": (total) => !isUnscored || total === null,
    "unscored: 0": (total) => !isUnscored || total === 0,
    "unscored: 100": (total) => !isUnscored || total === 100,
    points: fits(plain, rounding),
    "judged points": fits(plainJudged, rounding),
    "weighted points": fits(weighted, rounding),
    "weighted judged points": fits(weightedJudged, rounding),
    "exact points": fits(plain, slightRounding),
    "exact judged points": fits(plainJudged, slightRounding),
    "exact weighted points": fits(weighted, slightRounding),
    "exact weighted judged points": fits(weightedJudged, slightRounding),
  };
}

interface Chosen {
  readonly value: number;
  /** The highest value of its question. */
  readonly best: number;
  readonly weight: number;
  readonly isJudgement: boolean;
}

/** The chosen options that have a value. */
function chosenIn({ questions }: Form, groups: readonly GroupScore[]): readonly Chosen[] {
  const isMarked = ({ markedNA, systemMarkedNA }: Marks): boolean => markedNA === true || systemMarkedNA === true;
  const scores = groups.filter((group) => !isMarked(group)).flatMap(({ questionScores }) => questionScores ?? []);
  const given = new Map(scores.filter((score) => !isMarked(score)).map((score) => [score.questionId, score]));
  return questions.flatMap(({ id, groupWeight, options }) => {
    const option = options.find((one) => one.id === given.get(id)?.answerId);
    if (!option || option.value === null) return [];
    const best = Math.max(...options.flatMap(({ value }) => value ?? []));
    return [{ value: option.value, best, weight: groupWeight ?? 1, isJudgement: !option.notApplicable }];
  });
}

const plainly = (): number => 1;
const byWeight = ({ weight }: Chosen): number => weight;

/** 0 to 100; null where nothing was scored. */
function shareOf(chosen: readonly Chosen[], times: (one: Chosen) => number): number | null {
  const possible = chosen.reduce((sum, one) => sum + one.best * times(one), 0);
  if (possible === 0) return null;
  return (100 * chosen.reduce((sum, one) => sum + one.value * times(one), 0)) / possible;
}

/** To a whole number, rounded or cut, as analytics has them. */
const rounding = 1;
/** To one decimal, with what adding up may lose. */
const slightRounding = 0.06;
