import { z } from "zod";
import { flag, list, number, text } from "./loose.ts";

/** `AnalyticsSessionMetric`; `t…` values are milliseconds, `n…` counts. */
export const metric = z.looseObject({ name: text, value: number });

/** `AnalyticsConversationSegment`. */
export const segment = z.looseObject({
  segmentType: text,
  segmentStart: text,
  segmentEnd: text,
  queueId: text,
  wrapUpCode: text,
});

/** `AnalyticsSession`. */
export const session = z.looseObject({
  sessionId: text,
  mediaType: text,
  direction: text,
  monitoredParticipantId: text,
  coachedParticipantId: text,
  bargedParticipantId: text,
  metrics: list(metric),
  segments: list(segment),
});

/** `AnalyticsParticipant`. */
export const participant = z.looseObject({
  participantId: text,
  purpose: text,
  userId: text,
  teamId: text,
  sessions: list(session),
});

/** `AnalyticsSurvey`: ids and totals of a survey, never its answers. */
export const surveyTotals = z.looseObject({
  surveyId: text,
  surveyFormId: text,
  surveyFormContextId: text,
  surveyFormName: text,
  surveyStatus: text,
  surveyCompletedDate: text,
  surveyPartialResponse: flag,
  eventTime: text,
  userId: text,
  queueId: text,
});

/** `AnalyticsEvaluation`. */
export const evaluationTotals = z.looseObject({
  evaluationId: text,
  formId: text,
  formName: text,
  contextId: text,
  calibrationId: text,
  evaluationStatus: text,
  released: flag,
  deleted: flag,
  eventTime: text,
  userId: text,
  evaluatorId: text,
  queueId: text,
});

/** One interaction as analytics tells it (`AnalyticsConversation`). */
export const conversation = z.looseObject({
  conversationId: z.string(),
  conversationStart: text,
  conversationEnd: text,
  originatingDirection: text,
  divisionIds: list(z.string()),
  surveys: list(surveyTotals),
  evaluations: list(evaluationTotals),
  participants: list(participant),
});

export type WireConversation = z.infer<typeof conversation>;
export type WireSurveyTotals = z.infer<typeof surveyTotals>;
export type WireEvaluationTotals = z.infer<typeof evaluationTotals>;
