export { createGenesys } from "./client.ts";
export { decode } from "./decode.ts";
export type { Endpoint, Input } from "./endpoint.ts";
export { endpoints } from "./endpoints.ts";
export { type ChangeText, changeFreeTexts } from "./free-texts.ts";
export type { Genesys, GenesysEvent, GenesysOptions } from "./genesys.ts";
export { describeFields, describeFlaws, type Flaw, keepKnown } from "./known-fields.ts";
export { byKey } from "./pages/by-key.ts";
export { byPage } from "./pages/by-page.ts";
export { type Hosts, interactionPatternOf, type Region, readHosts, readRegion, regions } from "./regions.ts";
export type { Spent } from "./spent.ts";
export { isRequestTooLarge, isTooLarge } from "./too-large.ts";
export { isUnserved } from "./unserved.ts";
export {
  conversation,
  type WireConversation,
  type WireEvaluationTotals,
  type WireSurveyTotals,
} from "./wire/conversation.ts";
export { evaluation, evaluationRow, type WireEvaluation, type WireEvaluationRow } from "./wire/evaluation.ts";
export { known, moment, text } from "./wire/fields.ts";
export {
  evaluationForm,
  formHistory,
  surveyForm,
  type WireEvaluationForm,
  type WireForm,
} from "./wire/form.ts";
export { aggregateGroup, evaluatorActivity, named, type WireAggregateGroup } from "./wire/listing.ts";
export { survey, type WireSurvey } from "./wire/survey.ts";
