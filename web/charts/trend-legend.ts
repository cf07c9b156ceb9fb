import type { LegendEntry } from "./chart.ts";
import { box, horizontal, mark, vertical } from "./marks.ts";
import { group } from "./svg.ts";
import { isOutside, type TrendChart } from "./trend-points.ts";

export function trendLegend({ points, words: { legend: own } }: TrendChart): readonly LegendEntry[] {
  const entry = (isThere: boolean, text: string, draw: LegendEntry["draw"]): readonly LegendEntry[] =>
    isThere ? [{ text, draw }] : [];
  return [
    ...entry(
      points.some(({ figure }) => figure.value !== null),
      own.value,
      (x, y) => group([horizontal(x - 8, x + 8, y, "chart-line"), mark("dot", x, y, 4)]),
    ),
    ...entry(
      points.some(({ figure }) => figure.low !== null),
      own.chance,
      (x, y) => box({ x: x - 8, y: y - 6, width: 16, height: 12 }, "chart-area"),
    ),
    ...entry(
      points.some(({ limits }) => limits !== null),
      own.limits,
      (x, y) => group([horizontal(x - 8, x + 8, y - 4, "chart-limit"), horizontal(x - 8, x + 8, y + 4, "chart-limit")]),
    ),
    ...entry(points.some(isOutside), own.outside, (x, y) => mark("diamond", x, y, 6)),
    ...entry(
      points.some(({ isUnfinished, figure }) => isUnfinished && figure.value !== null),
      own.unfinished,
      (x, y) => mark("hollow", x, y, 4.5),
    ),
    ...entry(
      points.some(({ breaks }) => breaks.length > 0),
      own.changed,
      (x, y) => vertical(x, y - 8, y + 8, "chart-break"),
    ),
  ];
}
