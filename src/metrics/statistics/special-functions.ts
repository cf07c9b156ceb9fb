const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);

const stirlingSeries = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];

/** What Stirling's formula lacks of ln Γ(x), from x = 10 on to 1e-15 (Abramowitz and Stegun, 6.1.41). */
const stirlingError = (x: number): number => stirlingSeries.reduceRight((sum, term) => sum / (x * x) + term, 0) / x;

/** The natural logarithm of Γ(x), x > 0: Stirling's formula, from 10 on; below by Γ(x + 1) = x·Γ(x). */
export function logGamma(x: number): number {
  let [shifted, product] = [x, 1];
  for (; shifted < 10; shifted += 1) product *= shifted;
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLog2Pi + stirlingError(shifted) - Math.log(product);
}

/**
 * The natural logarithm of B(a, b). Where an argument is large, ln Γ(a) + ln Γ(b) − ln Γ(a + b) would lose as many digits as
 * these are longer than their sum, so that the large parts are left out beforehand (as R's lbeta does).
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < 10) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const sum = small + large;
  const rest = stirlingError(large) - stirlingError(sum) + (large - 0.5) * Math.log1p(-small / sum);
  if (small < 10) return logGamma(small) + small - small * Math.log(sum) + rest;
  return halfLog2Pi + stirlingError(small) + (small - 0.5) * Math.log(small / sum) - 0.5 * Math.log(sum) + rest;
}

/** ln of the number of ways to choose k of n. */
export const logChoose = (n: number, k: number): number => -Math.log(n + 1) - logBeta(n - k + 1, k + 1);

/** The density of Beta(a, b) at x, y being 1 − x. */
export const betaDensity = (x: number, y: number, a: number, b: number): number =>
  Math.exp((a - 1) * logOf(x, y) + (b - 1) * logOf(y, x) - logBeta(a, b));

/** ln x, where 1 − x is known to more digits than x leaves of it. */
const logOf = (x: number, y: number): number => (x > 0.5 ? Math.log1p(-y) : Math.log(x));

/**
 * The regularised incomplete beta function I(x; a, b), y being 1 − x, which is given since it may be known to more digits. By
 * the continued fraction DLMF 8.17.22, on the side of the mean where it converges.
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, x, b, a);
  return ((betaDensity(x, y, a, b) * x * y) / a) * betaFraction(x, a, b);
}

/** So many terms are enough for a and b of 10⁸: it takes about as many as the root of the larger one. */
const maxTerms = 100_000;

/** By the method of Lentz as Thompson and Barnett changed it (Journal of Computational Physics 64, 1986, 490–509). */
function betaFraction(x: number, a: number, b: number): number {
  const nonZero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let [c, d] = [1, 1 / nonZero(1 - ((a + b) * x) / (a + 1))];
  let result = d;
  for (let m = 1; m <= maxTerms; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return result;
}
