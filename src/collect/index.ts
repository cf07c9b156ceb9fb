export { chunks, inBatches } from "./batches.ts";
export { storedEvaluation } from "./bulk/bulk-evaluation.ts";
export { storedSurvey } from "./bulk/bulk-survey.ts";
export { fetchEvaluationsByRoute, isWorthKeeping } from "./bulk/evaluations-by-route.ts";
export {
  asksAgainAfter,
  describeRoute,
  type FormRoute,
  type StoredRoutes,
  storedRoutes,
  withoutOldRefusal,
} from "./bulk/form-routes.ts";
export { joinRoutes } from "./bulk/join-routes.ts";
export { type FormPrice, noPrice, type RoutesPrice } from "./bulk/price.ts";
export { countEvaluations, type EvaluationCount, priceEvaluations } from "./bulk/price-evaluations.ts";
export { type Batch, priceSurveys } from "./bulk/price-surveys.ts";
export { readSurveysByRoute } from "./bulk/read-by-route.ts";
export { decidesChoice } from "./bulk/wanted-texts.ts";
export { type Context, createContext, withoutInteractions } from "./context.ts";
export { bySource, createAttempt } from "./each-source.ts";
export { candidatesOf, evaluationStubOfRow, isReleased, isWanted } from "./evaluation-row.ts";
export { type EvaluationTask, fetchEvaluations, isLagging } from "./evaluations.ts";
export { byEvaluator } from "./evaluators.ts";
export {
  closeUnnamed,
  confirmDeleted,
  type EventTimeSweep,
  eventTimeWindows,
  surveyMetrics,
  surveyStubOfGroup,
  sweepEventTime,
  unnamedSurvey,
} from "./event-time.ts";
export {
  askEvents,
  askGroups,
  countEvents,
  countOf,
  type EventQuery,
  eventParts,
  isTooMuch,
  minWindow,
  readEvents,
  startOf,
  total,
} from "./events.ts";
export type { DocumentKind, FetchContext, Keep } from "./fetch-context.ts";
export { type FetchTask, fetchEach } from "./fetch-each.ts";
export {
  createFindings,
  type Findings,
  isPartial,
  type PartialError,
  type Problem,
  type Report,
  reasonOf,
  rethrowUnlessPartial,
  type Skipped,
  together,
} from "./findings.ts";
export {
  createFormVersions,
  type FormKind,
  type FormVersion,
  formRoutes,
  readFormVersion,
  scoredEvaluation,
  scoredSurvey,
} from "./form-versions.ts";
export { createForms, type Forms } from "./forms.ts";
export { type Reading, readByHalves } from "./halving.ts";
export { createInteractions, type Interactions, type LinkedInteraction } from "./interactions.ts";
export {
  analyticsDelay,
  idsPerRequest,
  lastEvaluationChange,
  maxAggregateWindow,
  maxSearchWindow,
  reprocessedUntil,
  requestsPerMinute,
} from "./limits.ts";
export { type Id, loadMentionedNames, type Mentioning } from "./mentioned-names.ts";
export { createNames, type NameKind, type NameLookup, nameKinds, namesFrom } from "./names.ts";
export { type Documents, readEvaluationRecord, readSurveyRecord } from "./record.ts";
export {
  defaultRequest,
  type ExtractRequest,
  type Progress,
  type Source,
  type Texts,
  toInteractionUrl,
} from "./request.ts";
export { further, isFinished, isSettled, rankOf, readListedStatus, whyNotAnswered } from "./response-status.ts";
export { firstOpenRoute } from "./routes.ts";
export { type EvaluationSearch, searchEvaluations } from "./search-evaluations.ts";
export { createServerClock, describeSkew } from "./server-clock.ts";
export { readStartDays } from "./start-day.ts";
export { countBySteps, countSteps, cutByCounts, type StepCounts } from "./step-counts.ts";
export {
  type EvaluationCandidate,
  type EvaluationRow,
  type EvaluationStub,
  evaluationStub,
  evaluationStubOf,
  isAnswered,
  isReadable,
  joinDeleted,
  joinStubs,
  type SearchedEvaluation,
  type SurveyCandidate,
  type SurveyStub,
  storedEvaluationStub,
  storedSurveyStub,
  surveyStubOf,
} from "./stubs.ts";
export { readSurveys, type SurveysRead } from "./surveys.ts";
export { findUnlistedSurveys } from "./unlisted-surveys.ts";
