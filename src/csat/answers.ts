import type { Question } from "./form.ts";
import type { Option } from "./option.ts";
import type { Role } from "./role.ts";
import { isSatisfied, satisfaction } from "./scale.ts";

/** One question of a response, answered or not; an entry of the record's `answers`. */
export interface Answer {
  /** Id in the form version that was answered. */
  readonly question_id: string;
  /** The same in every version of the form. */
  readonly question_context_id: string | null;
  /** Name of the question's group. */
  readonly group: string | null;
  readonly question: string | null;
  readonly type: string | null;
  readonly role: Role;
  /** The chosen option's text, the NPS score, the free text, or the chosen texts of a multiple selection. */
  readonly answer: string | number | readonly string[] | null;
  /** The chosen option's value or the NPS score, on the question's own scale. */
  readonly value: number | null;
  /** The lowest value of the question's scale; null where it has none. */
  readonly scale_min: number | null;
  /** The highest one. */
  readonly scale_max: number | null;
  /** 0 to 1, for questions of role csat. */
  readonly satisfaction: number | null;
  readonly satisfied: boolean | null;
  /** An NPS explanation, or an evaluator's remark. */
  readonly comment: string | null;
  /**
   * Marked so by a person or by Genesys, or answered with an option such as "don't know". Null where nothing was answered and
   * only the answers were read.
   */
  readonly not_applicable: boolean | null;
}

/** How a response was read together with others, without its document. */
export interface ReadInBulk {
  /** Whether nothing was written in it that was not read. */
  readonly textsRead: boolean;
  /** Whether it is known which questions were hidden or declined. @default they are not */
  readonly marksRead?: boolean | null | undefined;
}

/** A stored response whose free texts are gone by its age. */
export interface Forgetful {
  readonly forgotten?: { readonly texts?: boolean | null | undefined } | null | undefined;
}

/** The answer to one question. */
export interface GivenAnswer {
  readonly answer: Answer["answer"];
  readonly value: number | null;
  readonly comment: string | null;
  readonly notApplicable: boolean | null;
}

export const unanswered: GivenAnswer = { answer: null, value: null, comment: null, notApplicable: false };

/** A question without an answer: mostly only the document shows which were hidden, or declined. */
export const absentIn = (bulk: ReadInBulk | null | undefined): GivenAnswer =>
  bulk && bulk.marksRead !== true ? { ...unanswered, notApplicable: null } : unanswered;

/** Whether somebody answered: "not applicable" is no answer. */
export const isAnswered = ({ answer, value, not_applicable }: Answer): boolean =>
  !not_applicable && (answer !== null || value !== null);

/** Answers to a question, by their content. */
const sharedAnswers = new WeakMap<Question, Map<GivenAnswer["answer"], Answer>>();

/**
 * An answer of a question that the form has. Thousands of responses give the same: an answer without free text is one
 * object for all of them.
 */
export function answerOf(question: Question, given: GivenAnswer): Answer {
  const isOwn =
    given.comment !== null || (given.answer !== null && question.options.length === 0 && given.value === null);
  if (isOwn || Array.isArray(given.answer)) return makeAnswer(question, given);
  const known = sharedAnswers.get(question) ?? new Map<GivenAnswer["answer"], Answer>();
  sharedAnswers.set(question, known);
  const same = known.get(given.answer);
  if (same && same.value === given.value && same.not_applicable === given.notApplicable) return same;
  const made = makeAnswer(question, given);
  known.set(given.answer, made);
  return made;
}

function makeAnswer(question: Question, { answer, value, comment, notApplicable }: GivenAnswer): Answer {
  const { scale } = question;
  const nps = question.type === "npsQuestion";
  const scored = question.role === "csat" && scale && value !== null && !notApplicable ? scale : null;
  return {
    question_id: question.id,
    question_context_id: question.contextId,
    group: question.group,
    question: question.text,
    type: question.type,
    role: question.role,
    answer,
    value,
    scale_min: nps ? 0 : (scale?.low ?? null),
    scale_max: nps ? 10 : (scale?.high ?? null),
    satisfaction: scored && value !== null ? satisfaction(scored, value) : null,
    satisfied: scored && value !== null ? isSatisfied(scored, value) : null,
    comment,
    not_applicable: notApplicable,
  };
}

/** An answer whose question is not in the form, for instance because the form could not be read. */
export const answerOfUnknown = (
  id: string,
  role: Role,
  { answer, value, comment, notApplicable }: GivenAnswer,
): Answer => ({
  question_id: id,
  question_context_id: null,
  group: null,
  question: null,
  type: null,
  role,
  answer,
  value,
  scale_min: role === "nps" ? 0 : null,
  scale_max: role === "nps" ? 10 : null,
  satisfaction: null,
  satisfied: null,
  comment,
  not_applicable: notApplicable,
});

/**
 * The chosen option of a choice question. Without an answer id a score of 0 is no answer: Genesys may fill in zeros;
 * any other score is a value that somebody chose.
 */
export function chosen(
  question: Question,
  answerId: string | null,
  score: number | null,
): Omit<GivenAnswer, "comment"> {
  const option = answerId === null ? null : optionBy(question, ({ chosenBy }) => chosenBy.includes(answerId));
  if (option?.notApplicable) return { answer: option.text, value: null, notApplicable: true };
  if (option) return { answer: option.text, value: option.value ?? score, notApplicable: false };
  if (answerId === null && !score) return { answer: null, value: null, notApplicable: false };
  const same = question.options.filter(({ value, notApplicable }) => value === score && !notApplicable);
  return { answer: same.length === 1 ? (same[0]?.text ?? null) : null, value: score, notApplicable: false };
}

const optionBy = (question: Question, fits: (option: Option) => boolean): Option | null =>
  question.options.find(fits) ?? null;

/** A number that can stand on a scale; hostile ones are none. */
export const readScore = (score: number | null | undefined): number | null =>
  typeof score === "number" && Math.abs(score) <= Number.MAX_SAFE_INTEGER ? score : null;

export const readText = (text: string | null | undefined): string | null => (text ? text : null);
