import type { Form } from "./form.ts";

/** The least that a survey's and an evaluation's score of one question have in common. */
interface WireScore {
  readonly questionId?: string | null | undefined;
  readonly markedNA?: boolean | null | undefined;
  readonly systemMarkedNA?: boolean | null | undefined;
}

interface WireGroupScore<Score> {
  readonly questionGroupId?: string | null | undefined;
  readonly markedNA?: boolean | null | undefined;
  readonly systemMarkedNA?: boolean | null | undefined;
  readonly questionScores?: readonly Score[] | null | undefined;
}

/** Scores by question id. */
interface ScoresByQuestion<Score> {
  readonly of: (questionId: string) => Score | null;
  /** Whether a question, or its whole group, was marked as not applicable. */
  readonly isNotApplicable: (questionId: string, groupId: string | null) => boolean;
  /** Questions that were scored and are not in the form, once each; text blocks have no answers. */
  readonly unknown: readonly string[];
}

/**
 * Joins scores to questions by id, never by position: groups and questions may be missing, hidden or in another order.
 * Where a question was scored twice, the first score with an answer counts.
 */
export function readScores<Score extends WireScore>(
  groups: readonly WireGroupScore<Score>[] | null | undefined,
  form: Form | null,
  hasAnswer: (score: Score) => boolean,
): ScoresByQuestion<Score> {
  const scores = new Map<string, Score>();
  const hiddenQuestions = new Set<string>();
  const hiddenGroups = new Set<string>();
  for (const group of groups ?? []) {
    if (isMarked(group) && group.questionGroupId) hiddenGroups.add(group.questionGroupId);
    for (const score of group.questionScores ?? []) {
      if (!score.questionId) continue;
      if (isMarked(group) || isMarked(score)) hiddenQuestions.add(score.questionId);
      const known = scores.get(score.questionId);
      if (!known || (!hasAnswer(known) && hasAnswer(score))) scores.set(score.questionId, score);
    }
  }
  const inForm = new Set([...(form?.questions.map(({ id }) => id) ?? []), ...(form?.textBlocks ?? [])]);
  return {
    of: (questionId) => scores.get(questionId) ?? null,
    isNotApplicable: (questionId, groupId) =>
      hiddenQuestions.has(questionId) || (groupId !== null && hiddenGroups.has(groupId)),
    unknown: [...scores.keys()].filter((id) => !inForm.has(id)),
  };
}

const isMarked = ({ markedNA, systemMarkedNA }: Pick<WireScore, "markedNA" | "systemMarkedNA">): boolean =>
  markedNA === true || systemMarkedNA === true;
