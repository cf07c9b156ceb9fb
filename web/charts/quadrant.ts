import { chart, type Setting } from "./chart.ts";
import { type Box, box, hatched, hint, label } from "./marks.ts";
import { group, type Svg } from "./svg.ts";
import { textWidth, wrap } from "./text-width.ts";

export interface Quadrant extends Setting {
  /** How many pairs of a survey and an evaluation of the same contact; null where it is withheld. */
  readonly counts: {
    readonly satisfiedGood: number | null;
    readonly satisfiedPoor: number | null;
    readonly unsatisfiedGood: number | null;
    readonly unsatisfiedPoor: number | null;
  };
  /** Identifies each quadrant when it is clicked. */
  readonly keys?: Readonly<Partial<Record<Cell["name"], string>>>;
  /** From which total score on the quality is good. */
  readonly scoreFrom: number;
}

interface Cell {
  readonly name: keyof Quadrant["counts"];
  readonly isSatisfied: boolean;
  readonly isGood: boolean;
}

const cells: readonly Cell[] = [
  { name: "satisfiedPoor", isSatisfied: true, isGood: false },
  { name: "satisfiedGood", isSatisfied: true, isGood: true },
  { name: "unsatisfiedPoor", isSatisfied: false, isGood: false },
  { name: "unsatisfiedGood", isSatisfied: false, isGood: true },
];

const [cellHeight, rowGap, columnGap, largest] = [104, 8, 8, 64];

/** Where the customer and who judged the contact agree, and where not: four numbers, each with a square as large as it. */
export function quadrant(input: Quadrant): string {
  const { counts, width, words, formats, scoreFrom, keys } = input;
  const own = words.quadrants;
  const known = cells.flatMap(({ name }) => counts[name] ?? []);
  const total = known.length < cells.length ? null : known.reduce((sum, n) => sum + n, 0);
  const largestCount = Math.max(1, ...known);
  const isNarrow = width < 560;
  const side = isNarrow ? 0 : Math.max(textWidth(own.satisfied), textWidth(own.unsatisfied)) + 16;
  // A pixel less, that no frame stands half outside.
  const cellWidth = (width - side - columnGap - 1) / 2;
  const square = Math.min(largest, cellWidth * 0.36);
  const above = isNarrow ? 22 : 0;
  const headings = [own.poor, `${own.good} (${own.scoreFrom(formats.plain(scoreFrom))})`].map((text) =>
    wrap(text, cellWidth, 2),
  );
  const head = Math.max(...headings.map((lines) => lines.length)) * 16 + 10;
  const rowOf = (isSatisfied: boolean): number => head + (isSatisfied ? 0 : above + cellHeight + rowGap);
  return chart(
    input,
    rowOf(false) + above + cellHeight,
    describe(input, total),
    ...headings.flatMap((lines, column) =>
      lines.map((line, at) => label(side + column * (cellWidth + columnGap), 8 + at * 16, line, { kind: "soft" })),
    ),
    ...[own.satisfied, own.unsatisfied].map((text, row) =>
      label(0, rowOf(row === 0) + (isNarrow ? 10 : cellHeight / 2), text, { kind: "soft" }),
    ),
    ...cells.map((cell) => {
      const n = counts[cell.name];
      const isAgreed = cell.isSatisfied === cell.isGood;
      const area = {
        ...{ x: side + (cell.isGood ? cellWidth + columnGap : 0), y: rowOf(cell.isSatisfied) + above },
        ...{ width: cellWidth, height: cellHeight },
      };
      const size = n === null ? 0 : Math.sqrt(n / largestCount) * square;
      const [x, y] = [area.x + 12 + square / 2, area.y + 42];
      const text = area.x + square + 26;
      const share = n !== null && total ? formats.percent(n / total) : "";
      return group([
        box(area, "chart-frame", 6),
        size < 1 ? null : sized({ x: x - size / 2, y: y - size / 2, width: size, height: size }, isAgreed),
        label(text, y - 8, n === null ? "–" : formats.count(n), { size: 20, kind: "strong" }),
        label(text, y + 15, n === null ? words.withheld : share, { kind: "soft", room: cellWidth - square - 34 }),
        label(area.x + 12, area.y + 90, isAgreed ? own.agree : own.disagree, { room: cellWidth - 24 }),
        hint(area, inWords(input, cell, total), keys?.[cell.name] ?? null),
      ]);
    }),
  );
}

const sized = (area: Box, isAgreed: boolean): Svg =>
  isAgreed ? box(area, "chart-full", 3) : hatched(area, "chart-low");

function inWords(
  { counts, words, formats }: Quadrant,
  { name, isSatisfied, isGood }: Cell,
  total: number | null,
): string {
  const own = words.quadrants;
  const n = counts[name];
  const what = `${isSatisfied ? own.satisfied : own.unsatisfied}, ${isGood ? own.good : own.poor}`;
  return words.row(
    what,
    n === null ? words.withheld : formats.count(n),
    n !== null && total ? formats.percent(n / total) : "",
  );
}

const describe = (input: Quadrant, total: number | null): readonly string[] =>
  total === 0 ? [input.words.nothing] : cells.map((cell) => inWords(input, cell, total));
