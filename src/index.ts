/**
 * Afterword as a library: CSAT answers out of Genesys Cloud, each linked to the interaction that earned it.
 *
 * ```ts
 * import { openGenesys, openWarehouse, report, reportText, sync } from "afterword";
 *
 * const genesys = await openGenesys({ profile: "DEFAULT" });
 * const warehouse = await openWarehouse("afterword.duckdb");
 * await sync(genesys, warehouse);
 * console.log(reportText(await report(warehouse)));
 * await warehouse.close();
 * await genesys.close();
 * ```
 *
 * @module
 */
export type { Clock, Closable, Interval, Moment, Period } from "./base/index.ts";
export {
  AfterwordError,
  CredentialsError,
  DecodeError,
  HeldError,
  InterruptedError,
  PermissionError,
  RequestError,
  Secret,
  UnreachableError,
  UsageError,
} from "./base/index.ts";
export type { AgentLeg, AgentNaming, Answer, CsatRecord, People, Role, ScoreSettings } from "./csat/index.ts";
export type { Check, DiagnoseOptions, Diagnosis } from "./doctor/index.ts";
export type { ExportRow, RowKind, StoredRecord } from "./export/index.ts";
export type { Extraction, ExtractOptions, Plan, Problem, Progress, Source } from "./extract/index.ts";
export type { FormList, ListedForm, ListedQuestion } from "./forms/index.ts";
export type { Genesys, Region, Spent } from "./genesys/index.ts";
export { readRegion, regions } from "./genesys/index.ts";
export * from "./library/index.ts";
export type { ReportDocument } from "./report/index.ts";
export type {
  Definition,
  Erasure,
  OrganizationStatus,
  RebuildResult,
  Reconciliation,
  SyncOptions,
  SyncPlan,
  SyncProgress,
  SyncResult,
} from "./sync/index.ts";
export { readAddressKey } from "./sync/index.ts";
export type { OpenReader, Reader, Warehouse } from "./warehouse/index.ts";
