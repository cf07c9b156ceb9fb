import type { LegendEntry } from "./chart.ts";
import type { IntervalBars, IntervalRow } from "./interval-rows.ts";
import { box, hatched, mark, vertical } from "./marks.ts";

export function intervalLegend({ rows, words }: IntervalBars): readonly LegendEntry[] {
  const own = words.legend;
  const has = (holds: (row: IntervalRow) => boolean): boolean => rows.some(holds);
  const entry = (isThere: boolean, text: string, draw: LegendEntry["draw"]): readonly LegendEntry[] =>
    isThere ? [{ text, draw }] : [];
  return [
    ...entry(
      has(({ figure }) => figure.value !== null),
      own.value,
      (x, y) => mark("dot", x, y),
    ),
    ...entry(
      has(({ figure, isFew }) => figure.low !== null && !isFew),
      own.chance,
      (x, y) => box({ x: x - 8, y: y - 5, width: 16, height: 10 }, "chart-band", 5),
    ),
    ...entry(
      has(({ expected }) => expected !== null),
      own.expected,
      (x, y) => vertical(x, y - 8, y + 8, "chart-expected"),
    ),
    ...entry(
      has(({ band }) => band === "above"),
      own.above,
      (x, y) => mark("up", x, y),
    ),
    ...entry(
      has(({ band }) => band === "below"),
      own.below,
      (x, y) => mark("down", x, y),
    ),
    ...entry(
      has(({ isFew, figure }) => isFew || figure.hidden === true),
      own.few,
      (x, y) => hatched({ x: x - 8, y: y - 5, width: 16, height: 10 }),
    ),
  ];
}
