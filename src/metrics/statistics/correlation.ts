import { criticalZ } from "./distributions.ts";
import { type Bounds, boundsWithin, defaultLevel, noBounds } from "./interval.ts";

/**
 * Sums over n pairs. Where values are large compared with their spread, take all of them less the same constant (x −
 * 40,000): the correlation is the same, and squares do not swallow it.
 */
export interface PairSums {
  readonly n: number;
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

export interface Correlation {
  readonly r: number;
  readonly bounds: Bounds;
  readonly n: number;
}

const fewestPairs = 4;

/** A spread below this part of its squares is what rounding leaves of none. */
const rounding = 1e-12;

/**
 * Pearson's correlation and its interval by Fisher's z: tanh(atanh r ± z / √(n − 3)). Null below four pairs or where
 * either side does not vary; null bounds where r is 1 or −1. Sources: Pearson, Proc. R. Soc. 58 (1895) 240–242; Fisher,
 * Metron 1 (1921) 3–32.
 */
export function correlation({ n, x, y, xx, yy, xy }: PairSums, level = defaultLevel): Correlation | null {
  if (n < fewestPairs) return null;
  const [ofX, ofY] = [xx - (x * x) / n, yy - (y * y) / n];
  if (ofX <= rounding * xx || ofY <= rounding * yy) return null;
  const r = Math.max(-1, Math.min(1, (xy - (x * y) / n) / Math.sqrt(ofX * ofY)));
  if (1 - Math.abs(r) < rounding) return { r: Math.sign(r), bounds: noBounds, n };
  const half = criticalZ(level) / Math.sqrt(n - 3);
  return { r, bounds: boundsWithin([-1, 1], Math.tanh(Math.atanh(r) - half), Math.tanh(Math.atanh(r) + half)), n };
}
