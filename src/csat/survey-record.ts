import { readTime } from "../base/index.ts";
import { readScore } from "./answers.ts";
import { ownCredit } from "./attribution.ts";
import { buildRecord, type RecordContext } from "./build-record.ts";
import { csatScores } from "./csat-scores.ts";
import { nameOf, teamName } from "./names.ts";
import type { CsatRecord } from "./record.ts";
import { isAnsweredSurvey, statusOfSurvey } from "./status.ts";
import { type AnsweredSurvey, readSurveyAnswers } from "./survey-answers.ts";

interface SurveyInput extends RecordContext {
  readonly survey: AnsweredSurvey;
}

/**
 * The record of a survey: every answered question counts. Analytics' row of it may fill what the survey leaves open.
 */
export function surveyRecord({ survey, ...context }: SurveyInput): CsatRecord {
  const { form, interaction, names } = context;
  const totals = interaction?.surveys.find(({ surveyId }) => surveyId === survey.id);
  const answers = readSurveyAnswers(survey, form);
  const genesys = ownCredit(interaction, {
    kind: "survey",
    agentId: survey.agent?.id ?? totals?.agentId ?? null,
    queueId: survey.queue?.id ?? totals?.queueId ?? null,
  });
  return buildRecord(
    {
      source: "survey",
      id: survey.id,
      interactionId: survey.conversation?.id ?? interaction?.id ?? null,
      evaluator: { id: null },
      agent: { id: genesys?.agentId ?? null, name: survey.agent?.name },
      queue: { id: genesys?.queueId ?? null, name: survey.queue?.name },
      // A survey that nobody has answered is not read: without its team, its team's response rate would be 100 %.
      teamName:
        nameOf(names.team, { id: survey.agentTeam?.id ?? null, name: survey.agentTeam?.name }) ??
        teamName(interaction, genesys?.agentId ?? null, names),
      submitted: readTime(survey.completedDate) ?? totals?.completed ?? null,
      surveyType: surveyType(survey.surveyType),
      status: statusOfSurvey(survey),
      form: {
        id: survey.surveyForm?.id ?? form?.id ?? totals?.formId ?? null,
        contextId: survey.surveyForm?.contextId ?? form?.contextId ?? totals?.formContextId ?? null,
        name: survey.surveyForm?.name ?? form?.name ?? totals?.formName ?? null,
      },
      npsScore: readScore(survey.answers?.npsScore),
      totalScore: readScore(survey.answers?.totalScore),
      remark: null,
      partial: survey.missingRequiredAnswer ?? totals?.partial ?? null,
      answers,
      csatScores: csatScores(answers),
      textsRead: isAnsweredSurvey(survey) ? survey.forgotten?.texts !== true && (survey.bulk?.textsRead ?? true) : null,
    },
    context,
  );
}

/** `Web` or `Voice`, in either case of letters. */
const surveyType = (type: string | null | undefined): string | null =>
  ["Web", "Voice"].find((word) => word.toLowerCase() === type?.toLowerCase()) ?? (type || null);
