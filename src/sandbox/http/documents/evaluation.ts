import { isoTime } from "../../../base/index.ts";
import type { Answer, Evaluation, FormVersion, Question, QuestionGroup, User } from "../../model.ts";
import type { InteractionSummary } from "../analytics/interaction-summary.ts";
import type { ApiContext } from "../api-context.ts";
import type { EvaluationState } from "../response-state.ts";
import { titleWithAddress } from "./customer-addresses.ts";
import { reference } from "./directory.ts";
import { builtInOptions, wholeEvaluationForm } from "./form.ts";
import { groupMarks, groupTotals, marks } from "./survey.ts";

/** What an endpoint puts into an evaluation; the rest are ids. */
interface EvaluationView {
  readonly names: { readonly agent: boolean; readonly evaluator: boolean };
  readonly form: "reference" | "named" | "full";
  readonly answers: "none" | "totals" | "all";
}

const iso = (time: number | null): string | undefined => (time === null ? undefined : isoTime(time));

/** Whether the API shows a date that has not come is not documented. */
export const shownReleaseDate = (
  { released, releaseDate }: EvaluationState,
  { hasVariant }: Pick<ApiContext, "hasVariant">,
): number | null => (hasVariant("hidden-release-dates") ? released : releaseDate);

/** An evaluation as the quality API shows it (official SDK model EvaluationResponse). Undefined fields are absent. */
export function evaluationDocument(
  evaluation: Evaluation,
  interaction: InteractionSummary,
  state: EvaluationState,
  context: ApiContext,
  view: EvaluationView,
) {
  const { find, now, hasVariant } = context;
  const form = find.form(evaluation.formId);
  const redacted = find.hides(interaction);
  const person = (id: string | null, named: boolean) =>
    id === null ? undefined : userReference(id, named, find.user(id));
  return {
    id: evaluation.id,
    name: titleWithAddress(interaction),
    conversation: { id: interaction.id, selfUri: `/api/v2/conversations/${interaction.id}` },
    evaluationForm: form && formOf(form, context, view.form),
    evaluator: person(evaluation.evaluatorId, view.names.evaluator),
    agent: person(evaluation.agentId, view.names.agent),
    calibration:
      evaluation.calibrationId === null
        ? undefined
        : { id: evaluation.calibrationId, selfUri: `/api/v2/quality/calibrations/${evaluation.calibrationId}` },
    status: state.status.toUpperCase(),
    answers:
      form && !redacted && view.answers !== "none" && state.submitted !== null
        ? scoringSet(evaluation, interaction, form, view)
        : undefined,
    agentHasRead: false,
    assigneeApplicable: false,
    releaseDate: iso(shownReleaseDate(state, context)),
    assignedDate: isoTime(state.created),
    createdDate: isoTime(state.created),
    changedDate: isoTime(state.changed),
    submittedDate: iso(state.submitted),
    queue: evaluation.queueId === null ? undefined : reference("routing/queues", evaluation.queueId),
    mediaType: interaction.mediaTypes.map(qualityMediaType),
    divisionIds: [...interaction.divisionIds],
    rescore: state.rescored,
    conversationDate: isoTime(interaction.start),
    conversationEndDate: interaction.end !== null && interaction.end <= now ? isoTime(interaction.end) : undefined,
    neverRelease: evaluation.neverRelease,
    redacted,
    isScoringIndex: hasVariant("scoring-index") && evaluation.calibrationId === null,
    evaluationSource: { type: evaluation.systemSubmitted ? "Program" : "Policy" },
    disputeCount: 0,
    version: evaluation.version,
    evaluationContextId: evaluation.contextId,
    retractedEvaluation:
      evaluation.retractedEvaluationId === null
        ? undefined
        : {
            id: evaluation.retractedEvaluationId,
            selfUri: evaluationUri(interaction, evaluation.retractedEvaluationId),
          },
    selfUri: evaluationUri(interaction, evaluation.id),
  };
}

const evaluationUri = (interaction: InteractionSummary, id: string): string =>
  `/api/v2/quality/conversations/${interaction.id}/evaluations/${id}`;

