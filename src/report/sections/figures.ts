import type { Estimate, Family, Nps } from "../../metrics/index.ts";
import type { Figure, GroupCoverage, MeanFigure, NpsFigure } from "../document.ts";

export const noFigure: Figure = { value: null, n: 0, low: null, high: null };
/** Not of what was asked for. */
export const leftOut: Figure = { value: null, n: null, low: null, high: null };
export const leftOutMean: MeanFigure = { ...leftOut, native: null, scale: null, all_gave: null };
export const leftOutNps: NpsFigure = { ...leftOut, promoters: null, passives: null, detractors: null };

/** Withheld, with its n: that would tell as much. */
export const hiddenFigure: Figure = { value: null, n: null, low: null, high: null, hidden: true };

/** What answers are worth is said where it is not their number: where a rule shares them out. */
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

export const hiddenNps: NpsFigure = { ...hiddenFigure, promoters: null, passives: null, detractors: null };

export const hiddenCoverage: GroupCoverage = { value: null, surveys: null, handled: null, hidden: true };

export const scaleOf = ({ scale }: Family): MeanFigure["scale"] => (scale === null ? null : [scale.min, scale.max]);

export const meanFigure = (family: Family | null): MeanFigure =>
  family === null
    ? { ...noFigure, native: null, scale: null, all_gave: null }
    : { ...figure(family.mean), native: family.native, scale: scaleOf(family), all_gave: family.allGave };
