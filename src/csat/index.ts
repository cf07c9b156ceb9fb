export { type AnswerOutcome, readOutcomes } from "./answer-outcomes.ts";
export { type Answer, isAnswered, type ReadInBulk } from "./answers.ts";
export { type Attribution, attribute, type Credit } from "./attribution.ts";
export { changeTexts } from "./change-texts.ts";
export { type AnsweredEvaluation, readEvaluationAnswers } from "./evaluation-answers.ts";
export { evaluationRecord } from "./evaluation-record.ts";
export { contextOf, type Form, type Question, questionsOutside, readForm, withScoredQuestions } from "./form.ts";
export { type InteractionFacts, readInteraction, type SurveyTotals } from "./interaction.ts";
export { isLabelled, type LabelChoice, labelledQuestions } from "./labels.ts";
export { chooseLead, type Lead, leadAnswerOf, storedLead } from "./lead.ts";
export type { Names } from "./names.ts";
export { type AgentNaming, createPeople, forgottenEvaluator, type People } from "./pseudonyms.ts";
export type { AgentLeg, CsatRecord, CsatScore } from "./record.ts";
export { foldText } from "./redact/folded-text.ts";
export {
  createRedactor,
  defaultRedaction,
  type RedactedKind,
  type Redaction,
  redactedKinds,
  redactionId,
  redactionOf,
} from "./redact/redact.ts";
export type { Role } from "./role.ts";
export type { Scale } from "./scale.ts";
export { type ScoreSettings, usualShortestLeg } from "./settings.ts";
export {
  isAnsweredEvaluation,
  isAnsweredSurvey,
  isKnownStatus,
  readEvaluationStatus,
  readStatus,
  readSurveyStatus,
  statusOfEvaluation,
  statusOfSurvey,
} from "./status.ts";
export { type AnsweredSurvey, readSurveyAnswers } from "./survey-answers.ts";
export { surveyRecord } from "./survey-record.ts";
export { type TimelineKind, type TimelinePiece, timelineKinds, timelineOf } from "./timeline.ts";
