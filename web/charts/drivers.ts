import { spacedLabels } from "./axis.ts";
import { boundsOf, chart, type Estimate, type LegendEntry, legend, type Setting } from "./chart.ts";
import { box, hatched, hint, horizontal, label, mark, type Shape, vertical } from "./marks.ts";
import { linear, type Range, type Scale, tickValues } from "./scale.ts";
import { group, type Svg } from "./svg.ts";
import { boldWidth, smallFontSize, textWidth, wrap } from "./text-width.ts";
import { whisker } from "./whisker.ts";

interface Correlation extends Omit<Estimate, "value"> {
  readonly r: number | null;
}

export interface DriverRow {
  readonly key?: string | null;
  readonly name: string;
  /** Of all together. */
  readonly raw: Correlation;
  /** Within queue and medium, which is the one that counts. */
  readonly within: Correlation;
  readonly isFew: boolean;
}

export interface Drivers extends Setting {
  readonly rows: readonly DriverRow[];
}

const [rowHeight, narrowRowHeight] = [56, 82];

/** What goes together with satisfaction, and how sure that is: whiskers around 0. */
export function drivers(input: Drivers): string {
  const { rows, width, formats, words } = input;
  const isNarrow = width < 620;
  const domain = domainAround(rows);
  const names = isNarrow ? 0 : Math.min(width * 0.22, Math.max(0, ...rows.map(({ name }) => textWidth(name)))) + 20;
  const noteLines = rows.map((row) => wrap(noteOf(row, input), isNarrow ? width / boldWidth : width * 0.24, 2));
  const notes = isNarrow ? 0 : Math.max(0, ...noteLines.flat().map((line) => textWidth(line) * boldWidth)) + 20;
  const scale = linear(domain, isNarrow ? [18, width - 18] : [names + 8, width - notes - 8]);
  const head = legend(legendOf(input), width);
  const top = head.height + 46;
  const height = isNarrow ? narrowRowHeight : rowHeight;
  const bottom = top + rows.length * height;
  // From the middle outwards, so that both sides have the same labels.
  const side = tickValues([0, domain[1]], Math.min(3, (scale(domain[1]) - scale(0)) / 60)).slice(1);
  const ticks = [...side.map((tick) => -tick).reverse(), 0, ...side];
  const [lower, higher] = [`← ${words.drivers.lowerEnd}`, `${words.drivers.higherEnd} →`];
  return chart(
    input,
    bottom + 6,
    rows.length === 0 ? [words.nothing] : rows.map((row) => inWords(row, input)),
    head.svg,
    label(scale(domain[0]) - 8, top - 36, lower, { kind: "soft", size: smallFontSize }),
    label(scale(domain[1]) + 8, top - 36, higher, { kind: "soft", size: smallFontSize, anchor: "end" }),
    spacedLabels(
      ticks.map((tick) => ({ x: scale(tick), text: formats.signedTwo(tick) })),
      top - 16,
      width,
    ),
    ...rows.map((row, at) => {
      const y = top + at * height;
      const middle = isNarrow ? y + 36 : y + height / 2;
      return group([
        at > 0 ? horizontal(0, width, y, "chart-grid") : null,
        ...ticks.map((tick) =>
          vertical(scale(tick), middle - 18, middle + 18, tick === 0 ? "chart-expected" : "chart-grid"),
        ),
        label(0, isNarrow ? y + 13 : middle, row.name, {
          ...{ room: isNarrow ? width : names - 12, kind: isNarrow ? "strong" : "text" },
        }),
        ...marksOf(row, scale, middle),
        ...(noteLines[at] ?? []).map((line, number, { length }) =>
          label(
            isNarrow ? 0 : width - notes + 20,
            (isNarrow ? y + 68 : middle) + (number - (length - 1) / 2) * 16,
            line,
            {
              kind: directionOf(row) === null ? "soft" : "strong",
            },
          ),
        ),
        hint({ x: 0, y, width, height }, inWords(row, input), row.key ?? null),
      ]);
    }),
  );
}

/** As far to one side as to the other, so that 0 is in the middle. */
function domainAround(rows: readonly DriverRow[]): Range {
  const all = rows.flatMap(({ raw, within }) => [raw.low, raw.high, raw.r, within.low, within.high, within.r]);
  const furthest = Math.max(0.2, ...all.map((value) => Math.abs(value ?? 0)));
  const end = Math.min(1, Math.ceil(furthest * 10) / 10);
  return [-end, end];
}

const asEstimate = ({ r, ...rest }: Correlation): Estimate => ({ value: r, ...rest });

const marksOf = ({ raw, within, isFew }: DriverRow, scale: Scale, y: number): (Svg | null)[] => [
  whisker(asEstimate(within), scale, y - 8, { isFew, shape: isFew ? "hollow" : shapeOf(within) }),
  whisker(asEstimate(raw), scale, y + 10, { isFew, shape: "hollow", thickness: 6 }),
];

/** Which side of 0 it is on for sure; null where chance allows both. */
const signOf = ({ low, high }: Correlation): "higher" | "lower" | null =>
  low !== null && low > 0 ? "higher" : high !== null && high < 0 ? "lower" : null;

const shapes: Readonly<Record<"higher" | "lower" | "unclear", Shape>> = { higher: "up", lower: "down", unclear: "dot" };

const shapeOf = (one: Correlation): Shape => shapes[signOf(one) ?? "unclear"];

const directionOf = ({ within, isFew }: DriverRow): "higher" | "lower" | null => (isFew ? null : signOf(within));

const noteOf = (row: DriverRow, { words }: Drivers): string => {
  if (row.isFew || row.within.r === null) return words.tooFew;
  return words.drivers[directionOf(row) ?? "unclear"];
};

function inWords(row: DriverRow, input: Drivers): string {
  const { words, formats } = input;
  const { r, n } = row.within;
  const bounds = boundsOf(row.within, { ...input, write: formats.signedTwo });
  const rest = [
    n === null ? "" : words.n(formats.count(n)),
    bounds === "" ? "" : words.couldBe(bounds),
    noteOf(row, input),
    row.raw.r === null ? "" : `${words.legend.raw}: ${formats.signedTwo(row.raw.r)}`,
  ];
  return words.row(row.name, r === null ? "–" : formats.signedTwo(r), rest.filter((one) => one !== "").join(", "));
}

function legendOf({ rows, words }: Drivers): readonly LegendEntry[] {
  if (rows.every(({ raw, within }) => raw.r === null && within.r === null)) return [];
  const chance = (x: number, y: number): Svg => box({ x: x - 8, y: y - 5, width: 16, height: 10 }, "chart-band", 5);
  return [
    { text: words.legend.within, draw: (x, y) => mark("dot", x, y) },
    { text: words.legend.raw, draw: (x, y) => mark("hollow", x, y) },
    { text: words.legend.chance, draw: chance },
    ...(rows.some(({ isFew }) => isFew)
      ? [
          {
            text: words.legend.few,
            draw: (x: number, y: number) => hatched({ x: x - 8, y: y - 5, width: 16, height: 10 }),
          },
        ]
      : []),
  ];
}
