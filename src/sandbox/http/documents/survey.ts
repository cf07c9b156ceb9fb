import { isoTime } from "../../../base/index.ts";
import type { Answer, FormVersion, Interaction, Question, QuestionGroup, Survey } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import type { SurveyState } from "../response-state.ts";
import { titleWithAddress } from "./customer-addresses.ts";
import { reference } from "./directory.ts";
import { surveyForm, wholeSurveyForm } from "./form.ts";

/** A survey as the quality API shows it (official SDK model Survey); answers only once it is finished. */
export function surveyDocument(survey: Survey, interaction: Interaction, state: SurveyState, context: ApiContext) {
  const { find, hasVariant } = context;
  const form = find.form(survey.formId);
  const finished = state.status === "Finished";
  const thin = hasVariant("thin-embedded-forms");
  return {
    id: survey.id,
    name: titleWithAddress(interaction),
    conversation: { id: interaction.id, selfUri: `/api/v2/conversations/${interaction.id}` },
    surveyForm: form && (thin ? surveyForm(form, find, { questions: false }) : wholeSurveyForm(form, find)),
    agent: survey.agentId === null ? undefined : { id: survey.agentId, selfUri: `/api/v2/users/${survey.agentId}` },
    status: context.surveyStatus(survey.id, state.status),
    queue:
      survey.queueId === null ? undefined : { id: survey.queueId, selfUri: `/api/v2/routing/queues/${survey.queueId}` },
    answers: form && finished ? scoringSet(survey, form) : undefined,
    completedDate: state.completed === null ? undefined : isoTime(state.completed),
    surveyErrorDetails:
      state.status === "Error" && survey.errorReason !== null ? { surveyErrorReason: survey.errorReason } : undefined,
    agentTeam: teamOf(survey, context),
    surveyType: survey.type,
    missingRequiredAnswer: finished ? survey.missingRequiredAnswer : undefined,
    flow: survey.flowId === null ? undefined : { id: survey.flowId, selfUri: `/api/v2/flows/${survey.flowId}` },
    selfUri: `/api/v2/quality/surveys/${survey.id}`,
  };
}

function teamOf({ teamId }: Survey, { find }: ApiContext) {
  const team = teamId === null ? undefined : find.team(teamId);
  return team && { ...reference("teams", team.id), name: team.name };
}

/** Official SDK model SurveyScoringSet. */
function scoringSet(survey: Survey, form: FormVersion) {
  const answers = new Map(survey.answers.map((answer) => [answer.questionId, answer]));
  return {
    totalScore: survey.totalScore ?? undefined,
    npsScore: survey.answers.find(({ nps }) => nps !== null)?.nps ?? undefined,
    questionGroupScores: form.groups.map((group) => ({
      questionGroupId: group.id,
      ...groupTotals(group, answers),
      ...groupMarks(group, answers),
      questionScores: group.questions.flatMap((question) => {
        const answer = answers.get(question.id);
        return answer && answer.notApplicable !== "group" ? [questionScore(question, answer)] : [];
      }),
    })),
  };
}

/** What the options chosen in a group are worth, and what the best ones would have been; "don't know" is no point of a scale. */
export function groupTotals(group: QuestionGroup, answers: ReadonlyMap<string, Answer>) {
  let [totalScore, maxTotalScore] = [0, 0];
  for (const { id, options } of group.questions) {
    const answer = answers.get(id);
    const chosen = options.find((option) => option.id === answer?.optionId);
    if (!chosen || chosen.offScale || answer?.notApplicable !== null) continue;
    totalScore += chosen.value;
    maxTotalScore += Math.max(...options.map(({ value }) => value));
  }
  return { totalScore, maxTotalScore };
}

/** Official SDK model SurveyQuestionScore. */
function questionScore(question: Question, answer: Answer) {
  return {
    questionId: question.id,
    ...marks(answer),
    answerId: answer.optionId ?? undefined,
    score: question.options.find(({ id }) => id === answer.optionId)?.value,
    npsScore: answer.nps ?? undefined,
    npsTextAnswer: question.type === "npsQuestion" ? (answer.text ?? undefined) : undefined,
    freeTextAnswer: question.type === "freeTextQuestion" ? (answer.text ?? undefined) : undefined,
  };
}

/** A group that was marked as a whole carries the mark alone: its questions have no scores. */
export const groupMarks = ({ questions }: QuestionGroup, answers: ReadonlyMap<string, Answer>) => ({
  markedNA: questions.some(({ id }) => answers.get(id)?.notApplicable === "group"),
  systemMarkedNA: false,
});

/** Not applicable: marked by a person, or by the system too because the question was hidden. */
export const marks = ({ notApplicable }: Answer) => ({
  markedNA: notApplicable !== null,
  systemMarkedNA: notApplicable === "system",
});

/** `surveyPromoterScore` of an answer from 0 to 10, or its class: which of them it is, is not documented. */
export const promoterScore = (nps: number, { hasVariant }: Pick<ApiContext, "hasVariant">): number =>
  hasVariant("promoter-classes") ? promoterClass(nps) : nps;

/** -1 for a detractor, 0 for a passive customer, 1 for a promoter. */
export const promoterClass = (nps: number): -1 | 0 | 1 => (nps >= 9 ? 1 : nps >= 7 ? 0 : -1);
