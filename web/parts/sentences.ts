import { doubtOf } from "../../src/report/print/doubt.ts";
import { textsIn } from "../../src/report/print/words/words.ts";
import type { ChangeFigure, Figure } from "../state/document.ts";
import { type Formats, formatsOf, useFrame } from "../state/frame.ts";
import { figureWords } from "../words/figure.ts";

/** How a number is written: a share in percent, an NPS or another signed number in points. */
export type Unit = "percent" | "points" | "score" | "unit";

/** Numbers in the plain words of the page's language. */
export type Sentences = ReturnType<typeof createSentences>;

export const useSentences = (): Sentences => {
  const { language, about } = useFrame();
  return createSentences(language, formatsOf(language, about.time_zone));
};

/** With fewer answers on a side, nothing is said about a change: the report's own bound. */
const fewest = 30;

function createSentences(language: keyof typeof figureWords, formats: Formats) {
  const [words, texts] = [figureWords[language], textsIn(language)];

  const write = (value: number, unit: Unit): string => {
    if (unit === "percent") return formats.percent(value);
    if (unit === "points") return formats.signed(value);
    return unit === "score" ? formats.one(value) : formats.two(value);
  };

  /** `56–66 %`, or `−4 to +3`: a dash between signs is hard to read. */
  const bounds = ({ low, high }: Pick<Figure, "low" | "high">, unit: Unit): string | null => {
    if (low === null || high === null) return null;
    if (unit === "percent") return `${formats.points(low)}–${formats.percent(high)}`;
    const between = unit === "points" ? ` ${words.to} ` : "–";
    return `${write(low, unit)}${between}${write(high, unit)}`;
  };

  /** What stands where there is no number; null where there is one. */
  const missing = ({ value, n, hidden }: Figure): string | null =>
    hidden ? words.withheld : value !== null ? null : n === null ? words.notAsked : words.noAnswers;

  return {
    words,
    texts,
    formats,
    write,
    bounds,
    missing,
    isFew: ({ n, hidden }: Figure): boolean => hidden === true || (n !== null && n < fewest),
    /** "could be 56–66 % by chance"; null where nothing is known about it. */
    chance(figure: Figure, unit: Unit): string | null {
      const between = bounds(figure, unit);
      return between === null ? null : words.couldBe(between);
    },
    answers: (n: number): string => words.answers(formats.count(n), n === 1),
    /** The verdict in a few words, and what it rests on. */
    change(change: ChangeFigure): { readonly verdict: string; readonly detail: string | null } {
      const between = bounds(change, "points");
      const points = change.difference === null ? "" : formats.signed(Math.abs(change.difference)).replace("+", "");
      if (change.before.value === null && !change.before.hidden && change.reason !== "families")
        return { verdict: texts.nothingBefore, detail: null };
      switch (change.verdict) {
        case "rise":
          return { verdict: words.up(points), detail: between && words.couldBe(between) };
        case "fall":
          return { verdict: words.down(points), detail: between && words.couldBe(between) };
        case "no clear change":
          return {
            verdict: words.noClear,
            detail: between && [words.couldBe(between), doubtOf(change, texts) ?? []].flat().join("; "),
          };
        case "too few":
          return { verdict: texts.tooFewToCompare, detail: null };
        case "no verdict":
          return {
            verdict: change.reason === null ? texts.tooFewToCompare : texts.noVerdict[change.reason],
            detail: change.difference === null ? null : words.points(formats.signed(change.difference)),
          };
      }
    },
  };
}
