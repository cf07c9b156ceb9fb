export { askEvaluation, isLagging, withForm } from "./ask-evaluation.ts";
export { chunks, inBatches } from "./batches.ts";
export { bySource, createAttempt } from "./by-source.ts";
export { type EvaluationCandidate, isFinished, type SurveyCandidate } from "./candidate.ts";
export { type Context, createContext, withoutInteractions } from "./context.ts";
export { each } from "./each.ts";
export { candidatesOf, type EvaluationRow, isReleased, isWanted } from "./evaluation-row.ts";
export { byEvaluator } from "./evaluators.ts";
export { sweepEventTime } from "./event-time.ts";
export { askEvents, countEvents, countOf, type EventQuery, eventParts, isMuch, readEvents } from "./events.ts";
export type { DocumentKind, FetchContext, Keep } from "./fetch-context.ts";
export {
  createFindings,
  type Findings,
  isPartial,
  type PartialError,
  type Problem,
  type Report,
  reasonOf,
  type Skipped,
  together,
} from "./findings.ts";
export { createForms, type Forms, scored } from "./forms.ts";
export { type Errand, hydrate } from "./hydrate.ts";
export { toInteractionUrl } from "./interaction-url.ts";
export { createInteractions, type Interactions, type LinkedInteraction } from "./interactions.ts";
export { link } from "./link.ts";
export { readListedStatus } from "./listed-status.ts";
export { createNames, type NameLookup } from "./names.ts";
export { defaultRequest, type ExtractRequest, type Progress, type Source } from "./request.ts";
export { type EvaluationSearch, maxSearch, searchEvaluations } from "./search-evaluations.ts";
export { createServerClock, describeSkew } from "./server-clock.ts";
export { readStartDays } from "./start-day.ts";
export { readSurveys } from "./surveys.ts";
export { whyNotAnswered } from "./why-not-answered.ts";
