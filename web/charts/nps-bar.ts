import { tickLabel } from "./axis.ts";
import { boundsOf, chart, type Estimate, type LegendEntry, legend, type Setting } from "./chart.ts";
import { type Box, box, hatched, hint, horizontal, label, vertical, withheld } from "./marks.ts";
import { linear } from "./scale.ts";
import { group, type Svg } from "./svg.ts";
import { boldWidth, textWidth } from "./text-width.ts";
import { whisker } from "./whisker.ts";

export interface NpsBar extends Setting {
  /** Promoters less detractors, from −1 to 1. */
  readonly figure: Estimate;
  /** Null where they are not known, or withheld. */
  readonly shares: { readonly detractors: number; readonly passives: number; readonly promoters: number } | null;
  readonly isFew: boolean;
}

const kinds = ["detractors", "passives", "promoters"] as const;
const barHeight = 26;

/** The three shares that an NPS is made of, and the NPS itself on its scale with what chance allows. */
export function npsBar(input: NpsBar): string {
  const { shares, figure, width, words, formats, isFew } = input;
  const head = legend(shares === null ? [] : kinds.map((kind) => entryOf(kind, shares[kind], input)), width);
  const top = head.height + 6;
  const length = linear([0, 1], [0, width]);
  const scale = linear([-1, 1], [8, width - 8]);
  const axis = top + barHeight + 42;
  let x = 0;
  const bars =
    shares === null
      ? []
      : kinds.map((kind) => {
          const area = { x, y: top, width: length(shares[kind]), height: barHeight };
          x += area.width;
          return group([
            segment(kind, area),
            hint(area, words.row(words.npsShares[kind], formats.percent(shares[kind]), "")),
          ]);
        });
  const sentences = describe(input);
  return chart(
    input,
    axis + 36,
    sentences,
    head.svg,
    shares === null && figure.hidden
      ? withheld({ x: 0, y: top, width, height: barHeight }, words.withheld)
      : group(bars),
    horizontal(scale(-1), scale(1), axis, "chart-axis"),
    group([-1, -0.5, 0, 0.5, 1].map((tick) => vertical(scale(tick), axis - 5, axis + 5, "chart-axis"))),
    whisker(figure, scale, axis, { isFew }),
    figure.value === null ? null : valueAbove(scale(figure.value), axis - 17, formats.signed(figure.value), width),
    group([-1, -0.5, 0, 0.5, 1].map((tick) => tickLabel(scale(tick), axis + 22, formats.signed(tick), width))),
    hint({ x: 0, y: axis - 14, width, height: 28 }, sentences.at(-1) ?? ""),
  );
}

function valueAbove(x: number, y: number, text: string, width: number): Svg | null {
  const half = (textWidth(text) * boldWidth) / 2;
  return label(Math.min(Math.max(x, half), width - half), y, text, { anchor: "middle", kind: "strong" });
}

const segment = (kind: (typeof kinds)[number], area: Box): Svg => {
  // A line of ground between two of them.
  const own = { ...area, width: Math.max(0, area.width - 2) };
  if (kind === "promoters") return box(own, "chart-full");
  return kind === "detractors" ? hatched(own, "chart-low") : box(own, "chart-band");
};

const entryOf = (kind: (typeof kinds)[number], share: number, { words, formats }: NpsBar): LegendEntry => ({
  text: `${words.npsShares[kind]} ${formats.percent(share)}`,
  draw: (x, y) => segment(kind, { x: x - 8, y: y - 6, width: 18, height: 12 }),
});

function describe(input: NpsBar): readonly string[] {
  const { shares, figure, words, formats, isFew } = input;
  const parts =
    shares === null ? [] : kinds.map((kind) => words.row(words.npsShares[kind], formats.percent(shares[kind]), ""));
  if (figure.hidden) return [words.row("NPS", words.withheld, "")];
  if (figure.value === null) return [words.nothing];
  const bounds = boundsOf(figure, { ...input, write: formats.signed });
  const rest = [
    figure.n === null ? "" : words.n(formats.count(figure.n)),
    bounds === "" ? "" : words.couldBe(bounds),
    isFew ? words.tooFew : "",
  ];
  return [...parts, words.row("NPS", formats.signed(figure.value), rest.filter((one) => one !== "").join(", "))];
}
