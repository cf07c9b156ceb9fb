export { createReport } from "./create-report.ts";
export type { ReportDocument } from "./document.ts";
export { reportMarkdown } from "./markdown.ts";
export type { Completeness, People, ReportRequest, Target } from "./request.ts";
export { reportText } from "./text.ts";
export { type Language, languages } from "./texts/texts.ts";
