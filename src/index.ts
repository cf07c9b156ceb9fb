/**
 * Afterword as a library: CSAT answers out of Genesys Cloud, each linked to the interaction that earned it.
 *
 * ```ts
 * import { createGenesys, defaultSync, openWarehouse, readRegion, rows, Secret, sync } from "afterword";
 *
 * await using genesys = createGenesys({ clientId: "…", clientSecret: new Secret("…"), hosts: readRegion("eu-central-1") });
 * await using warehouse = await openWarehouse("afterword.duckdb");
 * await sync(genesys, warehouse, defaultSync());
 * for await (const batch of rows(warehouse, { rows: "responses" })) console.log(batch.length);
 * ```
 *
 * @module
 */
export type { Clock, Interval } from "./base/index.ts";
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
export { type Config, readConfig } from "./config/index.ts";
export {
  type AgentLeg,
  type AgentNaming,
  type Answer,
  type CsatRecord,
  createPeople,
  type People,
  type Role,
  type ScoreSettings,
} from "./csat/index.ts";
export { type Check, type DiagnoseOptions, type Diagnosis, diagnose } from "./doctor/index.ts";
export { type ExportRow, type RowKind, type RowsOptions, rows, type Selection } from "./export/index.ts";
export type { Extraction, ExtractOptions, ExtractRequest, Plan, Problem, Progress, Source } from "./extract/index.ts";
export { defaultRequest, extract, plan } from "./extract/index.ts";
export { type FormList, type FormsRequest, type ListedForm, type ListedQuestion, listForms } from "./forms/index.ts";
export type { Genesys, GenesysOptions, Region, Spent } from "./genesys/index.ts";
export { createGenesys, readRegion, regions } from "./genesys/index.ts";
export { ask, type Filter } from "./metrics/index.ts";
export { createReport, type ReportDocument, type ReportRequest, reportMarkdown, reportText } from "./report/index.ts";
export type {
  Definition,
  OrganizationStatus,
  StatusOptions,
  SyncOptions,
  SyncPlan,
  SyncProgress,
  SyncRequest,
  SyncResult,
} from "./sync/index.ts";
export { defaultSync, planSync, readAddressKey, rebuild, status, sync } from "./sync/index.ts";
export type { Reader, Warehouse, WarehouseOptions } from "./warehouse/index.ts";
export { openReader, openWarehouse, publish } from "./warehouse/index.ts";
