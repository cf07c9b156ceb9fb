import { fewestForVerdict } from "../../metrics/index.ts";
import type { ChangeFigure } from "../comparison/judge.ts";
import type { Correlation, EffortFigure, Figure, MeanFigure, NpsFigure } from "../figures.ts";
import type { GroupFigures } from "../groups/group-figures.ts";
import { doubtOf } from "./doubt.ts";
import { createFormats } from "./formats.ts";
import { type Language, textsIn } from "./words/words.ts";

/** Numbers in words, the same on a terminal and in Markdown. */
export type Phrases = ReturnType<typeof createPhrases>;

/**
 * Shares of a whole in whole percents that add up to 100: the missing points go to the largest remainders. A share that
 * is printed with a digit behind the point, being nearly nothing or nearly all, stays as it is.
 */
export function wholePercents(shares: readonly number[]): readonly number[] {
  const isNear = (share: number): boolean => (share > 0 && share < 0.01) || (share > 0.99 && share < 1);
  if (shares.some(isNear)) return shares;
  const floors = shares.map((share) => Math.floor(share * 100 + 1e-9));
  const missing = 100 - floors.reduce((sum, one) => sum + one, 0);
  const byRemainder = shares
    .map((share, at) => ({ at, rest: share * 100 - (floors[at] ?? 0) }))
    .sort((a, b) => b.rest - a.rest);
  const given = new Set(byRemainder.slice(0, missing).map(({ at }) => at));
  return floors.map((floor, at) => (floor + (given.has(at) ? 1 : 0)) / 100);
}

interface Rate extends Figure {
  readonly finished: number | null;
  readonly delivered: number | null;
  readonly open: number | null;
  readonly complete: boolean;
}

interface Score {
  readonly csat_score: number | null;
  readonly nps_score: number | null;
}

/** How a number is written that is no share. */
type Write = (value: number) => string;

