import { area, line } from "d3-shape";
import { boundsOf, chart, type Setting } from "./chart.ts";
import { box, mark, vertical } from "./marks.ts";
import { domainOf, linear, type Range } from "./scale.ts";
import { element, group, type Svg } from "./svg.ts";

export interface SparklinePoint {
  /** Null where nothing is known, or too little. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Whether it measures something else than the one before it. */
  readonly isBroken?: boolean;
}

export interface Sparkline extends Setting {
  /** One after the other. */
  readonly points: readonly SparklinePoint[];
  /** All values that are drawn on one axis, of the rows around it too. @default its own */
  readonly axisOf?: readonly (number | null)[];
  /** The first point of the period that is looked at; those before it are of the period before. @default 0 */
  readonly since?: number;
}

const [height, margin] = [36, 6];
const within: Range = [0, 1];

/** A line within a row of a table, with what chance allows around it. What is not known is a gap, and one alone a point. */
export function sparkline(input: Sparkline): string {
  const { points, width, words, formats, axisOf = points.map(({ value }) => value), since = 0 } = input;
  const known = [...points.entries()].filter(([, { value }]) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const x = linear([0, Math.max(1, points.length - 1)], [margin, width - margin]);
  const domain = domainOf(axisOf, { within, span: 0.2 });
  const y = linear(domain, [height - margin, margin]);
  // What chance allows may go further than any value.
  const bound = (value: number): number => y(Math.min(domain[1], Math.max(domain[0], value)));
  const stretches = stretchesOf(points);
  const write = ([, point]: (typeof known)[number]): string => {
    const bounds = boundsOf(point, { formats, words });
    return `${formats.percent(point.value ?? 0)}${bounds === "" ? "" : ` (${bounds})`}`;
  };
  return chart(
    input,
    height,
    [first && last ? words.ends(write(first), write(last)) : words.nothing],
    group(stretches.map((stretch) => drawBand(stretch, x, bound))),
    since > 0 && since < points.length ? vertical((x(since - 1) + x(since)) / 2, 2, height - 2, "chart-before") : null,
    group(stretches.map((stretch) => drawLine(stretch, x, y))),
    last ? mark("dot", x(last[0]), y(last[1].value ?? 0), 3.5) : null,
  );
}

type Indexed = readonly [at: number, point: SparklinePoint];

/** Points with values that a line may lead through. */
function stretchesOf(points: readonly SparklinePoint[]): readonly (readonly Indexed[])[] {
  const stretches: Indexed[][] = [];
  for (const [at, point] of points.entries()) {
    if (point.value === null) continue;
    const isFollowing = at > 0 && points[at - 1]?.value !== null && point.isBroken !== true;
    const current = isFollowing ? stretches.at(-1) : undefined;
    if (current === undefined) stretches.push([[at, point]]);
    else current.push([at, point]);
  }
  return stretches;
}

type Place = (value: number) => number;

function drawBand(stretch: readonly Indexed[], x: Place, bound: Place): Svg {
  const [only] = stretch;
  const [top, bottom] = [
    ([, { high, value }]: Indexed): number => bound(high ?? value ?? 0),
    ([, { low, value }]: Indexed): number => bound(low ?? value ?? 0),
  ];
  if (only && stretch.length === 1)
    return box({ x: x(only[0]) - 2, y: top(only), width: 4, height: bottom(only) - top(only) }, "chart-area");
  const d = area<Indexed>()
    .x(([at]) => x(at))
    .y0(bottom)
    .y1(top);
  return element("path", { d: d([...stretch]) ?? "", class: "chart-area" });
}

function drawLine(stretch: readonly Indexed[], x: Place, y: Place): Svg {
  const [only] = stretch;
  if (only && stretch.length === 1) return mark("dot", x(only[0]), y(only[1].value ?? 0), 2);
  const d = line<Indexed>()
    .x(([at]) => x(at))
    .y(([, { value }]) => y(value ?? 0));
  return element("path", { d: d([...stretch]) ?? "", class: "chart-line chart-thin" });
}
