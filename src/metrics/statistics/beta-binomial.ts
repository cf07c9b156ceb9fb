import { logBeta, logChoose } from "./special-functions.ts";

/** What of n answers is expected to be favourable, as a distribution of the share: Beta(a, b). */
export interface Prior {
  readonly a: number;
  readonly b: number;
}

/** ln of the beta-binomial's probability of k of n, without the binomial coefficient, which no parameter changes. */
export const logLikelihood = (k: number, n: number, { a, b }: Prior): number =>
  logBeta(k + a, n - k + b) - logBeta(a, b);

/**
 * The two-sided mid-p-value of k favourable answers of n whole ones, where the share itself is drawn from a beta
 * distribution: twice the smaller tail, with half of the probability of k itself. Source of the mid-p: Lancaster, JASA 56
 * (1961) 223–234.
 */
export function midP(k: number, n: number, prior: Prior): number {
  const own = Math.exp(logLikelihood(k, n, prior) + logChoose(n, k));
  const tail = (step: 1 | -1): number => {
    let [term, sum] = [own, own / 2];
    for (let at = k; at + step >= 0 && at + step <= n; at += step) {
      term *= step === 1 ? ratio(at, n, prior) : 1 / ratio(at - 1, n, prior);
      sum += term;
      // Beyond the mode terms only fall; the rest of them is too small to matter.
      if (term < sum * 1e-18) break;
    }
    return sum;
  };
  return Math.min(1, 2 * Math.min(tail(-1), tail(1)));
}

/** The probability of k + 1 over that of k. */
const ratio = (k: number, n: number, { a, b }: Prior): number => ((n - k) * (k + a)) / ((k + 1) * (n - k - 1 + b));
