import { isoTime } from "../../../base/index.ts";
import type { Evaluation, Interaction, Participant, Session, Survey } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import { evaluationStateAt, surveyStateAt } from "../response-state.ts";
import {
  conversationAddresses,
  flowAddresses,
  participantAddresses,
  segmentAddresses,
  sessionAddresses,
} from "./customer-addresses.ts";
import { promoterScore } from "./survey.ts";

/** An interaction as analytics shows it (official SDK model AnalyticsConversationWithoutAttributes): what has happened by now. */
export function conversationDocument(interaction: Interaction, context: ApiContext) {
  const { now } = context;
  const surveys = interaction.surveys.flatMap((survey) => surveyRow(survey, context) ?? []);
  const evaluations = interaction.evaluations.flatMap((evaluation) => evaluationRow(evaluation, context) ?? []);
  return {
    conversationId: interaction.id,
    conversationStart: isoTime(interaction.start),
    conversationEnd: interaction.end !== null && interaction.end <= now ? isoTime(interaction.end) : undefined,
    conversationInitiator: interaction.direction === "outbound" ? "agent" : "customer",
    originatingDirection: interaction.direction,
    divisionIds: [...interaction.divisionIds],
    ...conversationAddresses(interaction),
    evaluations: evaluations.length > 0 ? evaluations : undefined,
    surveys: surveys.length > 0 ? surveys : undefined,
    participants: interaction.participants.flatMap(
      (participant) => participantOf(interaction, shownParticipant(participant, context), now) ?? [],
    ),
  };
}

/** Official SDK model AnalyticsSurvey; a deleted survey has no row. Scores are whole numbers here. */
export function surveyRow(survey: Survey, context: ApiContext) {
  const { heard, find, surveyStatus } = context;
  const state = surveyStateAt(survey, heard, "eventTime");
  if (!state || state.deleted) return undefined;
  const form = find.form(survey.formId);
  const finished = state.status === "Finished";
  const nps = survey.answers.find((answer) => answer.nps !== null)?.nps ?? null;
  return {
    eventTime: isoTime(state.eventTime),
    queueId: survey.queueId ?? undefined,
    surveyCompletedDate: state.completed === null ? undefined : isoTime(state.completed),
    surveyFormContextId: form?.contextId,
    surveyFormId: survey.formId,
    surveyFormName: form?.name,
    surveyId: survey.id,
    surveyPartialResponse: finished ? survey.missingRequiredAnswer : undefined,
    surveyPromoterScore: finished && nps !== null ? promoterScore(nps, context) : undefined,
    surveyStatus: surveyStatus(survey.id, state.status),
    surveyType: survey.type,
    userId: survey.agentId ?? undefined,
    oSurveyTotalScore: finished && survey.totalScore !== null ? Math.round(survey.totalScore) : undefined,
  };
}

/** Official SDK model AnalyticsEvaluation; a deleted one stays, marked. */
export function evaluationRow(evaluation: Evaluation, { heard, find }: ApiContext) {
  const state = evaluationStateAt(evaluation, heard, "eventTime");
  if (!state) return undefined;
  const form = find.form(evaluation.formId);
  const score = (value: number | null) => (state.submitted === null || value === null ? undefined : Math.round(value));
  return {
    assigneeApplicable: false,
    calibrationId: evaluation.calibrationId ?? undefined,
    contextId: form?.contextId,
    deleted: state.deleted,
    evaluationId: evaluation.id,
    evaluationStatus: state.status,
    evaluatorId: evaluation.evaluatorId ?? undefined,
    eventTime: isoTime(state.eventTime),
    formId: evaluation.formId,
    formName: form?.name,
    queueId: evaluation.queueId ?? undefined,
    released: state.released !== null,
    rescored: state.rescored,
    systemSubmitted: evaluation.systemSubmitted,
    userId: evaluation.agentId,
    oTotalCriticalScore: score(evaluation.totalCriticalScore),
    oTotalScore: score(evaluation.totalScore),
  };
}

/** Whether holds and conferences show in the customer's own segments is not documented: the variant leaves them out. */
function shownParticipant(participant: Participant, { hasVariant }: ApiContext): Participant {
  if (participant.purpose !== "customer" || !hasVariant("unbroken-customers")) return participant;
  return { ...participant, sessions: participant.sessions.map(unbroken) };
}

function unbroken(session: Session): Session {
  const [first, last] = [session.segments[0], session.segments.at(-1)];
  if (!first || !last) return session;
  return { ...session, segments: [{ ...first, type: "interact", conference: false, end: last.end }] };
}

/** Undefined for a participant who has not joined yet. */
function participantOf(interaction: Interaction, participant: Participant, now: number) {
  const sessions = participant.sessions.filter((session) => hasBegun(session, now));
  if (sessions.length === 0 && participant.sessions.length > 0) return undefined;
  return {
    participantId: participant.id,
    participantName: participant.name ?? undefined,
    purpose: participant.purpose,
    teamId: participant.teamId ?? undefined,
    userId: participant.userId ?? undefined,
    ...participantAddresses(interaction, participant),
    sessions: sessions.map((session) => sessionOf(interaction, participant, session, now)),
  };
}

const hasBegun = ({ segments }: Session, now: number): boolean =>
  segments.length === 0 || segments.some(({ start }) => start <= now);

function sessionOf(interaction: Interaction, participant: Participant, session: Session, now: number) {
  return {
    sessionId: session.id,
    mediaType: session.mediaType,
    direction: session.direction,
    ani: session.ani ?? undefined,
    dnis: session.dnis ?? undefined,
    ...sessionAddresses(interaction, participant, session),
    monitoredParticipantId: session.monitoredParticipantId ?? undefined,
    coachedParticipantId: session.coachedParticipantId ?? undefined,
    bargedParticipantId: session.bargedParticipantId ?? undefined,
    flow: session.flow
      ? {
          ...{ flowId: session.flow.id, flowName: session.flow.name, flowType: session.flow.type },
          ...flowAddresses(interaction),
        }
      : undefined,
    metrics: session.metrics
      .filter(({ emitted }) => emitted <= now)
      .map(({ name, value, emitted }) => ({ name, value, emitDate: isoTime(emitted) })),
    segments: session.segments
      .filter(({ start }) => start <= now)
      .map((segment) => {
        const { type, start, end, queueId, wrapUpCode, conference } = segment;
        const ended = end !== null && end <= now ? end : null;
        return {
          segmentType: type,
          segmentStart: isoTime(start),
          segmentEnd: ended === null ? undefined : isoTime(ended),
          queueId: queueId ?? undefined,
          wrapUpCode: ended === null ? undefined : (wrapUpCode ?? undefined),
          conference,
          ...segmentAddresses(interaction, segment),
        };
      }),
  };
}
