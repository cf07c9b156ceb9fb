export type { Clock, Closable, Moment } from "../base/index.ts";
export { type Cause, causes } from "./causes.ts";
export { type FaultName, faults } from "./faults/all-faults.ts";
export { permissions } from "./http/endpoints/all-permissions.ts";
export type { LoggedRequest } from "./http/request-log.ts";
export type { Org } from "./model.ts";
export { createMovableClock, type MovableClock } from "./movable-clock.ts";
export type { EvaluationCase, GivenAnswer, PlantedCase, SandboxCase, SurveyCase } from "./org/cases/case.ts";
export { createOrg } from "./org/org.ts";
export type { OrgOptions } from "./org/org-options.ts";
export { type SwitchName, switches } from "./org/switches.ts";
export { openSandbox, type Sandbox } from "./sandbox.ts";
export type { SandboxOptions } from "./sandbox-options.ts";
export { type ExpectedHandled, truthHandled } from "./truth/handled-interactions.ts";
export {
  type ExpectedChange,
  type ExpectedCredits,
  truthCause,
  truthChange,
  truthCreated,
  truthCredits,
} from "./truth/response-facts.ts";
export type { ExpectedAnswer, ExpectedLeg, ExpectedRow } from "./truth/row.ts";
export { type TruthOptions, type TruthRange, truth } from "./truth/truth.ts";
export { type WireVariant, wireVariants } from "./variants.ts";
