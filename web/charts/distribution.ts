import { chart, type LegendEntry, legend, type Setting } from "./chart.ts";
import { type Box, box, hatched, hint, label } from "./marks.ts";
import { linear } from "./scale.ts";
import { group, type Svg } from "./svg.ts";
import { textWidth } from "./text-width.ts";

export interface DistributionRow {
  readonly key?: string | null;
  /** The value, and what it is called where that is known: `5 · Very satisfied`. */
  readonly name: string;
  /** How often it was given; null where that is withheld. */
  readonly n: number | null;
  /** Which box it is in; null: in none, or there are none. */
  readonly box: "top" | "bottom" | null;
}

export interface Distribution extends Setting {
  readonly rows: readonly DistributionRow[];
}

const [rowHeight, barHeight, gap] = [32, 20, 12];

/** How often each answer was given, as a bar with its share and number; satisfied ones are full, the lowest hatched. */
export function distribution(input: Distribution): string {
  const { rows, width, words, formats } = input;
  const total = rows.reduce((sum, { n }) => sum + (n ?? 0), 0);
  const isWhole = rows.every(({ n }) => n !== null);
  const share = (n: number): string => (isWhole && total > 0 ? formats.percent(n / total) : "");
  const names = Math.min(width * 0.38, Math.max(20, ...rows.map(({ name }) => textWidth(name))));
  const [shares, counts] = [56, Math.max(40, ...rows.map(({ n }) => textWidth(countOf(n, input)) + gap))];
  const largestCount = Math.max(1, ...rows.map(({ n }) => n ?? 0));
  const length = linear([0, largestCount], [0, width - names - gap * 2 - shares - counts]);
  const head = legend(legendOf(input), width);
  const top = head.height + (head.height > 0 ? 8 : 0);
  return chart(
    input,
    top + rows.length * rowHeight,
    rows.length === 0
      ? [words.nothing]
      : rows.map(({ name, n }) =>
          words.row(name, n === null ? words.withheld : formats.count(n), n === null ? "" : share(n)),
        ),
    head.svg,
    ...rows.map((row, at) => {
      const { name, n, key = null } = row;
      const y = top + at * rowHeight;
      const middle = y + rowHeight / 2;
      const area = { x: names + gap, y: middle - barHeight / 2, width: n === null ? 0 : length(n), height: barHeight };
      return group([
        label(0, middle, name, { room: names }),
        n === null ? label(area.x, middle, words.withheld, { kind: "soft" }) : bar(area, row.box),
        label(width - counts, middle, n === null ? "" : share(n), { anchor: "end", kind: "strong" }),
        label(width, middle, countOf(n, input), { anchor: "end", kind: "soft" }),
        hint(
          { x: 0, y, width, height: rowHeight },
          n === null ? words.row(name, words.withheld, "") : words.row(name, countOf(n, input), share(n)),
          key,
        ),
      ]);
    }),
  );
}

const countOf = (n: number | null, { words, formats }: Distribution): string =>
  n === null ? "" : words.n(formats.count(n));

const bar = (area: Box, place: DistributionRow["box"]): Svg => {
  if (place === "top") return box(area, "chart-full");
  return place === "bottom" ? hatched(area, "chart-low") : box(area, "chart-band");
};

function legendOf({ rows, words: { legend: own } }: Distribution): readonly LegendEntry[] {
  const entry = (place: "top" | "bottom", text: string): readonly LegendEntry[] =>
    rows.some((row) => row.box === place)
      ? [{ text, draw: (x, y) => bar({ x: x - 8, y: y - 6, width: 16, height: 12 }, place) }]
      : [];
  return [...entry("top", own.satisfied), ...entry("bottom", own.unsatisfied)];
}
