/**
 * What the filters of the conversation details query accept, by the part of the body they stand in (as the official
 * Python SDK lists them in its models *DetailQueryPredicate). Anything else is a 400. Where the sandbox has nothing to say in a dimension, no row has a
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
    ...["addressFrom", "addressOther", "addressSelf", "addressTo", "agentScore", "ani", "audioMuted"],
    ...["callbackNumber", "callbackScheduledTime", "callbackUserName", "cobrowseRole", "cobrowseRoomId"],
    ...["conference", "destinationConversationId", "destinationSessionId", "direction", "disconnectType"],
    ...["dispositionAnalyzer", "dispositionName", "dnis", "edgeId", "endingLanguage", "entryReason"],
    ...["entryType", "errorCode", "exitReason", "externalContactId", "externalOrganizationId", "flaggedReason"],
    ...["flowId", "flowName", "flowOutcome", "flowOutcomeEndTimestamp", "flowOutcomeId"],
    ...["flowOutcomeStartTimestamp", "flowOutcomeValue", "flowType", "flowVersion", "groupId"],
    ...["issuedCallback", "journeyActionId", "journeyActionMapId", "journeyActionMapVersion"],
    ...["journeyCustomerId", "journeyCustomerIdType", "journeyCustomerSessionId"],
    ...["journeyCustomerSessionIdType", "mediaBridgeId", "mediaType", "messageType", "monitoredParticipantId"],
    ...["outboundCampaignId", "outboundContactId", "outboundContactListId", "participantId", "participantName"],
    ...["peerId", "protocolCallId", "provider", "purpose", "q850ResponseCode", "queueId", "recording"],
    ...["remote", "remoteNameDisplayable", "requestedLanguageId", "requestedRoutingSkillId"],
    ...["requestedRoutingUserId", "roomId", "scoredAgentId", "screenShareAddressSelf", "screenShareRoomId"],
    ...["scriptId", "segmentEnd", "segmentType", "sessionDnis", "sessionId", "sharingScreen"],
    ...["sipResponseCode", "skipEnabled", "sourceConversationId", "sourceSessionId", "startingLanguage"],
    ...["subject", "timeoutSeconds", "transferTargetAddress", "transferTargetName", "transferType", "userId"],
    ...["videoAddressSelf", "videoMuted", "videoRoomId", "wrapUpCode", "wrapUpNote", "wrapUpTag"],
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
