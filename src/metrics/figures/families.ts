import type { catalogue } from "../catalogue.ts";
import type { RowOf } from "../rows.ts";
import { effectiveN, type Mean, meanInterval, type Range, wilson } from "../statistics/index.ts";

/** A row of the question `scores`: one bucket, group, role and length of scale. */
export type ScoreRow = RowOf<(typeof catalogue)["scores"]["columns"]>;

/** A number with how sure it is: 95 % bounds, null where there is no data or too little to give any. */
export interface Estimate {
  readonly value: number | null;
  /** Answers, or other things that it is a share or a mean of. */
  readonly n: number;
  /** Their worth where a rule shares them out, (Σw)²/Σw², on which the bounds rest. Else n. */
  readonly effective: number;
  readonly low: number | null;
  readonly high: number | null;
}

export const nothing: Estimate = { value: null, n: 0, effective: 0, low: null, high: null };

/** The answers on scales of one length, which one headline may cover. */
export interface Family {
  /** Different values of the scale. */
  readonly points: number;
  /** Lowest and highest value; null where forms of this length number them differently. */
  readonly scale: { readonly min: number; readonly max: number } | null;
  /** The share of favourable answers. */
  readonly share: Estimate;
  /** Satisfaction 0 to 1; of csat questions only. */
  readonly mean: Estimate;
  /** The mean answer on the question's own scale; null where `scale` is. */
  readonly native: number | null;
  /** The one answer that everybody gave; null where they differ. */
  readonly allGave: number | null;
  /** The share of the lowest value, or the lowest two. */
  readonly bottom: Estimate;
  /** The worth of the answers, weighted: n where nothing is; favourable ones in the same measure. */
  readonly worth: number;
  readonly favourable: number;
  /** Of the satisfactions; null where there are none. */
  readonly sample: Mean | null;
}

/** The families of one role, the one with most answers first; of equally many the longest scale. */
export const familiesOf = (rows: readonly ScoreRow[], role: string): readonly Family[] =>
  rows
    .filter((row) => row.role === role && row.points !== null)
    .map(familyOf)
    .sort((a, b) => b.share.n - a.share.n || b.points - a.points);

function familyOf(row: ScoreRow): Family {
  const { answers: n, weight, weight_squares, favourable, unfavourable, lowest } = row;
  const worth = effectiveN(weight, weight_squares);
  const share = (part: number): Estimate => {
    const counted = (part / weight) * worth;
    return { value: part / weight, n, effective: worth, ...wilson({ favourable: counted, n: worth }) };
  };
  const scale = uniformScale(row);
  const allGave = lowest !== null && lowest === row.highest ? lowest : null;
  const sample = sampleOf(row.satisfaction, row.satisfaction_squares, weight, worth, allGave !== null);
  return {
    points: row.points ?? 0,
    scale,
    share: share(favourable),
    mean: meanOf(sample, n, [0, 1]),
    native: scale !== null && row.value !== null ? row.value / weight : null,
    allGave,
    bottom: share(unfavourable),
    worth,
    favourable: (favourable / weight) * worth,
    sample,
  };
}

/** Mean and variance out of weighted sums; `equal` where all values are known to be, which sums of squares are not sure of. */
export function sampleOf(
  sum: number | null,
  squares: number | null,
  weight: number,
  worth: number,
  equal: boolean,
): Mean | null {
  if (sum === null || squares === null || weight === 0) return null;
  const mean = sum / weight;
  const around = Math.max(0, squares / weight - mean ** 2);
  return { mean, n: worth, variance: equal || worth <= 1 ? 0 : (around * worth) / (worth - 1) };
}

export const meanOf = (sample: Mean | null, n: number, scale: Range): Estimate =>
  sample === null ? nothing : { value: sample.mean, n, effective: sample.n, ...meanInterval(sample, scale) };

function uniformScale({ scale_min, scale_min_high, scale_max_low, scale_max }: ScoreRow): Family["scale"] {
  if (scale_min === null || scale_max === null) return null;
  return scale_min === scale_min_high && scale_max_low === scale_max ? { min: scale_min, max: scale_max } : null;
}

/** All families as one, only on request: shares of different boxes are no one measure. */
export function pooled(rows: readonly ScoreRow[], role: string): Family | null {
  const own = rows.filter((row) => row.role === role && row.points !== null);
  const first = own[0];
  if (!first) return null;
  const add = (pick: (row: ScoreRow) => number | null): number => own.reduce((sum, row) => sum + (pick(row) ?? 0), 0);
  const same = (pick: (row: ScoreRow) => number | null): number | null =>
    own.every((row) => pick(row) === pick(first)) ? pick(first) : null;
  return familyOf({
    ...first,
    points: same(({ points }) => points) ?? 0,
    answers: add(({ answers }) => answers),
    weight: add(({ weight }) => weight),
    weight_squares: add((row) => row.weight_squares),
    favourable: add(({ favourable }) => favourable),
    unfavourable: add(({ unfavourable }) => unfavourable),
    satisfaction: first.satisfaction === null ? null : add(({ satisfaction }) => satisfaction),
    satisfaction_squares: first.satisfaction_squares === null ? null : add((row) => row.satisfaction_squares),
    value: add(({ value }) => value),
    lowest: same(({ lowest }) => lowest),
    highest: same(({ highest }) => highest),
    scale_min: same((row) => row.scale_min),
    scale_min_high: same((row) => row.scale_min_high),
    scale_max_low: same((row) => row.scale_max_low),
    scale_max: same((row) => row.scale_max),
  });
}
