import { readTime } from "../../base/index.ts";
import { type AnsweredEvaluation, type Form, isAnsweredEvaluation, readEvaluationAnswers } from "../../csat/index.ts";
import type { WireEvaluation } from "../../genesys/index.ts";
import type { SearchedEvaluation } from "../stubs.ts";
import { findContradicted, type ListedFigures } from "./cross-checks.ts";
import type { Comparison } from "./form-routes.ts";

/** Whether a document can show what the bulk route is worth: it has its answers, and has not changed since it was listed. */
export const isComparable = ({ row }: SearchedEvaluation, document: WireEvaluation): boolean =>
  isAnsweredEvaluation(document) &&
  document.redacted !== true &&
  readTime(row.submittedDate) === readTime(document.submittedDate) &&
  readTime(row.changedDate) === readTime(document.changedDate);

/** What the record shows of an evaluation in addition to its answers, each by its name in messages. */
const facts: readonly (readonly [words: string, of: (wire: WireEvaluation) => unknown])[] = [
  ["form", ({ evaluationForm }) => evaluationForm?.id],
  ["evaluator", ({ evaluator }) => evaluator?.id],
  ["agent", ({ agent }) => agent?.id],
  ["queue", ({ queue }) => queue?.id],
  ["total score", ({ answers }) => answers?.totalScore],
  ["release date", ({ releaseDate }) => readTime(releaseDate)],
  ["mark that it is never released", ({ neverRelease }) => neverRelease],
];

/** The first difference between a document and what the search lists of it, as a sentence; null where they agree. */
export function differenceInFacts(document: WireEvaluation, listed: WireEvaluation): string | null {
  const other = facts.find(([, of]) => (of(document) ?? null) !== (of(listed) ?? null));
  return other === undefined
    ? null
    : `The search gives another ${other[0]} of evaluation ${document.id} than the evaluation has.`;
}

/** The same in the answers to these questions, or to all; compares what the records would show. */
export function differenceInAnswers(
  form: Form,
  document: WireEvaluation,
  bulk: AnsweredEvaluation,
  questions: ReadonlySet<string> | null = null,
): string | null {
  const found = new Map(readEvaluationAnswers(bulk, form).map((answer) => [answer.question_id, answer]));
  const isCarried = bulk.bulk?.marksRead === true;
  for (const { question_id, type, answer, value, not_applicable } of readEvaluationAnswers(document, form)) {
    const other = found.get(question_id);
    found.delete(question_id);
    if (type === "freeTextQuestion" || (questions !== null && !questions.has(question_id))) continue;
    const isSame =
      JSON.stringify(other?.answer ?? null) === JSON.stringify(answer) &&
      (other?.value ?? null) === value &&
      (!isCarried || other?.not_applicable === not_applicable);
    if (!isSame)
      return `The search gives another answer to question ${question_id} of evaluation ${document.id} than the evaluation has.`;
  }
  const [more] = questions === null ? found.keys() : [];
  return more === undefined
    ? null
    : `The search gives an answer to question ${more} that evaluation ${document.id} does not have.`;
}

/** An evaluation that was read both ways. */
export function compareEvaluations(
  form: Form,
  document: WireEvaluation,
  bulk: AnsweredEvaluation,
  listed: ListedFigures,
): Comparison {
  const texts = textsOf(form, document);
  // Answers that were searched for are never taken for whole: nothing is learned from a text.
  const isCarried = bulk.bulk?.marksRead === true;
  return {
    difference: differenceInFacts(document, bulk) ?? differenceInAnswers(form, document, bulk),
    hasText: isCarried && texts.length > 0,
    countsText: JSON.stringify(textsOf(form, bulk)) === JSON.stringify(texts),
    hasRemark: false,
    contradicted: findContradicted(form, bulk, listed),
  };
}

/** Everything that was written in an evaluation, in the order of its form. */
const textsOf = (form: Form, wire: AnsweredEvaluation): readonly string[] => [
  ...readEvaluationAnswers(wire, form).flatMap(({ question_id, type, answer, comment }) =>
    [type === "freeTextQuestion" ? answer : null, comment].flatMap((text) =>
      typeof text === "string" ? [`${question_id} ${text}`] : [],
    ),
  ),
  ...(wire.answers?.comments ? [wire.answers.comments] : []),
];
