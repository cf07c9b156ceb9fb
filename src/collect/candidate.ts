/** A survey that discovery names; what is null was not said, and is learned when the survey is read. */
export interface SurveyCandidate {
  readonly surveyId: string | null;
  readonly conversationId: string | null;
  readonly formId: string | null;
  readonly queueId: string | null;
}

/** An evaluation that discovery names. */
export interface EvaluationCandidate {
  readonly evaluationId: string;
  readonly conversationId: string;
  readonly formId: string | null;
  readonly formContextId: string | null;
}

/** Genesys spells one status `Finished`, `FINISHED` or `finished`, by endpoint. */
export const isFinished = (status: string | null | undefined): boolean => status?.toLowerCase() === "finished";
