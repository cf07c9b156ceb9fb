import { betaDensity, incompleteBeta, logBeta } from "./special-functions.ts";

// All are right to 1e-12 of their value against mpmath, those of Student's t to 1e-10 at 1,000,000 degrees (distributions.test.ts).

const normalDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/**
 * The probability of a value at least this far from 0, on either side: by a series near 0 (Abramowitz and Stegun, 26.2.11), by
 * Laplace's continued fraction (26.2.14) where the series would be subtracted from nearly itself.
 */
export function normalTwoSided(z: number): number {
  const far = Math.abs(z);
  if (far > 38.5) return 0;
  if (far > 2.5) {
    let rest = 0;
    for (let k = 200; k > 0; k -= 1) rest = k / (far + rest);
    return (2 * normalDensity(far)) / (far + rest);
  }
  let [term, sum] = [far, far];
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (far * far) / k;
    sum += term;
  }
  return 1 - 2 * normalDensity(far) * sum;
}

/** The same for Student's t; infinitely many degrees are the normal distribution. */
export function tTwoSided(t: number, degrees: number): number {
  if (degrees === Number.POSITIVE_INFINITY) return normalTwoSided(t);
  const square = t * t;
  return incompleteBeta(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5);
}

export const normalQuantile = (p: number): number => (p > 0.5 ? zBeyond(2 * (1 - p)) : -zBeyond(2 * p));

/** How many standard errors an interval of this confidence level spans to either side: 1.96 for 0.95. */
export const criticalZ = (level: number): number => zBeyond(1 - level);

export function criticalT(level: number, degrees: number): number {
  const start = criticalZ(level);
  if (degrees === Number.POSITIVE_INFINITY) return start;
  const density = (t: number): number =>
    Math.exp(-((degrees + 1) / 2) * Math.log1p((t * t) / degrees) - logBeta(degrees / 2, 0.5)) / Math.sqrt(degrees);
  return valueBeyond(1 - level, start, (t) => tTwoSided(t, degrees), density);
}

/**
 * The probability beyond z on both sides together is p; the first guess is Abramowitz and Stegun's 26.2.23, right to
 * 0.00045.
 */
function zBeyond(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p / 2));
  const guess = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  return valueBeyond(p, Math.max(0, guess), normalTwoSided, normalDensity);
}

/** Newton's method; a tail is convex, so that from below it comes nearer with every step and never goes too far. */
function valueBeyond(
  p: number,
  start: number,
  tail: (value: number) => number,
  density: (value: number) => number,
): number {
  let value = start;
  for (let count = 0; count < 200; count += 1) {
    const step = (tail(value) - p) / (2 * density(value));
    value += step;
    if (Math.abs(step) <= 1e-14 * (1 + Math.abs(value))) break;
  }
  return value;
}

/** Newton's method, kept between bounds that close in. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  let [low, high] = [0, 1];
  // Exact where x is small, since I(x; a, b) is xᵃ/(a·B) there; else the mean.
  const small = Math.exp((Math.log(p * a) + logBeta(a, b)) / a);
  let x = small < 0.1 * (a / (a + b)) ? small : a / (a + b);
  for (let count = 0; count < 1_100; count += 1) {
    const error = incompleteBeta(x, 1 - x, a, b) - p;
    if (error < 0) low = x;
    else high = x;
    const newton = x - error / betaDensity(x, 1 - x, a, b);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const done = Math.abs(next - x) <= 1e-14 * next;
    x = next;
    if (done) break;
  }
  return x;
}
