import type { ReportDocument } from "../../src/report/index.ts";

/** The shapes of the report's numbers, as the page uses them. */
export type Figure = ReportDocument["csat"];
export type NpsFigure = ReportDocument["nps"];
export type RateFigure = ReportDocument["response_rate"];
export type ChangeFigure = NonNullable<ReportDocument["changes"]["csat"]>;
export type GroupFigures = ReportDocument["queues"][number];
export type TrendPoint = ReportDocument["trend"]["points"][number];
export type CommentFigure = ReportDocument["low_comments"][number];
