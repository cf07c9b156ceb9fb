import type { Answer, FormVersion, Option, Question } from "../model.ts";
import type { ExpectedAnswer, ExpectedScore } from "./row.ts";

/** A survey's or an evaluation's answer; only an evaluator remarks on one. */
type Given = Answer & { readonly comment?: string | null };

/** Every question of the version in form order, answered or not; a text that is only read is no question. */
export const expectedAnswers = (form: FormVersion, given: readonly Given[]): ExpectedAnswer[] =>
  form.groups.flatMap((group) =>
    group.questions
      .filter(({ type }) => type !== "readOnlyTextBlockQuestion")
      .map((question) =>
        answerTo(
          question,
          group.name,
          given.find(({ questionId }) => questionId === question.id),
        ),
      ),
  );

function answerTo(question: Question, group: string, given: Given | undefined): ExpectedAnswer {
  const scale = onScale(question);
  const nps = question.type === "npsQuestion";
  const chosen = question.options.find(({ id }) => id === given?.optionId);
  const applies = given !== undefined && given.notApplicable === null;
  const value = !applies || chosen?.offScale ? null : nps ? given.nps : (chosen?.value ?? null);
  const satisfaction = question.role === "csat" && value !== null && scale ? place(question, scale, value) : null;
  return {
    question_id: question.id,
    question_context_id: question.contextId,
    group: group || null,
    question: question.text || null,
    type: question.type,
    role: question.role,
    answer: applies ? answerValue(question, given, chosen) : null,
    value,
    scale_min: nps ? 0 : (scale?.low ?? null),
    scale_max: nps ? 10 : (scale?.high ?? null),
    satisfaction,
    satisfied: satisfaction === null || value === null ? null : question.satisfiedValues.includes(value),
    comment: (nps && applies ? given.text : given?.comment) ?? null,
    not_applicable: (given !== undefined && !applies) || chosen?.offScale === true,
  };
}

function answerValue(question: Question, given: Given, chosen: Option | undefined): ExpectedScore | null {
  switch (question.type) {
    case "multipleChoiceQuestion":
      return chosen?.text ?? null;
    case "multipleSelectQuestion": {
      const texts = question.options.filter(({ id }) => given.optionIds.includes(id)).map(({ text }) => text);
      return texts.length > 0 ? texts : null;
    }
    case "npsQuestion":
      return given.nps;
    case "freeTextQuestion":
      return given.text === "" ? null : given.text;
    case "readOnlyTextBlockQuestion":
      return null;
  }
}

interface Scale {
  readonly low: number;
  readonly high: number;
}

/** Lowest and highest value that can be chosen and is on the scale; null where that is only one. */
function onScale({ type, options }: Question): Scale | null {
  if (type !== "multipleChoiceQuestion") return null;
  const values = options.filter(({ offScale }) => !offScale).map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low < high ? { low, high } : null;
}

function place({ best }: Question, { low, high }: Scale, value: number): number {
  return (best === "high" ? value - low : high - value) / (high - low);
}

/**
 * Answers by question text. A text that the form has asked before gets " (2)": its key always means the same question,
 * whether or not the other one was answered.
 */
export function expectedScores(
  answers: readonly ExpectedAnswer[],
  counts: (answer: ExpectedAnswer) => boolean,
): Record<string, ExpectedScore> {
  const asked = new Map<string, number>();
  const scores: Record<string, ExpectedScore> = {};
  for (const answer of answers) {
    const key = answer.question ?? answer.question_id;
    const times = (asked.get(key) ?? 0) + 1;
    asked.set(key, times);
    const score = answer.value ?? answer.answer;
    if (score === null || answer.not_applicable || !counts(answer)) continue;
    scores[times === 1 ? key : `${key} (${times})`] = score;
  }
  return scores;
}

/** The lead's scores and the mean over all questions on satisfaction. */
export function expectedHeadline(form: FormVersion, answers: readonly ExpectedAnswer[]) {
  const lead = answers.find(
    ({ question_context_id }) => form.leadContextId !== null && question_context_id === form.leadContextId,
  );
  const all = answers.flatMap(({ satisfaction }) => satisfaction ?? []);
  return {
    satisfaction: lead?.satisfaction ?? null,
    satisfied: lead?.satisfied ?? null,
    index: all.length > 0 ? all.reduce((sum, one) => sum + one, 0) / all.length : null,
    nps: answers.find(({ type }) => type === "npsQuestion")?.value ?? null,
  };
}

/** The first free text with something in it, else an NPS explanation or a remark on the whole that has something in it. */
export function expectedComment(answers: readonly ExpectedAnswer[], overallComment: string | null): string | null {
  const written = answers.filter(({ type }) => type === "freeTextQuestion").map(({ answer }) => answer);
  const explained = answers.find(({ type }) => type === "npsQuestion")?.comment;
  const something = [...written, explained, overallComment].find(
    (text) => typeof text === "string" && text.trim() !== "",
  );
  return typeof something === "string" ? something : null;
}
