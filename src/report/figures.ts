import { correlation, type Estimate, type Family, type Nps, type PairSums } from "../metrics/index.ts";

/*
 * The numbers that sections are made of, as `--format json` prints them. Shares are fractions of 1, NPS is a fraction from −1 to 1,
 * bounds are 95 % and null where there is no data or too little. An unknown value is null; a figure with a null n that
 * is not hidden is left out, since it does not belong to the request.
 */

export interface Figure {
  readonly value: number | null;
  readonly n: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Present where a rule shares answers out: their worth, (Σw)²/Σw², on which the bounds rest. */
  readonly effective_n?: number;
  /** Present, and true, where the number is withheld: too few answers under `agents = "pseudonym"` or `"off"`. */
  readonly hidden?: true;
}

export interface NpsFigure extends Figure {
  readonly promoters: number | null;
  readonly passives: number | null;
  readonly detractors: number | null;
}

export interface MeanFigure extends Figure {
  /** On the question's own scale, where all have the same. */
  readonly native: number | null;
  readonly scale: readonly [number, number] | null;
  /** The one answer that everybody gave. */
  readonly all_gave: number | null;
}

/** The share of answers that call it easy. */
export interface EffortFigure extends Figure {
  readonly points: number | null;
  /** The mean answer on the question's own scale. */
  readonly native: number | null;
  readonly scale: readonly [number, number] | null;
}

export interface Correlation {
  readonly r: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number | null;
}

/** Surveys created for each interaction that an agent handled. */
export interface GroupCoverage {
  readonly value: number | null;
  readonly surveys: number | null;
  readonly handled: number | null;
  /** Present, and true, where it is withheld. */
  readonly hidden?: true;
}

const noNpsShares = { promoters: null, passives: null, detractors: null };
const noOwnScale = { native: null, scale: null };

export const noFigure: Figure = { value: null, n: 0, low: null, high: null };
/** Not of what was asked for. */
export const leftOut: Figure = { value: null, n: null, low: null, high: null };
export const leftOutMean: MeanFigure = { ...leftOut, ...noOwnScale, all_gave: null };
export const leftOutNps: NpsFigure = { ...leftOut, ...noNpsShares };
export const leftOutEffort: EffortFigure = { ...leftOut, points: null, ...noOwnScale };

/** Withheld, with its n: that would reveal as much. */
export const hiddenFigure: Figure = { ...leftOut, hidden: true };
export const hiddenMean: MeanFigure = { ...hiddenFigure, ...noOwnScale, all_gave: null };
export const hiddenNps: NpsFigure = { ...hiddenFigure, ...noNpsShares };
export const hiddenCoverage: GroupCoverage = { value: null, surveys: null, handled: null, hidden: true };

/** The worth of answers is given where it differs from their number: where a rule shares them out. */
export const figure = ({ value, n, effective, low, high }: Estimate): Figure => ({
  ...{ value, n, low, high },
  ...(n === effective ? {} : { effective_n: effective }),
});

export const npsFigure = ({ promoters, passives, detractors, ...estimate }: Nps): NpsFigure => ({
  ...figure(estimate),
  promoters,
  passives,
  detractors,
});

export const scaleOf = ({ scale }: Family): MeanFigure["scale"] => (scale === null ? null : [scale.min, scale.max]);

export const meanFigure = (family: Family | null): MeanFigure =>
  family === null
    ? { ...noFigure, ...noOwnScale, all_gave: null }
    : { ...figure(family.mean), native: family.native, scale: scaleOf(family), all_gave: family.allGave };

/** Of the length of scale that the family has; none where all are pooled. */
export const effortFigure = (family: Family | undefined): EffortFigure =>
  family === undefined
    ? { ...noFigure, points: null, ...noOwnScale }
    : { ...figure(family.share), points: family.points || null, native: family.native, scale: scaleOf(family) };

/** Of the length of scale with most answers. */
export const shareFigure = ([family]: readonly Family[]): Figure => (family ? figure(family.share) : noFigure);

/** Out of sums over so many pairs; `n` of them are what the figure is of, where the sums rest on fewer. */
export function correlationFigure(
  sums: { readonly [Name in keyof PairSums]: number | null },
  n = sums.n ?? 0,
): Correlation {
  const { x, y, xx, yy, xy } = sums;
  const found = correlation({ n: sums.n ?? 0, x: x ?? 0, y: y ?? 0, xx: xx ?? 0, yy: yy ?? 0, xy: xy ?? 0 });
  return found === null ? { ...noCorrelation, n } : { r: found.r, ...found.bounds, n: found.n };
}

export const noCorrelation: Correlation = { r: null, low: null, high: null, n: 0 };

/** Whether there is anything to report of a figure, if only that it is withheld. */
export const isThere = ({ n, hidden }: Figure): boolean => hidden === true || (n ?? 0) > 0;

/** Whether a figure is of what was asked for, though it may have no answers, or be withheld. */
export const isGiven = ({ n, hidden }: Figure): boolean => hidden === true || n !== null;
