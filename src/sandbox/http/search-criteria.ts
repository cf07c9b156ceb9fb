import { z } from "zod";
import { isoTime } from "../../base/index.ts";
import { type Facts, type FactValue, factsOf } from "./analytics/filters.ts";
import type { ApiContext } from "./api-context.ts";
import { shownReleaseDate } from "./documents/evaluation.ts";
import { notSimulated } from "./refusals.ts";
import type { EvaluationWithState } from "./response-state.ts";
import { questionFields } from "./search-questions.ts";

/** Fields that the sandbox can search (official SDK model EvaluationSearchCriteriaDTO also has those below). */
const simulated: Readonly<Record<string, (row: EvaluationWithState, context: ApiContext) => FactValue>> = {
  evaluationId: ({ evaluation }) => evaluation.id,
  conversationId: ({ interaction }) => interaction.id,
  contextId: ({ evaluation }, { find }) => find.form(evaluation.formId)?.contextId,
  formId: ({ evaluation }) => evaluation.formId,
  evaluationStatus: ({ state }) => state.status,
  queueId: ({ evaluation }) => evaluation.queueId,
  agentTeamId: ({ evaluation }, { find }) => find.user(evaluation.agentId)?.teamId,
  divisionId: ({ interaction }) => interaction.divisionIds,
  agentId: ({ evaluation }) => evaluation.agentId,
  evaluatorId: ({ evaluation }) => evaluation.evaluatorId,
  // Nobody is assigned here: every evaluation has its evaluator.
  assigneeId: () => null,
  totalScore: ({ evaluation, state }) => (state.submitted === null ? null : evaluation.totalScore),
  totalCriticalScore: ({ evaluation, state }) => (state.submitted === null ? null : evaluation.totalCriticalScore),
  conversationDate: ({ interaction }) => isoTime(interaction.start),
  createdDate: ({ state }) => isoTime(state.created),
  submittedDate: ({ state }) => iso(state.submitted),
  releaseDate: ({ state }, context) => iso(shownReleaseDate(state, context)),
  released: ({ state }) => state.released !== null,
  mediaType: ({ interaction }) => interaction.mediaTypes,
};

const iso = (time: number | null) => (time === null ? null : isoTime(time));
const unsimulated = [
  ...["questionGroupId", "questionGroupMarkedNA", "questionGroupScore", "criticalQuestionGroupScore"],
  ...["questionGroupScorePercentage", "criticalQuestionGroupScorePercentage"],
];

const types = [
  ...["EXACT", "DATE_RANGE", "RANGE", "GREATER_THAN", "GREATER_THAN_EQUAL_TO", "LESS_THAN", "LESS_THAN_EQUAL_TO"],
  "REQUIRED_FIELDS",
];
const dateFormat = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const criterion = z
  .strictObject({
    type: z.enum(types),
    field: z.enum([...Object.keys(simulated), ...questionFields, ...unsimulated]),
    value: z.string().optional(),
    values: z.array(z.string()).max(50, "Search criteria values exceeded limit of 50.").optional(),
    startValue: z.string().optional(),
    endValue: z.string().optional(),
    operator: z.enum(["AND", "NOT"]).default("AND"),
  })
  .superRefine(({ type, startValue, endValue }, context) => {
    if (type !== "DATE_RANGE") return;
    for (const [name, value] of Object.entries({ startValue, endValue }))
      if (value !== undefined && (!dateFormat.test(value) || Number.isNaN(Date.parse(value))))
        context.addIssue({ code: "custom", path: [name], message: "the format is yyyy-MM-dd'T'HH:mm:ss.SSS'Z'" });
  })
  .transform((read) => {
    if (unsimulated.includes(read.field)) throw notSimulated(`searching evaluations by ${read.field}`);
    return read;
  });

export type Criterion = z.infer<typeof criterion>;

/** What a search compares with, and nothing else: an interaction is played, an evaluation judged only where it is asked for. */
export const searchFacts = (row: EvaluationWithState, context: ApiContext, fields: readonly string[]): Facts =>
  factsOf(Object.fromEntries(fields.map((field) => [field, simulated[field]?.(row, context)])));

/** Values of one criterion are alternatives; both ends of a range belong to it. */
export function meets(facts: Facts, criterion: Criterion, context: ApiContext): boolean {
  return compares(facts, criterion, context) !== (criterion.operator === "NOT");
}

function compares(
  facts: Facts,
  { type, field, value, values, startValue, endValue }: Criterion,
  context: ApiContext,
): boolean {
  const own = facts[field] ?? [];
  const wanted = values ?? (value === undefined ? [] : [value]);
  const number = Number(wanted[0]);
  switch (type) {
    case "EXACT":
      return own.some((each) => wanted.some((other) => same(field, each, other, context)));
    case "REQUIRED_FIELDS":
      return own.length > 0;
    case "GREATER_THAN":
      return own.some((each) => Number(each) > number);
    case "GREATER_THAN_EQUAL_TO":
      return own.some((each) => Number(each) >= number);
    case "LESS_THAN":
      return own.some((each) => Number(each) < number);
    case "LESS_THAN_EQUAL_TO":
      return own.some((each) => Number(each) <= number);
    case "RANGE":
      return own.some((each) => Number(each) >= Number(startValue) && Number(each) <= Number(endValue));
    default:
      return own.some((each) => each >= (startValue ?? "") && each <= (endValue ?? ""));
  }
}

/** Which case the search expects of a status is not documented; of media types, third parties report the quality API's. */
function same(field: string, own: string, wanted: string, { hasVariant }: ApiContext): boolean {
  if (field === "mediaType") return own.toUpperCase().replace(/^VOICE$/, "CALL") === wanted;
  if (field !== "evaluationStatus") return own === wanted;
  if (hasVariant("search-upper-case")) return own.toUpperCase() === wanted;
  if (hasVariant("search-mixed-case")) return own === wanted;
  return own === wanted || own.toUpperCase() === wanted;
}
