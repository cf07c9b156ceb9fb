import { z } from "zod";
import { flag, known, list, number, text, time } from "./fields.ts";

/** `AnalyticsSessionMetric`; `t…` values are milliseconds, `n…` counts. */
export const metric = known({ name: text, value: number });

/** `AnalyticsConversationSegment`. */
export const segment = known({
  segmentType: text,
  segmentStart: time,
  segmentEnd: time,
  queueId: text,
  wrapUpCode: text,
  disconnectType: text,
});

/** `AnalyticsSession`. */
export const session = known({
  sessionId: text,
  mediaType: text,
  direction: text,
  flow: known({ flowId: text }).nullish(),
  monitoredParticipantId: text,
  coachedParticipantId: text,
  bargedParticipantId: text,
  metrics: list(metric),
  segments: list(segment),
});

/** `AnalyticsParticipant`. */
export const participant = known({
  participantId: text,
  purpose: text,
  userId: text,
  teamId: text,
  sessions: list(session),
});

/** `AnalyticsSurvey`: ids and totals of a survey, never its answers. */
export const surveyTotals = known({
  surveyId: text,
  surveyFormId: text,
  surveyFormContextId: text,
  surveyFormName: text,
  surveyStatus: text,
  surveyType: text,
  surveyCompletedDate: time,
  surveyPartialResponse: flag,
  surveyPromoterScore: number,
  oSurveyTotalScore: number,
  eventTime: time,
  userId: text,
  queueId: text,
});

/** `AnalyticsEvaluation`. */
export const evaluationTotals = known({
  evaluationId: text,
  formId: text,
  formName: text,
  contextId: text,
  calibrationId: text,
  evaluationStatus: text,
  released: flag,
  deleted: flag,
  eventTime: time,
  userId: text,
  evaluatorId: text,
  queueId: text,
});

/** One interaction as analytics describes it (`AnalyticsConversation`). */
export const conversation = known({
  conversationId: z.string(),
  conversationStart: time,
  conversationEnd: time,
  originatingDirection: text,
  divisionIds: list(z.string()),
  surveys: list(surveyTotals),
  evaluations: list(evaluationTotals),
  participants: list(participant),
});

export type WireConversation = z.infer<typeof conversation>;
export type WireSurveyTotals = z.infer<typeof surveyTotals>;
export type WireEvaluationTotals = z.infer<typeof evaluationTotals>;
