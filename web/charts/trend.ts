import { area, line } from "d3-shape";
import { spacedLabels } from "./axis.ts";
import { chart, legend } from "./chart.ts";
import { box, hint, horizontal, label, mark, vertical } from "./marks.ts";
import { domainOf, linear, type Range, type Scale, tickValues } from "./scale.ts";
import { element, group, type Svg } from "./svg.ts";
import { smallFontSize, textWidth } from "./text-width.ts";
import { trendLegend } from "./trend-legend.ts";
import { isOutside, type TrendChart, type TrendChartPoint } from "./trend-points.ts";
import { pointInWords, trendInWords } from "./trend-words.ts";

const [plotHeight, volumeHeight, axisHeight, space] = [220, 44, 24, 12];

/** A number over time with its band of chance, the limits of a quiet period, what changed, and how many answers there were. */
export function trendChart(input: TrendChart): string {
  const { points, width, within = [0, 1] } = input;
  const values = points.flatMap(({ figure: { value, low, high }, limits }) => [
    ...[value, low, high],
    // A limit that is as far as a value can go limits nothing, and is not drawn.
    ...[limits?.low ?? null, limits?.high ?? null].filter((limit) => limit !== within[0] && limit !== within[1]),
  ]);
  const domain = domainOf(values, { within, span: (within[1] - within[0]) / 4 });
  const head = legend(trendLegend(input), width);
  const write = input.write ?? input.formats.percent;
  const ticks = tickValues(domain, 5);
  const left = Math.max(...ticks.map((tick) => textWidth(write(tick), smallFontSize)), 0) + 10;
  const top = head.height + space + (points.some(({ breaks }) => breaks.length > 0) ? 14 : 0);
  const bottom = top + plotHeight;
  const y = linear(domain, [bottom, top]);
  const slot = (width - left) / Math.max(1, points.length);
  const x: Scale = (at) => left + (at + 0.5) * slot;
  const volumes = drawVolumes(input, x, slot, bottom + space);
  const end = bottom + space + volumes.height;
  return chart(
    input,
    end + axisHeight,
    trendInWords(input),
    head.svg,
    group(ticks.map((tick) => horizontal(left, width, y(tick), "chart-grid"))),
    group(
      ticks.map((tick) => label(left - 8, y(tick), write(tick), { anchor: "end", kind: "soft", size: smallFontSize })),
    ),
    drawBand(points, x, y),
    drawLimits(points, x, y, slot, within),
    drawBreaks(points, x, slot, top, bottom),
    drawLine(points, x, y),
    drawPoints(points, x, y, slot),
    volumes.svg,
    spacedLabels(
      points.map(({ name }, at) => ({ x: x(at), text: name })),
      end + 14,
      width,
    ),
    group(
      points.map((point, at) =>
        hint(
          { x: left + at * slot, y: top, width: slot, height: end - top },
          pointInWords(point, input),
          point.key ?? null,
        ),
      ),
    ),
  );
}

type Indexed = readonly [number, TrendChartPoint];

const hasBounds = ([, { figure }]: Indexed): boolean =>
  figure.value !== null && figure.low !== null && figure.high !== null;

function drawBand(points: readonly TrendChartPoint[], x: Scale, y: Scale): Svg {
  const indexed = [...points.entries()];
  const d = area<Indexed>()
    .defined(hasBounds)
    .x(([at]) => x(at))
    .y0(([, { figure }]) => y(figure.low ?? 0))
    .y1(([, { figure }]) => y(figure.high ?? 0));
  // A period between two gaps has no width: its bounds are a line.
  const alone = indexed.filter(
    (one, at) => hasBounds(one) && ![indexed[at - 1], indexed[at + 1]].some((next) => next && hasBounds(next)),
  );
  return group([
    element("path", { d: d(indexed) ?? "", class: "chart-area" }),
    ...alone.map(([at, { figure }]) => {
      const [top, bottom] = [y(figure.high ?? 0), y(figure.low ?? 0)];
      return box({ x: x(at) - 5, y: top, width: 10, height: bottom - top }, "chart-area");
    }),
  ]);
}

