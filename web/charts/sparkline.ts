import { line } from "d3-shape";
import { chart, type Setting } from "./chart.ts";
import { mark } from "./marks.ts";
import { domainOf, linear, type Range } from "./scale.ts";
import { element, group } from "./svg.ts";

export interface Sparkline extends Setting {
  /** One after the other; null where nothing is known. */
  readonly values: readonly (number | null)[];
  /** How far values can go. @default 0 to 1 */
  readonly within?: Range;
  /** @default as percent */
  readonly write?: (value: number) => string;
}

const [height, margin] = [28, 5];

/** A line within a row of a table: how it went, without numbers. What is not known is a gap, and one alone a point. */
export function sparkline(input: Sparkline): string {
  const { values, width, within = [0, 1], words, formats, write = formats.percent } = input;
  const known = [...values.entries()].flatMap(([at, value]) => (value === null ? [] : [{ at, value }]));
  const [first, last] = [known[0], known.at(-1)];
  const x = linear([0, Math.max(1, values.length - 1)], [margin, width - margin]);
  const y = linear(domainOf(values, { within, span: (within[1] - within[0]) / 5 }), [height - margin, margin]);
  const d = line<number | null>()
    .defined((value) => value !== null)
    .x((_, at) => x(at))
    .y((value) => y(value ?? 0));
  const alone = known.filter(({ at }) => (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null);
  const description = first && last ? words.ends(write(first.value), write(last.value)) : words.nothing;
  return chart(
    input,
    height,
    [description],
    element("path", { d: d([...values]) ?? "", class: "chart-line chart-thin" }),
    group(alone.map(({ at, value }) => mark("dot", x(at), y(value), 2))),
    last ? mark("dot", x(last.at), y(last.value), 3.5) : null,
  );
}
