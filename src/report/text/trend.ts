import stringWidth from "string-width";
import { plain } from "../../base/index.ts";
import type { GridStyle } from "../../terminal/index.ts";
import type { ReportDocument, TrendPoint } from "../document.ts";
import { type Phrases, wordOf } from "../phrases.ts";
import { hiddenMark, sparkline } from "../sparkline.ts";
import { bold, paragraph } from "./layout.ts";

/** A bar a period, from the first to the last label; where the line is short, the newest ones. Null where nobody answered. */
export function trendLine({ trend }: ReportDocument, phrases: Phrases, style: GridStyle): string | null {
  const { texts, formats } = phrases;
  if (trend.points.every(({ csat }) => csat.value === null)) return null;
  const title = `${texts.trend} ${wordOf(texts.units, trend.unit)}`;
  const label = (point: TrendPoint): string => pointLabel(point, trend.unit, phrases);
  const draw = (points: readonly TrendPoint[]): string => {
    const values = points.flatMap(({ csat: { value } }) => (value === null ? [] : [value]));
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last || values.length === 0) return "";
    const bars = sparkline(
      points.map(({ csat, breaks }) => ({
        ...{ value: csat.value, hidden: csat.hidden === true, broken: breaks.length > 0 },
      })),
    );
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const between = low === high ? formats.percent(low) : `${formats.points(low)}–${formats.percent(high)}`;
    return `  ${label(first)} ${bars} ${label(last)}, ${between}`;
  };
  let points = trend.points;
  while (points.length > 1 && stringWidth(title + draw(points)) > style.columns) points = points.slice(1);
  const line = `${bold(title, style)}${plain(draw(points))}\n`;
  const broken = points.some(({ breaks }) => breaks.length > 0);
  const notes = [
    ...(points.some(({ partial }) => partial) ? [texts.cutNote] : []),
    ...(points.some(({ csat }) => csat.hidden) ? [`${hiddenMark} ${texts.tooFew}.`] : []),
    ...(broken ? [`${texts.breakMark}.`] : []),
  ];
  if (notes.length === 0) return line;
  const beside = `${line.trimEnd()}; ${notes.join(" ")}`;
  return stringWidth(beside) <= style.columns ? `${beside}\n` : `${line}${paragraph(notes.join(" "), style)}`;
}

/** A day is told as one; longer and shorter periods as the document calls them. */
export function pointLabel({ label, from }: TrendPoint, unit: string, { formats }: Phrases): string {
  if (unit === "day" || unit === "week") return formats.day(from);
  return unit === "hour" ? formats.minute(from) : label;
}