export function createPhrases(language: Language, timeZone: string) {
  const texts = textsIn(language);
  const formats = createFormats(language, timeZone);

  const utc = createFormats(language, "UTC");

  /** How many there are; up to as many as a verdict takes, that they are few. */
  const count = (n: number | null): string => {
    if (n === null) return texts.tooFew;
    return n < fewestForVerdict && n > 0 ? texts.fewN(formats.count(n)) : texts.n(formats.count(n));
  };
  /** The number of answers of a figure; with their worth, where a rule shares them out. */
  const counted = ({ n, effective_n: worth }: Pick<Figure, "n" | "effective_n">): string =>
    worth === undefined ? count(n) : `${count(n)}, ${texts.worth(formats.one(worth))}`;
  /** In a cell of a table. */
  const formatFew = (n: number | null): string => {
    if (n === null) return texts.tooFew;
    return n < fewestForVerdict && n > 0 ? texts.fewInCell(formats.count(n)) : formats.count(n);
  };
  /** `81–87`, or `−4 to +3`: a dash between signs is hard to read. */
  const between = ({ low, high }: Pick<Figure, "low" | "high">, write: Write, word?: string): string =>
    low === null || high === null ? "" : `${write(low)}${word ? ` ${word} ` : "–"}${write(high)}`;
  const bracketed = (inner: string): string => (inner === "" ? "" : ` [${inner}]`);

  /** The words in place of a missing number; null where there is one. */
  const missing = ({ value, n, hidden }: Figure, nothing = texts.noAnswers): string | null =>
    hidden ? texts.tooFew : value === null ? (n === null ? "–" : nothing) : null;

  const share = (figure: Figure, nothing?: string): string =>
    missing(figure, nothing) ??
    `${formats.percent(figure.value ?? 0)}${bracketed(between(figure, formats.points))}, ${counted(figure)}`;

  const nps = (figure: NpsFigure): string =>
    missing(figure) ??
    `${formats.signed(figure.value ?? 0)}${bracketed(between(figure, formats.signed, texts.to))}, ${counted(figure)}`;

  const npsShares = ({ promoters, passives, detractors }: NpsFigure): string =>
    promoters === null || passives === null || detractors === null
      ? ""
      : wholePercents([promoters, passives, detractors])
          .map((share, at) => [texts.promoters, texts.passives, texts.detractors][at]?.(formats.percent(share)))
          .join(", ");

  const ends = ([low, high]: readonly [number, number]): string => `${formats.plain(low)}–${formats.plain(high)}`;
  const onUnit = (value: number): string => texts.onScale(formats.two(value), ends([0, 1]));

  /** On 0 to 1 and on its own scale; never with a percent sign. */
  function mean(figure: MeanFigure): string {
    const { value, native, scale, all_gave: all, n } = figure;
    const none = missing(figure);
    if (none !== null) return none;
    const own = native === null || scale === null ? "" : `, ${texts.onScale(formats.one(native), ends(scale))}`;
    const bounds = bracketed(between(figure, formats.two));
    // One answer is nobody's agreement.
    const same = all === null || n === null || n < 2 ? "" : `; ${texts.allGave(formats.count(n), formats.plain(all))}`;
    return `${onUnit(value ?? 0)}${own}${bounds}, ${count(n)}${same}`;
  }

  /** A mean on 0 to 1 that has no scale of its own. */
  const unit = (figure: Figure): string =>
    missing(figure) ?? `${onUnit(figure.value ?? 0)}${bracketed(between(figure, formats.two))}, ${counted(figure)}`;

  /** Points of Genesys' own score, from 0 to 100. */
  const score = (figure: Figure): string =>
    missing(figure) ??
    `${formats.one(figure.value ?? 0)}${bracketed(between(figure, formats.one))}, ${counted(figure)}`;

  /** "4–5 of 1–5" as the language has it. */
  const rule = (words: string): string => {
    const [values = words, scale] = words.split(" of ");
    // One word as far as lines are concerned.
    return scale === undefined ? values : texts.satisfied(values, scale).replaceAll(" ", "\u00a0");
  };

  /** Nobody answered before: then there is no change and no reason to give, unless they answered on another scale. */
  const isFirst = ({ before, reason }: ChangeFigure): boolean =>
    before.value === null && !before.hidden && reason !== "families";

  function change(figure: ChangeFigure, write: Write = formats.signed): string {
    if (isFirst(figure)) return texts.nothingBefore;
    const bounds = between(figure, write, texts.to);
    const moved = figure.difference === null ? "" : `${write(figure.difference)}, `;
    switch (figure.verdict) {
      case "rise":
        return texts.rise(bounds);
      case "fall":
        return texts.fall(bounds);
      case "no clear change":
        return texts.noClearChange([bounds, doubtOf(figure, texts) ?? []].flat().join("; "));
      case "too few":
        return texts.tooFewToCompare;
      case "no verdict":
        return figure.reason === null ? texts.tooFewToCompare : `${moved}${texts.noVerdict[figure.reason]}`;
    }
  }

  /** In a cell of a table. */
  function shortChange(figure: ChangeFigure, write: Write = formats.signed): string {
    if (isFirst(figure)) return texts.nothingBeforeShort;
    if (figure.verdict === "too few") return texts.tooFew;
    if (figure.verdict === "no verdict" && figure.difference !== null)
      return `${write(figure.difference)}, ${texts.noVerdictShort}`;
    if (figure.verdict === "no verdict") return texts.noVerdictShort;
    return figure.verdict === "no clear change"
      ? texts.noClearChangeShort(between(figure, write, texts.to))
      : change(figure, write);
  }

  /** A rate of a cohort: open surveys make it a lower bound. */
  function rate(figure: Rate): string {
    const none = missing(figure, texts.noSurveys);
    if (none !== null) return none;
    const numbers = `${formats.percent(figure.value ?? 0)}${bracketed(between(figure, formats.points))}`;
    const of = `${formats.count(figure.finished ?? 0)} ${texts.of} ${formats.count(figure.delivered ?? 0)}`;
    const open = figure.complete ? "" : `, ${texts.incompleteCohort(formats.count(figure.open ?? 0))}`;
    return `${numbers}, ${of}${open}`;
  }

  const outside = (states: Readonly<Record<string, number>>): string =>
    Object.entries(states)
      .map(([state, surveys]) => `${formats.count(surveys)} ${wordOf(texts.states, state)}`)
      .join(", ");

  /** A place on 0 to 1, or the NPS answer where there is no other. */
  const commentScore = ({ csat_score: csat, nps_score: answer }: Score): string => {
    if (csat !== null) return formats.two(csat);
    return answer === null ? "–" : `${texts.npsShort} ${formats.count(answer)}`;
  };

  /** The label of a number that is of scales of one length. */
  const ofLength = (label: string, points: number | null): string =>
    points === null ? label : `${label}, ${texts.values(formats.count(points))}`;

  /** The mean on the question's own scale; empty where there is none. */
  const ownMean = ({ native, scale }: EffortFigure): string =>
    native === null || scale === null ? "" : texts.mean(texts.onScale(formats.one(native), ends(scale)));

  const easy = (ces: Figure): string => missing(ces) ?? texts.easy(share(ces));

  /** The number of a question's own role, or its chosen options; its options as `clean` writes them. */
  function question({ question: own, csat, nps: score }: GroupFigures, clean: (text: string) => string): string {
    if (own === null) return "–";
    if (own.n === null) return texts.tooFew;
    if (own.ces) return easy(own.ces);
    if (own.resolution) return share(own.resolution);
    if (own.role === "csat") return share(csat);
    if (own.role === "nps") return nps(score);
    const options = (own.answers ?? []).map(
      ({ answer, value, share: part }) => `${clean(answer ?? formats.plain(value))} ${formats.percent(part)}`,
    );
    return options.join(", ") || "–";
  }

  const correlation = (figure: Correlation): string =>
    figure.r === null
      ? texts.tooFew
      : `${formats.signedTwo(figure.r)}${bracketed(between(figure, formats.signedTwo, texts.to))}, ${counted(figure)}`;

  /** The band of an agent or queue, or why there is none. */
  const band = ({ band: is, band_reason: reason }: Pick<GroupFigures, "band" | "band_reason">): string => {
    if (is !== null) return texts.bands[is];
    return reason === null ? texts.noBand : texts.noBandReason[reason];
  };

  /** In a cell of a table. */
  const shortBand = ({ band: is, band_reason: reason }: Pick<GroupFigures, "band" | "band_reason">): string => {
    if (is !== null) return texts.bandsShort[is];
    return reason === null ? texts.noBandShort : texts.noBandReasonShort[reason];
  };

  return {
    band,
    shortBand,
    texts,
    formats,
    count,
    few: formatFew,
    between,
    missing,
    share,
    nps,
    npsShares,
    mean,
    unit,
    score,
    rules: (rules: readonly string[]): string => rules.map(rule).join("; "),
    change,
    shortChange,
    rate,
    ofLength,
    ownMean,
    easy,
    question,
    outside,
    commentScore,
    correlation,
    /** Genesys counts handled interactions by days of UTC. */
    utcRange: (range: { readonly from: string; readonly to: string }): string => `${utc.range(range)} UTC`,
  };
}

/** The word for a key that may be one that nobody foresaw: then the key itself. */
export const wordOf = (words: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(words, key) ? (words[key] ?? key) : key;
