/**
 * Afterword as a library: CSAT answers out of Genesys Cloud, each linked to the interaction that earned it.
 *
 * ```ts
 * import { createGenesys, defaultRequest, extract, readRegion, Secret } from "afterword";
 *
 * await using genesys = createGenesys({
 *   clientId: "…",
 *   clientSecret: new Secret("…"),
 *   hosts: readRegion("eu-central-1"),
 * });
 * const { records } = await extract(genesys, defaultRequest({ from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 8) }));
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
export { type ExportRow, type RowsOptions, rows, type Selection } from "./export/index.ts";
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
