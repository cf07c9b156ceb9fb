export { type Extraction, type ExtractOptions, extract, type Plan, plan } from "./extract.ts";
export type { Problem, Report, Skipped } from "./findings.ts";
export { defaultRequest, type ExtractRequest, type Progress, type Source } from "./request.ts";
