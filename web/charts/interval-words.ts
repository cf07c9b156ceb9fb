import { boundsOf, type Estimate } from "./chart.ts";
import type { IntervalBars, IntervalRow } from "./interval-rows.ts";

export const writeOf = ({ write, formats }: IntervalBars): ((value: number) => string) => write ?? formats.percent;

export const writtenValue = ({ value }: Estimate, input: IntervalBars): string =>
  value === null ? "–" : writeOf(input)(value);

export const countOf = ({ n }: Estimate, { words, formats }: IntervalBars): string =>
  n === null ? "" : words.n(formats.count(n));

/** So many rows are described in words; all of them stand in the table. */
const maxDescribed = 12;

export function describe(input: IntervalBars): readonly string[] {
  const { rows, words, formats } = input;
  if (rows.length === 0) return [words.nothing];
  const sentences = rows.slice(0, maxDescribed).map((row) => inWords(row, input));
  return rows.length > maxDescribed
    ? [...sentences, words.andMore(formats.count(rows.length - maxDescribed))]
    : sentences;
}

export function inWords({ name, figure, expected, note, isFew }: IntervalRow, input: IntervalBars): string {
  const { words } = input;
  if (figure.hidden) return words.row(name, words.withheld, "");
  const write = writeOf(input);
  const bounds = boundsOf(figure, input);
  const rest = [
    countOf(figure, input),
    bounds === "" ? "" : words.couldBe(bounds),
    expected === null ? "" : `${words.legend.expected}: ${write(expected)}`,
    note ?? (isFew ? words.tooFew : ""),
  ];
  return words.row(name, writtenValue(figure, input), rest.filter((one) => one !== "").join(", "));
}
