export { createReport, createSections, sectionKeys } from "./create-report.ts";
export { type FrozenReport, type RenderFrozen, reportHtml } from "./html.ts";
export { reportMarkdown } from "./markdown.ts";
export { block, escaped, table } from "./print/markdown-table.ts";
export { type Language, languages } from "./print/words/words.ts";
export { openSince, type People, type ReportRequest, type Target, targetMetrics } from "./request.ts";
export type { ReportDocument } from "./sections.ts";
export { reportText, type TextStyle } from "./text.ts";
export { type Completeness, completenessOf } from "./warehouse-state.ts";
