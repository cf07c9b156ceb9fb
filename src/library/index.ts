export { type Asking, ask } from "./ask.ts";
export { type ChangesBatch, type ChangesOptions, type ChangesSelection, changes } from "./changes.ts";
export { type Config, readConfig } from "./configuration.ts";
export { type ErasedThing, type EraseOptions, erase, planErase } from "./erase.ts";
export { defaultRequest, type ExtractRequest, extract, plan } from "./extract.ts";
export { diagnose, type FormsRequest, listForms } from "./inspect.ts";
export {
  type ClientOptions,
  createGenesys,
  type GenesysClient,
  type GenesysOptions,
  type OpenedGenesys,
  type OpenGenesysOptions,
  openGenesys,
} from "./open-genesys.ts";
export { openReader, openWarehouse, publish, type WarehouseOptions } from "./open-warehouse.ts";
export { createPeople, type Naming } from "./people.ts";
export { type ReconcileOptions, reconcile } from "./reconcile.ts";
export { type ReportOptions, report } from "./report.ts";
export { reportHtml, reportMarkdown, reportText } from "./report-formats.ts";
export type { RosterAgent } from "./roster.ts";
export { type RowsOptions, rows, type Selection } from "./rows.ts";
export type { Filter } from "./shapes.ts";
export { type StatusOptions, status } from "./status.ts";
export { defaultSync, planSync, rebuild, type SyncRequest, sync } from "./sync.ts";
