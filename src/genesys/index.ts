export { createGenesys } from "./client.ts";
export { decode } from "./decode.ts";
export type { Endpoint, Input, PageStyle } from "./endpoint.ts";
export { endpoints } from "./endpoints.ts";
export type { Genesys, GenesysEvent, GenesysOptions } from "./genesys.ts";
export { byCursor } from "./pages/by-cursor.ts";
export { byJob, type JobEndpoints, type JobOptions } from "./pages/by-job.ts";
export { byPage } from "./pages/by-page.ts";
export { type Region, readRegion, regions } from "./regions.ts";
export type { Spent } from "./spent.ts";
export {
  conversation,
  type WireConversation,
  type WireEvaluationTotals,
  type WireParticipant,
  type WireSegment,
  type WireSession,
  type WireSurveyTotals,
} from "./wire/conversation.ts";
export { evaluation, evaluationRow, type WireEvaluation, type WireEvaluationRow } from "./wire/evaluation.ts";
export {
  evaluationForm,
  surveyForm,
  type WireEvaluationForm,
  type WireForm,
  type WireSurveyForm,
} from "./wire/form.ts";
export { aggregateGroup, evaluatorActivity, named, type WireAggregateGroup } from "./wire/listing.ts";
export { survey, type WireSurvey } from "./wire/survey.ts";
