export { completenessOf } from "./completeness.ts";
export { createReport } from "./create-report.ts";
export type { ReportDocument } from "./document.ts";
export { reportMarkdown } from "./markdown.ts";
export { type Completeness, type People, type ReportRequest, type Target, targetMetrics } from "./request.ts";
export { reportText, type TextStyle } from "./text.ts";
export { type Language, languages } from "./texts/texts.ts";
export { usualRange } from "./usual-range.ts";
