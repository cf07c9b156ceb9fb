import { boundsOf, chart, type Estimate, legend, type Setting } from "./chart.ts";
import { type Box, box, hatched, hint, label } from "./marks.ts";
import { domainOf, type Range } from "./scale.ts";
import { group, type Svg } from "./svg.ts";
import { smallFontSize, textWidth } from "./text-width.ts";

export interface HourCell {
  readonly key?: string | null;
  /** 1 is Monday. */
  readonly weekday: number;
  /** Local time. */
  readonly hour: number;
  readonly figure: Estimate;
}

export interface Hours extends Setting {
  readonly cells: readonly HourCell[];
  /** With fewer answers a cell is hatched, and has no shade. */
  readonly fewest: number;
  /** 1 is Monday. */
  readonly firstWeekday: number;
}

const steps = 5;
const [cellHeight, footHeight] = [30, 7];

/** A share by weekday and hour: the number in each cell, a shade for the eye, and hatching where there are too few answers. */
export function hours(input: Hours): string {
  const { cells, width, words, formats, fewest, firstWeekday } = input;
  const known = cells.filter(({ figure }) => figure.value !== null);
  const hourOf = known.map(({ hour }) => hour);
  const [first, last] = known.length === 0 ? [0, -1] : [Math.min(...hourOf), Math.max(...hourOf)];
  const hoursOfDay = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const weekdays = Array.from({ length: 7 }, (_, at) => ((firstWeekday - 1 + at) % 7) + 1);
  const shaded = known.filter(({ figure }) => (figure.n ?? 0) >= fewest);
  const domain = domainOf(
    shaded.map(({ figure }) => figure.value),
    { within: [0, 1], span: 0.25 },
  );
  // A phone has no room for every hour in one row: there they stand below each other.
  const isNarrow = width < 660;
  const [columns, rows] = isNarrow ? [weekdays, hoursOfDay] : [hoursOfDay, weekdays];
  const writeRow = isNarrow ? formats.hour : formats.weekday;
  const writeColumn = isNarrow ? formats.weekday : (hour: number) => String(hour).padStart(2, "0");
  const left = Math.max(0, ...rows.map((row) => textWidth(writeRow(row)))) + 10;
  const cellWidth = Math.min(72, (width - left) / Math.max(1, columns.length));
  const head = legend(legendOf(shaded.length > 0, shaded.length < known.length, domain, input), width);
  const top = head.height + 26;
  const place = new Map(known.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  return chart(
    input,
    known.length === 0 ? top : top + rows.length * cellHeight,
    describe(known, shaded, input),
    head.svg,
    known.length === 0
      ? null
      : group(
          columns.map((column, at) =>
            label(left + (at + 0.5) * cellWidth, top - 12, writeColumn(column), {
              anchor: "middle",
              kind: "soft",
              size: smallFontSize,
            }),
          ),
        ),
    ...(known.length === 0 ? [] : rows).map((row, down) =>
      group([
        label(0, top + (down + 0.5) * cellHeight, writeRow(row), { kind: "soft" }),
        ...columns.map((column, across) => {
          const [weekday, hour] = isNarrow ? [column, row] : [row, column];
          const area = {
            x: left + across * cellWidth + 1,
            y: top + down * cellHeight + 1,
            width: cellWidth - 2,
            height: cellHeight - 2,
          };
          const cell = place.get(`${weekday} ${hour}`);
          return cell ? drawCell(cell, area, domain, input) : box(area, "chart-empty");
        }),
      ]),
    ),
    known.length === 0 ? label(0, top - 12, words.nothing) : null,
  );
}

function drawCell(cell: HourCell, area: Box, domain: Range, input: Hours): Svg {
  const { figure, key = null } = cell;
  const isFew = (figure.n ?? 0) < input.fewest;
  const text = input.formats.points(figure.value ?? 0);
  const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
  const step = stepOf(figure.value ?? 0, domain);
  return group([
    // Hatched below its number, which stays legible so.
    ...(isFew
      ? [hatched({ ...area, y: area.y + area.height - footHeight, height: footHeight }), box(area, "chart-frame")]
      : [box(area, `chart-step-${step}`)]),
    label(x, isFew ? y - 3 : y, text, { anchor: "middle", size: smallFontSize, kind: isFew ? "text" : onStep(step) }),
    hint(area, inWords(cell, input), key),
  ]);
}

const onStep = (step: number): "text" | "inverse" => (step > 3 ? "inverse" : "text");

const stepOf = (value: number, [low, high]: Range): number =>
  Math.min(steps, Math.max(1, Math.ceil(((value - low) / (high - low || 1)) * steps)));

const nameOf = ({ weekday, hour }: HourCell, { formats }: Hours): string =>
  `${formats.weekday(weekday)} ${formats.hour(hour)}`;

function inWords(cell: HourCell, input: Hours): string {
  const { words, formats, fewest } = input;
  const { value, n } = cell.figure;
  const bounds = boundsOf(cell.figure, input);
  const rest = [
    n === null ? "" : words.n(formats.count(n)),
    bounds === "" ? "" : words.couldBe(bounds),
    (n ?? 0) < fewest ? words.tooFew : "",
  ];
  return words.row(nameOf(cell, input), formats.percent(value ?? 0), rest.filter((one) => one !== "").join(", "));
}

function describe(known: readonly HourCell[], shaded: readonly HourCell[], input: Hours): readonly string[] {
  const { words, formats } = input;
  const sorted = [...shaded].sort((one, other) => (other.figure.value ?? 0) - (one.figure.value ?? 0));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  const withheld = known.length - shaded.length;
  if (known.length === 0) return [words.nothing];
  return [
    ...(best ? [words.hours.best(nameOf(best, input), formats.percent(best.figure.value ?? 0))] : []),
    ...(worst && worst !== best
      ? [words.hours.worst(nameOf(worst, input), formats.percent(worst.figure.value ?? 0))]
      : []),
    ...(withheld === 0 ? [] : [words.hours.few(formats.count(withheld))]),
  ];
}

function legendOf(hasShades: boolean, hasFew: boolean, [low, high]: Range, { words, formats }: Hours) {
  const ends = (step: number): string => {
    const at = (part: number): string => formats.points(low + ((high - low) * part) / steps);
    return `${at(step - 1)}–${at(step)}`;
  };
  const area = (x: number, y: number): Box => ({ x: x - 8, y: y - 7, width: 18, height: 14 });
  return [
    ...(hasShades ? [1, 2, 3, 4, 5] : []).map((step) => ({
      text: step === steps ? `${ends(step)}\u00a0%` : ends(step),
      draw: (x: number, y: number) => box(area(x, y), `chart-step-${step}`),
    })),
    ...(hasFew ? [{ text: words.legend.few, draw: (x: number, y: number) => hatched(area(x, y)) }] : []),
  ];
}
