import { chart, legend, type Setting } from "./chart.ts";
import { box, hatched, hint, label } from "./marks.ts";
import { linear } from "./scale.ts";
import { element, group, type Svg } from "./svg.ts";
import { boldWidth, textWidth, wrap } from "./text-width.ts";

export interface FunnelStep {
  readonly key?: string | null;
  readonly name: string;
  /** Null where it is not known, or withheld. */
  readonly n: number | null;
}

export interface Funnel extends Setting {
  /** Each of them out of the one before. */
  readonly steps: readonly FunnelStep[];
  /** What may still come to the last step. */
  readonly open: number | null;
  /** What is in no step, and why. */
  readonly outside: readonly FunnelStep[];
}

const [barHeight, pitch, gap, lineHeight] = [26, 52, 14, 18];

/** How many of each step came to the next one, what may still come, and what is in none. */
export function funnel(input: Funnel): string {
  const { steps, open, width, words } = input;
  const isNarrow = width < 560;
  const largestCount = Math.max(1, ...steps.map(({ n }) => n ?? 0));
  const names = isNarrow ? 0 : Math.min(width * 0.3, Math.max(0, ...steps.map(({ name }) => textWidth(name)))) + gap;
  const texts = steps.map((step, at) => textsOf(step, steps[at - 1], input));
  const right = isNarrow ? 0 : Math.min(width * 0.4, Math.max(0, ...texts.map(widthOf))) + gap;
  const length = linear([0, largestCount], [0, width - names - right]);
  const row = isNarrow ? pitch + 8 : pitch;
  const head = legend(
    open ? [{ text: words.legend.open, draw: (x, y) => hatched({ x: x - 8, y: y - 6, width: 16, height: 12 }) }] : [],
    width,
  );
  const top = head.height + (isNarrow ? 24 : 8);
  const middleOf = (at: number): number => top + at * row + barHeight / 2;
  const bottom = steps.length === 0 ? top : middleOf(steps.length - 1) + barHeight / 2;
  const note = outsideLines(input);
  return chart(
    input,
    bottom + 8 + note.length * lineHeight,
    describe(input),
    head.svg,
    isNarrow ? null : group(steps.slice(1).map((step, at) => slope(steps[at], step, names, length, middleOf(at), row))),
    ...steps.map((step, at) => {
      const y = middleOf(at);
      const [count, share] = texts[at] ?? ["", ""];
      const own = step.n === null ? null : { x: names, y: y - barHeight / 2, width: length(step.n), height: barHeight };
      const isLast = at === steps.length - 1;
      return group([
        isNarrow
          ? textsAbove(step.name, [count, share], y - barHeight / 2 - 10, width)
          : textsNextTo(step.name, [count, share], y, { names: names - gap, end: width - right + gap, width }),
        own === null ? null : box(own, "chart-full", 3),
        own !== null && isLast && open ? hatched({ ...own, x: own.x + own.width, width: length(open) }) : null,
        hint(
          { x: 0, y: y - row / 2, width, height: row },
          `${step.name}: ${[count, share].join(" ").trim()}`,
          step.key ?? null,
        ),
      ]);
    }),
    group(note.map((line, at) => label(0, bottom + 8 + lineHeight * (at + 0.6), line, { kind: "soft" }))),
  );
}

type Texts = readonly [string, string];

const widthOf = ([count, share]: Texts): number =>
  textWidth(count) * boldWidth + (share === "" ? 0 : textWidth(share) + 10);

function textsAbove(name: string, [count, share]: Texts, y: number, width: number): Svg {
  const end = width - textWidth(count) * boldWidth - 10;
  const own = Math.min(textWidth(name), end * 0.6);
  return group([
    label(0, y, name, { room: own }),
    label(end, y, share, { anchor: "end", kind: "soft", room: end - own - gap }),
    label(width, y, count, { anchor: "end", kind: "strong" }),
  ]);
}

function textsNextTo(
  name: string,
  [count, share]: Texts,
  y: number,
  { names, end, width }: { readonly names: number; readonly end: number; readonly width: number },
): Svg {
  const after = end + textWidth(count) * boldWidth + 10;
  return group([
    label(0, y, name, { room: names }),
    label(end, y, count, { kind: "strong" }),
    label(after, y, share, { kind: "soft", room: width - after }),
  ]);
}

function textsOf({ n }: FunnelStep, before: FunnelStep | undefined, { words, formats }: Funnel): Texts {
  if (n === null) return [words.withheld, ""];
  const isShare = before && before.n !== null && before.n > 0 && n <= before.n;
  return [formats.count(n), isShare ? words.ofThem(formats.percent(n / before.n), before.name) : ""];
}

/** From the end of one bar to the end of the next. */
function slope(
  before: FunnelStep | undefined,
  step: FunnelStep | undefined,
  x: number,
  length: (n: number) => number,
  middle: number,
  row: number,
): Svg | null {
  if (!before || !step || before.n === null || step.n === null) return null;
  const [from, to] = [middle + barHeight / 2, middle + row - barHeight / 2];
  const [wide, short] = [x + length(before.n), x + length(step.n)].map((one) => one.toFixed(2));
  return element("path", { d: `M${x} ${from}H${wide}L${short} ${to}H${x}Z`, class: "chart-area" });
}

function outsideLines({ outside, width, words, formats }: Funnel): readonly string[] {
  const counted = outside.flatMap(({ name, n }) => (n === null ? [] : [`${formats.count(n)} ${name}`]));
  return counted.length === 0 ? [] : wrap(`${words.outsideSteps} ${counted.join(", ")}`, width, 4);
}

function describe(input: Funnel): readonly string[] {
  const { steps, open, outside, words, formats } = input;
  if (steps.length === 0) return [words.nothing];
  const sentences = steps.map((step, at) => {
    const [count, share] = textsOf(step, steps[at - 1], input);
    return words.row(step.name, count, share);
  });
  const left = outside.flatMap(({ name, n }) => (n === null ? [] : [`${formats.count(n)} ${name}`])).join(", ");
  return [
    ...sentences,
    ...(open ? [words.row(words.legend.open, formats.count(open), "")] : []),
    ...(left === "" ? [] : [`${words.outsideSteps} ${left}.`]),
  ];
}