/** The quality API calls a voice interaction CALL, analytics calls it voice. */
const qualityMediaType = (mediaType: string): string => (mediaType === "voice" ? "CALL" : mediaType.toUpperCase());

const userReference = (id: string, named: boolean, user: User | undefined) => ({
  ...reference("users", id, named ? user?.name : undefined),
  version: 1,
});

function formOf(form: FormVersion, { find }: ApiContext, view: EvaluationView["form"]) {
  if (view === "full") return wholeEvaluationForm(form, find);
  const { id, name, contextId } = form;
  const selfUri = `/api/v2/quality/forms/evaluations/${id}`;
  return view === "named" ? { id, name, contextId, selfUri } : { id, selfUri };
}

/** Official SDK model EvaluationScoringSet. */
function scoringSet(evaluation: Evaluation, interaction: InteractionSummary, form: FormVersion, view: EvaluationView) {
  const answers = new Map(evaluation.answers.map((answer) => [answer.questionId, answer]));
  const weighted = weightedTotals(evaluation, form, answers);
  return {
    totalScore: evaluation.totalScore ?? undefined,
    totalCriticalScore: evaluation.totalCriticalScore ?? undefined,
    anyFailedKillQuestions: false,
    comments: view.answers === "all" ? (evaluation.comments ?? undefined) : undefined,
    privateComments: view.answers === "all" ? `Spoke to ${titleWithAddress(interaction)}` : undefined,
    agentComments: view.answers === "all" ? `I remember ${titleWithAddress(interaction)}` : undefined,
    questionGroupScores:
      view.answers === "all"
        ? form.groups.map((group) => ({
            questionGroupId: group.id,
            ...weighted(group),
            ...groupMarks(group, answers),
            questionScores: questionScores(group, answers),
          }))
        : undefined,
  };
}

/** A group's part of the total score, to which the groups add up, and its unweighted value. */
function weightedTotals(evaluation: Evaluation, { groups }: FormVersion, answers: ReadonlyMap<string, Answer>) {
  const all = groups.map((group) => groupTotals(group, answers));
  const sum = (values: readonly number[]): number => values.reduce((before, value) => before + value, 0);
  const [reached, possible] = [sum(all.map((each) => each.totalScore)), sum(all.map((each) => each.maxTotalScore))];
  const [share, maxShare] = [(evaluation.totalScore ?? 0) / (reached || 1), 100 / (possible || 1)];
  return (group: QuestionGroup) => {
    const { totalScore, maxTotalScore } = groupTotals(group, answers);
    return {
      totalScore: totalScore * share,
      maxTotalScore: maxTotalScore * maxShare,
      totalScoreUnweighted: totalScore,
      maxTotalScoreUnweighted: maxTotalScore,
    };
  };
}

type GivenAnswer = Evaluation["answers"][number];

/** The scores of a group's questions; what was not answered has none, nor has a group that was marked as a whole. */
export const questionScores = ({ questions }: QuestionGroup, answers: ReadonlyMap<string, GivenAnswer>) =>
  questions.flatMap((question) => {
    const answer = answers.get(question.id);
    return answer && answer.notApplicable !== "group" ? [questionScore(question, answer)] : [];
  });

/**
 * Official SDK model EvaluationQuestionScore. It has no field for free text or an NPS score: free text stands in
 * `comments`, the NPS score in `score`.
 */
function questionScore(question: Question, answer: GivenAnswer) {
  const { id, type, options } = question;
  const chosen = options.find((option) => option.id === answer.optionId);
  return {
    questionId: id,
    ...marks(answer),
    answerId: chosen?.id,
    score: chosen?.value ?? answer.nps ?? undefined,
    failedKillQuestion: false,
    comments: (type === "freeTextQuestion" ? answer.text : answer.comment) ?? undefined,
    multipleSelectQuestionOptionScores:
      type === "multipleSelectQuestion" && answer.notApplicable === null
        ? options.map((option) => optionScore(option, answer.optionIds.includes(option.id)))
        : undefined,
  };
}

function optionScore({ id, value }: Question["options"][number], chosen: boolean) {
  const [selected, unselected] = builtInOptions(id);
  return { questionId: id, answerId: chosen ? selected : unselected, score: chosen ? value : 0, markedNA: false };
}
