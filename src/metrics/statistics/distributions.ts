import { createRequire } from "node:module";

/** What we use of jStat, whose package brings no types. */
interface Library {
  readonly normal: Distribution<[mean: number, deviation: number]>;
  readonly studentt: Distribution<[degrees: number]>;
  readonly beta: Distribution<[a: number, b: number]>;
  gammaln(x: number): number;
}

interface Distribution<Shape extends readonly number[]> {
  cdf(x: number, ...shape: Shape): number;
  inv(p: number, ...shape: Shape): number;
}

let loaded: Library | undefined;

/** Loaded at its first use: it takes 9 ms, which a command that computes nothing need not wait for. */
function library(): Library {
  if (loaded) return loaded;
  const { jStat }: { readonly jStat: Library } = createRequire(import.meta.url)("jstat");
  loaded = jStat;
  return jStat;
}

// Against SciPy 1.17: quantiles are right to 1e-8 up to 1,000 degrees or answers, to 1e-7 up to 1,000,000.
export const normalQuantile = (p: number): number => library().normal.inv(p, 0, 1);
export const betaQuantile = (p: number, a: number, b: number): number => library().beta.inv(p, a, b);
/** The natural logarithm of the gamma function. */
export const logGamma = (x: number): number => library().gammaln(x);

/** The probability of a value at least this far from 0, on either side. */
export const normalTwoSided = (z: number): number => Math.min(1, 2 * library().normal.cdf(-Math.abs(z), 0, 1));

/**
 * The same for Student's t. Beyond 5,000 degrees by the normal of t(1 − 1/4ν)/√(1 + t²/2ν) (Abramowitz and Stegun,
 * 26.7.8), right to 1e-8 there. The library's continued fraction is right to 1e-7 as long as 100 terms are enough, and near
 * t = 0 it is 0.03 off for 1,000,000 degrees.
 */
export function tTwoSided(t: number, degrees: number): number {
  if (degrees > 5_000) return normalTwoSided((t * (1 - 1 / (4 * degrees))) / Math.sqrt(1 + (t * t) / (2 * degrees)));
  return Math.min(1, 2 * library().studentt.cdf(-Math.abs(t), degrees));
}

/** How many standard errors an interval of this confidence level spans to either side: 1.96 for 0.95. */
export const criticalZ = (level: number): number => -normalQuantile((1 - level) / 2);
export const criticalT = (level: number, degrees: number): number => -tQuantile((1 - level) / 2, degrees);

/** Beyond 5,000 degrees, which may be infinitely many, z + (z³ + z)/4ν + (5z⁵ + 16z³ + 3z)/96ν² (Abramowitz and Stegun, 26.7.5). */
export function tQuantile(p: number, degrees: number): number {
  if (degrees <= 5_000) return library().studentt.inv(p, degrees);
  const z = normalQuantile(p);
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}
