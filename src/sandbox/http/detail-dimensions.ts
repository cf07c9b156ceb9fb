/**
 * What the filters of the conversation details query accept, by the part of the body they stand in (official SDK models
 * *DetailQueryPredicate). Anything else is a 400. Where the sandbox has nothing to say in a dimension, no row has a
 * value in it.
 */
export const detailDimensions = {
  survey: [
    ...["eventTime", "queueId", "surveyCompletedDate", "surveyFormContextId", "surveyFormId", "surveyId"],
    ...["surveyPartialResponse", "surveyPromoterScore", "surveyStatus", "surveyType", "userId"],
  ],
  evaluation: [
    ...["assigneeApplicable", "assigneeId", "calibrationId", "contextId", "deleted", "evaluationId"],
    ...["evaluationStatus", "evaluatorId", "eventTime", "formId", "formName", "queueId", "released", "rescored"],
    ...["systemSubmitted", "userId"],
  ],
  conversation: [
    ...["accessAttribute", "conversationEnd", "conversationId", "conversationInitiator", "conversationStart"],
    ...["customerParticipation", "divisionId", "externalTag", "mediaStatsMinConversationMos"],
    ...["originatingDirection", "originatingSocialMediaPublic"],
  ],
  segment: [
    ...["ani", "conference", "direction", "dnis", "flowId", "flowName", "flowType", "mediaType"],
    ...["monitoredParticipantId", "participantId", "participantName", "purpose", "queueId", "segmentEnd"],
    ...["segmentType", "sessionId", "userId", "wrapUpCode"],
  ],
} as const;

export const detailMetrics = {
  survey: ["oSurveyTotalScore"],
  evaluation: ["oTotalScore", "oTotalCriticalScore"],
  conversation: [
    ...["nBlindTransferred", "nConnected", "nConsult", "nConsultTransferred", "nOffered", "nOutbound", "nTransferred"],
    ...["tAbandon", "tAcd", "tAcw", "tAlert", "tAnswered", "tConnected", "tConversationDuration", "tHandle", "tHeld"],
    ...["tHeldComplete", "tIvr", "tTalk", "tTalkComplete"],
  ],
  segment: ["tSegmentDuration"],
} as const;
