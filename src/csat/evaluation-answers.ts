import type { WireEvaluation } from "../genesys/index.ts";
import {
  type Answer,
  absentIn,
  answerOf,
  answerOfUnknown,
  chosen,
  type Forgetful,
  type GivenAnswer,
  type ReadInBulk,
  readScore,
  readText,
  unanswered,
} from "./answers.ts";
import type { Form, Question } from "./form.ts";
import type { Option } from "./option.ts";
import { readScores } from "./scores-by-question.ts";

type WireGroupScore = NonNullable<NonNullable<NonNullable<WireEvaluation["answers"]>["questionGroupScores"]>[number]>;
type WireScore = NonNullable<NonNullable<WireGroupScore["questionScores"]>[number]>;
type WireOptionScore = NonNullable<NonNullable<WireScore["multipleSelectQuestionOptionScores"]>[number]>;

/** An evaluation with its answers, as its document or the bulk route gives them (official SDK model `EvaluationResponse`). */
export type AnsweredEvaluation = WireEvaluation & Forgetful & { readonly bulk?: ReadInBulk | null | undefined };

/**
 * What an evaluator answered to every question of the form version, in form order; at the end the scores of questions
 * that the form does not have (official SDK model `EvaluationScoringSet`).
 */
export function readEvaluationAnswers(evaluation: AnsweredEvaluation, form: Form | null): readonly Answer[] {
  const scores = readScores(evaluation.answers?.questionGroupScores, form, hasAnswer);
  const absent = absentIn(evaluation.bulk);
  const known = (form?.questions ?? []).map((question) => {
    const score = scores.of(question.id);
    const hidden = scores.isNotApplicable(question.id, question.groupId);
    const comment = question.type === "freeTextQuestion" ? null : readText(score?.comments);
    if (hidden) return answerOf(question, { ...unanswered, comment, notApplicable: true });
    return answerOf(question, score ? { ...readGiven(question, score), comment } : absent);
  });
  const unknown = scores.unknown.map((id) => {
    const score = scores.of(id);
    const hidden = scores.isNotApplicable(id, null);
    return answerOfUnknown(id, "unconfirmed", {
      answer: null,
      value: hidden ? null : readScore(score?.score),
      comment: readText(score?.comments),
      notApplicable: hidden,
    });
  });
  return [...known, ...unknown];
}

function readGiven(question: Question, score: WireScore): Omit<GivenAnswer, "comment"> {
  switch (question.type) {
    case "freeTextQuestion":
      // EvaluationQuestionScore has no field for free text; the comment next to the question is the answer.
      return { answer: readText(score.comments), value: null, notApplicable: false };
    case "npsQuestion": {
      const nps = readScore(score.score);
      return { answer: nps, value: nps, notApplicable: false };
    }
    case "multipleSelectQuestion":
      return { answer: selected(question, score), value: null, notApplicable: false };
    default:
      return chosen(question, score.answerId ?? null, readScore(score.score));
  }
}

/** The chosen texts in form order, [] where every option was left out, null where no score mentions any. */
function selected(question: Question, score: WireScore): readonly string[] | null {
  const optionScores = (score.multipleSelectQuestionOptionScores ?? []).filter(hasAnswer);
  if (optionScores.length === 0 && !score.answerId) return null;
  const direct = question.options.filter(({ chosenBy }) => score.answerId && chosenBy.includes(score.answerId));
  const picked = new Set([...direct, ...optionScores.map((optionScore) => pickedBy(question.options, optionScore))]);
  return question.options.filter((option) => picked.has(option)).map(({ text, id }) => text ?? id);
}

/**
 * The option that one nested score marks as chosen. It names the option as its question, whose answer is then the
 * built-in Selected or Unselected, or as its answer; an Unselected one may carry points too.
 */
function pickedBy(options: readonly Option[], { questionId, answerId, score }: WireOptionScore): Option | null {
  const option =
    options.find(({ id }) => id === questionId) ??
    options.find(({ chosenBy }) => answerId && chosenBy.includes(answerId)) ??
    null;
  if (option && answerId && option.chosenBy.includes(answerId)) return option;
  if (option && answerId && option.leftOutBy.includes(answerId)) return null;
  return (score ?? 0) > 0 ? option : null;
}

const hasAnswer = ({ answerId, score, markedNA, systemMarkedNA, comments }: WireOptionScore): boolean =>
  Boolean(answerId || comments) || (typeof score === "number" && !markedNA && !systemMarkedNA);
