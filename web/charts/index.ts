export type { ChartFormats, Estimate, Setting } from "./chart.ts";
export { type ChartWords, chartWords } from "./chart-words.ts";
export { type Distribution, type DistributionRow, distribution } from "./distribution.ts";
export { intervalBars } from "./interval-bars.ts";
export type { IntervalBars, IntervalRow } from "./interval-rows.ts";
export { type Sparkline, sparkline } from "./sparkline.ts";
export { trendChart } from "./trend.ts";
export type { TrendChart, TrendChartPoint } from "./trend-points.ts";
