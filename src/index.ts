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
export {
  AfterwordError,
  type Clock,
  CredentialsError,
  DecodeError,
  InterruptedError,
  type Interval,
  PermissionError,
  RequestError,
  Secret,
  UnreachableError,
  UsageError,
} from "./base/index.ts";
export { type Config, readConfig } from "./config/index.ts";
export type { AgentLeg, Answer, CsatRecord, Role, ScoreSettings } from "./csat/index.ts";
export { type Check, type DiagnoseOptions, type Diagnosis, diagnose } from "./doctor/index.ts";
export { type ExportRow, type RowKind, rows, type Selection } from "./export/index.ts";
export {
  defaultRequest,
  type Extraction,
  type ExtractOptions,
  type ExtractRequest,
  extract,
  type Plan,
  type Problem,
  type Progress,
  plan,
  type Source,
} from "./extract/index.ts";
export { type FormList, type FormsRequest, type ListedForm, type ListedQuestion, listForms } from "./forms/index.ts";
export {
  createGenesys,
  type Genesys,
  type GenesysOptions,
  type Region,
  readRegion,
  regions,
  type Spent,
} from "./genesys/index.ts";
export {
  type Definition,
  defaultSync,
  type OrganizationStatus,
  planSync,
  rebuild,
  type StatusOptions,
  type SyncOptions,
  type SyncPlan,
  type SyncProgress,
  type SyncRequest,
  type SyncResult,
  status,
  sync,
} from "./sync/index.ts";
export {
  openReader,
  openWarehouse,
  publish,
  type Reader,
  type Warehouse,
  type WarehouseOptions,
} from "./warehouse/index.ts";
