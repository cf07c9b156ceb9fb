import type { FormVersion, Org } from "../model.ts";
import { type Facts, factsOf } from "./analytics/filters.ts";
import type { ApiContext } from "./api-context.ts";
import { questionScores } from "./documents/evaluation.ts";
import { badRequest } from "./refusals.ts";
import type { EvaluationWithState } from "./response-state.ts";

/** The fields of the evaluation search that look at one question of an evaluation. */
export const questionFields: readonly string[] = [
  ...["questionId", "questionAnswerId", "questionScore", "questionMarkedNA", "failedKillQuestion"],
];

interface AskedCriterion {
  readonly type: string;
  readonly field: string;
  readonly value?: string | undefined;
  readonly values?: readonly string[] | undefined;
  readonly operator: string;
}

export const isQuestionField = (field: string): boolean => questionFields.includes(field);

/**
 * The question that a search is about; null where no criterion is on a question. The official SDK documents the rule: at
 * least one field on a question, and exactly one `questionId`, which alone is enough. Third parties report that context
 * ids are refused.
 */
export function askedQuestion(criteria: readonly AskedCriterion[], context: ApiContext): string | null {
  if (!criteria.some(({ field }) => isQuestionField(field))) return null;
  if (context.hasVariant("search-questions-400")) throw badRequest("query", "criteria on questions are not supported");
  const ids = criteria.filter(({ field }) => field === "questionId");
  const [only] = ids;
  const [questionId, ...more] = only?.values ?? (only?.value === undefined ? [] : [only.value]);
  const one = ids.length === 1 && more.length === 0 && only?.type === "EXACT" && only.operator === "AND";
  if (!one || questionId === undefined) throw badRequest("query", "exactly one questionId");
  const named = criteria
    .filter(({ field }) => field === "questionId" || field === "questionAnswerId")
    .flatMap(({ value, values }) => values ?? value ?? []);
  if (named.some((id) => isContextId(id, context.org))) throw badRequest("query", "not a context id");
  return questionId;
}

/** An id that is the same in all versions of a form: of a question or an option. */
const isContextId = (id: string, { forms }: Org): boolean =>
  forms
    .flatMap(({ groups }) => groups.flatMap(({ questions }) => questions))
    .flatMap((question) => [question, ...question.options])
    .some((thing) => thing.contextId === id);

/** Under the variant `search-ignores-answers` criteria on the answer to the question are as good as absent. */
export function effectiveCriteria<Asked extends AskedCriterion>(
  criteria: readonly Asked[],
  { hasVariant }: Pick<ApiContext, "hasVariant">,
): readonly Asked[] {
  if (!hasVariant("search-ignores-answers")) return criteria;
  return criteria.filter(({ field }) => field === "questionId" || !isQuestionField(field));
}

const asks = ({ groups }: FormVersion, questionId: string): boolean =>
  groups.some(({ questions }) =>
    questions.some(({ id, options }) => id === questionId || options.some((option) => option.id === questionId)),
  );

/** An evaluation's answer to the question that is asked about, as its document has it; nothing where it was not answered. */
export function questionFacts(
  { evaluation, state }: EvaluationWithState,
  questionId: string,
  context: ApiContext,
): Facts {
  const form = context.find.form(evaluation.formId);
  if (!form || state.submitted === null || context.hasVariant("empty-question-search")) return {};
  // Answers are made when they are read: those of other forms are left alone.
  if (!asks(form, questionId)) return {};
  const answers = new Map(context.bulkAnswers(evaluation).map((answer) => [answer.questionId, answer]));
  const all = form.groups.flatMap((group) => questionScores(group, answers));
  // The options of a multiple-select question are questions of their own.
  const nested = all.flatMap((score) => [score, ...(score.multipleSelectQuestionOptionScores ?? [])]);
  const score = nested.find((each) => each.questionId === questionId);
  return factsOf({
    questionId: score?.questionId,
    questionAnswerId: score?.answerId,
    questionScore: score?.score,
    questionMarkedNA: score?.markedNA,
    // No question of the sandbox fails an evaluation by itself.
    failedKillQuestion: score && false,
  });
}