function drawLine(points: readonly TrendChartPoint[], x: Scale, y: Scale): Svg {
  const d = line<Indexed>()
    .defined(([, { figure }]) => figure.value !== null)
    .x(([at]) => x(at))
    .y(([, { figure }]) => y(figure.value ?? 0));
  return element("path", { d: d([...points.entries()]) ?? "", class: "chart-line" });
}

function drawPoints(points: readonly TrendChartPoint[], x: Scale, y: Scale, slot: number): Svg {
  const r = Math.min(4, Math.max(2.5, slot / 4));
  // Where points would touch one another, the line is enough, but for what is set apart.
  const isDense = slot < 6;
  return group(
    points.map((point, at) => {
      const { figure, isUnfinished } = point;
      if (figure.value === null) return null;
      if (isOutside(point)) return mark("diamond", x(at), y(figure.value), 6);
      if (isDense && !isUnfinished && !isAlone(points, at)) return null;
      return mark(isUnfinished ? "hollow" : "dot", x(at), y(figure.value), isUnfinished ? r + 0.5 : r);
    }),
  );
}

const isAlone = (points: readonly TrendChartPoint[], at: number): boolean =>
  ![points[at - 1], points[at + 1]].some((next) => next && next.figure.value !== null);

/** Steps, since a limit holds for its own period alone; where it is as far as a value can go, it says nothing. */
function drawLimits(
  points: readonly TrendChartPoint[],
  x: Scale,
  y: Scale,
  slot: number,
  [lowest, highest]: Range,
): Svg {
  const steps = (end: "low" | "high"): string => {
    let d = "";
    let isDrawn = false;
    for (const [at, { limits }] of points.entries()) {
      const value = limits?.[end];
      if (value === undefined || value <= lowest || value >= highest) {
        isDrawn = false;
        continue;
      }
      const [from, to, level] = [x(at) - slot / 2, x(at) + slot / 2, y(value)].map((one) => one.toFixed(2));
      d += `${isDrawn ? "L" : "M"}${from} ${level}H${to}`;
      isDrawn = true;
    }
    return d;
  };
  return element("path", { d: steps("low") + steps("high"), class: "chart-limit" });
}

function drawBreaks(points: readonly TrendChartPoint[], x: Scale, slot: number, top: number, bottom: number): Svg {
  const broken = [...points.entries()].filter(([, { breaks }]) => breaks.length > 0);
  return group(
    broken.map(([at], number) => {
      const place = x(at) - slot / 2;
      return group([
        vertical(place, top - 6, bottom, "chart-break"),
        label(place, top - 14, String(number + 1), { anchor: "middle", kind: "strong", size: smallFontSize }),
      ]);
    }),
  );
}

function drawVolumes(
  { points, formats, words }: TrendChart,
  x: Scale,
  slot: number,
  top: number,
): { readonly svg: Svg | null; readonly height: number } {
  const largestCount = Math.max(0, ...points.map(({ volume }) => volume ?? 0));
  if (largestCount === 0) return { svg: null, height: 0 };
  const base = top + volumeHeight;
  const height = linear([0, largestCount], [0, volumeHeight - 14]);
  const width = Math.max(1, Math.min(28, slot * 0.64));
  return {
    height: volumeHeight,
    svg: group([
      ...points.map(({ volume }, at) =>
        volume === null || volume === 0
          ? null
          : box({ x: x(at) - width / 2, y: base - height(volume), width, height: height(volume) }, "chart-bar", 1),
      ),
      horizontal(x(-0.5), x(points.length - 0.5), base, "chart-axis"),
      label(x(-0.5) - 8, base - height(largestCount), formats.count(largestCount), {
        anchor: "end",
        kind: "soft",
        size: smallFontSize,
      }),
      label(x(-0.5), top + 2, words.legend.volume, { kind: "soft", size: smallFontSize }),
    ]),
  };
}
