export { type Definition, definitionId, definitionOf, privacyOf } from "./definition.ts";
export { keyOfWarehouse, openAddressKey, readAddressKey } from "./documents/address-key.ts";
export { defaultPrivacy, type KeptFor, type Privacy, periodUnits, type Retention } from "./documents/privacy.ts";
export { readStoredInteraction } from "./documents/stored-interaction.ts";
export { type EraseOptions, type EraseRequest, type Erasure, erase, planErase } from "./erase/erase.ts";
export { notePublished } from "./erase/published.ts";
export { type Purged, purgeErased } from "./erase/purge-erased.ts";
export { type RenewedCopies, renewCopies } from "./erase/renew-copies.ts";
export { askOrganization } from "./organization.ts";
export { planSync, type SyncPlan } from "./plan/plan.ts";
export { type RebuildOptions, type RebuildResult, rebuild } from "./rebuild.ts";
export { type ReconcileOptions, reconcile } from "./reconcile/reconcile.ts";
export type { Reconciliation } from "./reconcile/reconciliation.ts";
export type { RepairCost } from "./reconcile/repair.ts";
export type { LastReconciliation } from "./reconcile/stored-reconciliation.ts";
export type { Cell } from "./reconcile/tally.ts";
export { defaultSync, type SyncOptions, type SyncProgress, type SyncRequest, type SyncResult } from "./request.ts";
export { type RouteStatus, readRouteStatus, routeDocument } from "./status/route-status.ts";
export {
  type OrganizationStatus,
  type ResponseCount,
  type StatusOptions,
  type StoredProblem,
  type Stretch,
  type SweepStatus,
  status,
} from "./status/status.ts";
export { statusDocument } from "./status/status-document.ts";
export { readUnassignedRuns, type SpentByRuns, type StoredRun } from "./status/stored-runs.ts";
export { sync } from "./sync.ts";
