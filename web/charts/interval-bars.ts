import { spacedLabels } from "./axis.ts";
import { chart, legend } from "./chart.ts";
import { intervalLegend } from "./interval-legend.ts";
import { type IntervalBars, type IntervalRow, shapeOf } from "./interval-rows.ts";
import { countOf, describe, inWords, writeOf, writtenValue } from "./interval-words.ts";
import { hint, horizontal, label, vertical, withheld } from "./marks.ts";
import { domainOf, linear, type Range, type Scale, tickValues } from "./scale.ts";
import { group, type Svg } from "./svg.ts";
import { boldWidth, smallFontSize, textWidth, wrap } from "./text-width.ts";
import { whisker } from "./whisker.ts";

const [rowHeight, narrowRowHeight, axisHeight] = [34, 60, 30];

/** One row a group: its value as a point within what chance allows, and what its mix of work lets expect. */
export function intervalBars(input: IntervalBars): string {
  const { rows, width, within = [0, 1], axisOf = rows } = input;
  const isNarrow = width < 620;
  const values = axisOf.flatMap(({ figure: { value, low, high }, expected }) => [value, low, high, expected]);
  const domain = domainOf(values, { within, span: (within[1] - within[0]) / 4 });
  const columns = isNarrow ? { ...noColumns, plot: [10, width - 10] as const } : columnsOf(input);
  const scale = linear(domain, columns.plot);
  const head = legend(intervalLegend(input), width);
  const top = head.height + axisHeight;
  const height = isNarrow ? narrowRowHeight : rowHeight;
  const bottom = top + rows.length * height;
  const ticks = tickValues(domain, Math.min(6, (columns.plot[1] - columns.plot[0]) / 64));
  const write = writeOf(input);
  return chart(
    input,
    bottom + 6,
    describe(input),
    head.svg,
    // Where names stand above their marks, no line goes through them.
    group(
      isNarrow
        ? rows.flatMap((_, at) =>
            ticks.map((tick) => gridLine(scale(tick), top + at * height + 20, top + at * height + 42)),
          )
        : ticks.map((tick) => gridLine(scale(tick), top - 4, bottom)),
    ),
    spacedLabels(
      ticks.map((tick) => ({ x: scale(tick), text: write(tick) })),
      top - 14,
      width,
    ),
    ...rows.map((row, at) => {
      const y = top + at * height;
      return group([
        at > 0 ? horizontal(0, width, y, "chart-grid") : null,
        isNarrow ? narrowRow(row, input, scale, y) : wideRow(row, input, scale, y, columns),
        hint({ x: 0, y, width, height }, inWords(row, input), row.key ?? null),
      ]);
    }),
  );
}

interface Columns {
  readonly plot: Range;
  /** How wide each column of texts is. */
  readonly names: number;
  readonly values: number;
  readonly counts: number;
}

const noColumns = { names: 0, values: 0, counts: 0 };
const [columnGap, margin] = [14, 8];

function columnsOf(input: IntervalBars): Columns {
  const { rows, width, axisOf = rows } = input;
  const widest = (most: number, text: (row: IntervalRow) => string): number =>
    Math.min(most, Math.max(0, ...axisOf.map((row) => textWidth(text(row)))));
  const names = widest(width * 0.22, ({ name }) => name);
  const values = widest(width * 0.1, ({ figure }) => writtenValue(figure, input)) * boldWidth;
  const counts = widest(width * 0.1, ({ figure }) => countOf(figure, input));
  const notes = widest(width * 0.25, ({ note }) => note ?? "") * boldWidth;
  const after = [values, counts, notes].reduce((sum, column) => sum + (column === 0 ? 0 : column + columnGap), 0);
  return { names, values, counts, plot: [names + columnGap + margin, width - after - margin] };
}

const gridLine = (x: number, from: number, to: number): Svg => vertical(x, from, to, "chart-grid");

function wideRow(row: IntervalRow, input: IntervalBars, scale: Scale, top: number, columns: Columns): Svg {
  const { figure, note } = row;
  const { plot, names, values, counts } = columns;
  const y = top + rowHeight / 2;
  const value = plot[1] + margin + columnGap + values;
  const count = value + columnGap + counts;
  const last = count + columnGap;
  return group([
    label(0, y, row.name, { room: names }),
    ...marksOf(row, input, scale, y, plot),
    label(value, y, writtenValue(figure, input), { anchor: "end", kind: "strong" }),
    label(count, y, countOf(figure, input), { anchor: "end", kind: "soft" }),
    ...noteLines(note ?? "", row, { x: last, y, room: input.width - last }),
  ]);
}

/** On two lines where one is too short. */
function noteLines(
  note: string,
  row: IntervalRow,
  { x, y, room }: { readonly x: number; readonly y: number; readonly room: number },
): readonly (Svg | null)[] {
  const kind = isSetApart(row) ? "strong" : "soft";
  if (textWidth(note) * boldWidth <= room + 0.01) return [label(x, y, note, { kind })];
  return wrap(note, room / boldWidth, 2, smallFontSize).map((line, at, { length }) =>
    label(x, y + (at - (length - 1) / 2) * 14, line, { kind, size: smallFontSize }),
  );
}

const isSetApart = ({ band }: IntervalRow): boolean => band === "above" || band === "below";

function narrowRow(row: IntervalRow, input: IntervalBars, scale: Scale, top: number): Svg {
  const { width } = input;
  const { figure, note } = row;
  const count = countOf(figure, input);
  const value = writtenValue(figure, input);
  const taken = textWidth(count) + textWidth(value) * boldWidth + 24;
  return group([
    label(0, top + 13, row.name, { room: width - taken, kind: "strong" }),
    label(width - textWidth(count) - 8, top + 13, value, { anchor: "end", kind: "strong" }),
    label(width, top + 13, count, { anchor: "end", kind: "soft" }),
    ...marksOf(row, input, scale, top + 31, [10, width - 10]),
    note === null ? null : label(0, top + 49, note, { room: width, kind: "soft", size: smallFontSize }),
  ]);
}

function marksOf(
  row: IntervalRow,
  { words }: IntervalBars,
  scale: Scale,
  y: number,
  [from, to]: Range,
): (Svg | null)[] {
  const { figure, expected, isFew } = row;
  if (figure.value === null)
    return figure.hidden ? [withheld({ x: from, y: y - 9, width: to - from, height: 18 }, words.withheld)] : [];
  return [
    expected === null ? null : vertical(scale(expected), y - 11, y + 11, "chart-expected"),
    whisker(figure, scale, y, { isFew, shape: shapeOf(row) }),
  ];
}
