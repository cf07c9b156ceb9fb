import { boundsOf } from "./chart.ts";
import { isOutside, type TrendChart, type TrendChartPoint } from "./trend-points.ts";

/** What a trend shows, for who cannot see it. */
export function trendInWords(input: TrendChart): readonly string[] {
  const { points, words, formats } = input;
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [words.nothing];
  const write = input.write ?? formats.percent;
  const known = points.flatMap(({ name, figure: { value } }) => (value === null ? [] : [{ name, value }]));
  const lowest = known.reduce<(typeof known)[number] | null>((a, b) => (a === null || b.value < a.value ? b : a), null);
  const highest = known.reduce<(typeof known)[number] | null>(
    (a, b) => (a === null || b.value > a.value ? b : a),
    null,
  );
  const [start, end] = [known[0], known.at(-1)];
  const names = (holds: (point: TrendChartPoint) => boolean): string =>
    points
      .filter(holds)
      .map(({ name }) => name)
      .join(", ");
  const outside = names(isOutside);
  const unfinished = points.filter(({ isUnfinished }) => isUnfinished).length;
  const changes = points
    .flatMap(({ name, breaks }) => (breaks.length === 0 ? [] : [`${name}: ${breaks.join(", ")}`]))
    .join("; ");
  return [
    words.periods(formats.count(points.length), first.name, last.name),
    ...(start && end ? [words.ends(write(start.value), write(end.value))] : []),
    ...(lowest && highest
      ? [words.extremes(write(lowest.value), lowest.name, write(highest.value), highest.name)]
      : []),
    ...(known.length === points.length ? [] : [words.gaps(formats.count(points.length - known.length))]),
    ...(outside === "" ? [] : [words.outside(outside)]),
    ...(unfinished === 0 ? [] : [words.unfinished(formats.count(unfinished))]),
    ...(changes === "" ? [] : [words.changes(changes)]),
  ];
}

/** One period, in words. */
export function pointInWords(point: TrendChartPoint, input: TrendChart): string {
  const { words, formats } = input;
  const { name, figure, isUnfinished, breaks } = point;
  if (figure.value === null) return words.row(name, figure.hidden ? words.withheld : "–", "");
  const write = input.write ?? formats.percent;
  const between = boundsOf(figure, input);
  const rest = [
    figure.n === null ? "" : words.n(formats.count(figure.n)),
    between === "" ? "" : words.couldBe(between),
    isOutside(point) ? words.legend.outside : "",
    isUnfinished ? words.legend.unfinished : "",
    ...breaks,
  ];
  return words.row(name, write(figure.value), rest.filter((one) => one !== "").join(", "));
}
