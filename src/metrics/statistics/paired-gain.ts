import { criticalT } from "./distributions.ts";
import { type Bounds, boundsWithin, defaultLevel, noBounds } from "./interval.ts";

/** Sums over the answers that one of two ways to credit gives somebody a part of: whole ones, and shares. */
export interface PairedSums {
  /** Answers with a part under either. */
  readonly answers: number;
  readonly whole: number;
  readonly wholeFavourable: number;
  readonly shares: number;
  readonly sharesFavourable: number;
  readonly squares: number;
  readonly squaresFavourable: number;
  /** Of a whole answer times its share: what both are about. */
  readonly both: number;
  readonly bothFavourable: number;
}

export interface Gain {
  readonly value: number | null;
  readonly n: number;
  readonly bounds: Bounds;
}

/** Of fewer answers a gain is a matter of one or two. */
const fewest = 10;

/**
 * The favourable share under the one way less that under the other, with an interval that knows that both are about the same
 * answers: value ± t(n − 1) · √(n/(n − 1) · Σ gᵢ²), gᵢ = lᵢ(fᵢ − p)/Σl − wᵢ(fᵢ − q)/Σw being what each answer moves it by. Null
 * below 10 answers; null bounds where no answer moves it. Source: the linearised variance of a difference of ratios, Särndal,
 * Swensson and Wretman, Model Assisted Survey Sampling (1992), section 5.6.
 */
export function pairedGain(sums: PairedSums, level = defaultLevel): Gain {
  const { answers: n, whole, shares } = sums;
  if (n < fewest || !(whole > 0 && shares > 0)) return { value: null, n, bounds: noBounds };
  const [p, q] = [sums.wholeFavourable / whole, sums.sharesFavourable / shares];
  const value = p - q;
  const ofWhole = sums.wholeFavourable * (1 - p) ** 2 + (whole - sums.wholeFavourable) * p ** 2;
  const ofShares = sums.squaresFavourable * (1 - q) ** 2 + (sums.squares - sums.squaresFavourable) * q ** 2;
  const ofBoth = sums.bothFavourable * (1 - p) * (1 - q) + (sums.both - sums.bothFavourable) * p * q;
  const squares = ofWhole / whole ** 2 - (2 * ofBoth) / (whole * shares) + ofShares / shares ** 2;
  // What rounding leaves of none.
  if (!(squares > 1e-15)) return { value, n, bounds: noBounds };
  const half = criticalT(level, n - 1) * Math.sqrt((n / (n - 1)) * squares);
  return { value, n, bounds: boundsWithin([-1, 1], value - half, value + half) };
}
