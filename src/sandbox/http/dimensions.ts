/**
 * The names that analytics queries accept, as the official SDKs enumerate them (models *AggregationQuery,
 * *AggregateQueryPredicate, *DetailQueryPredicate). Anything else is a 400. Where the sandbox has nothing to say in a
 * dimension, no row has a value in it.
 */
export const surveyDimensions = [
  ...["conversationId", "divisionId", "externalContactId", "mediaType", "queueId", "requestedLanguageId"],
  ...["requestedRoutingSkillId", "surveyAnswerId", "surveyErrorReason", "surveyFormContextId", "surveyFormId"],
  ...["surveyFormName", "surveyId", "surveyPartialResponse", "surveyPreviousStatus", "surveyPromoterScore"],
  ...["surveyQuestionGroupId", "surveyQuestionId", "surveyStatus", "surveyType", "teamId", "userId", "wrapUpCode"],
];

export const evaluationDimensions = [
  ...["assigneeApplicable", "assigneeId", "calibrationId", "contextId", "conversationId", "divisionId"],
  ...["evaluationContextId", "evaluationId", "evaluatorId", "formId", "mediaType", "queueId", "released", "rescored"],
  ...["systemSubmitted", "teamId", "userId"],
];

/** Filters know these besides. */
export const surveyFilterDimensions = [...surveyDimensions, "surveyCreatedDate"];
export const evaluationFilterDimensions = [
  ...evaluationDimensions,
  ...["conversationStart", "evaluationCreatedDate", "evaluationReleaseDate"],
];

/** Filters of the conversation details query, by the part of the body they stand in. */
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
