export { createReport } from "./create-report.ts";
export type { ReportDocument } from "./document.ts";
export type { Completeness, People, ReportRequest, Target } from "./request.ts";
