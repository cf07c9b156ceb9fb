import { logChoose } from "./special-functions.ts";

/**
 * The least and the most favourable answers of n that are usual: fewer, or more, have a probability of at most `rare` each, where
 * every answer is favourable with the probability `share`. 0 and n where nothing is rare enough.
 */
export function quietRange(n: number, share: number, rare: number): readonly [least: number, most: number] {
  // Rare counts at the other end go down from n.
  return [leastUsual(n, share, rare), n - leastUsual(n, 1 - share, rare)];
}

/** The largest k such that all below it together is rare. */
function leastUsual(n: number, share: number, rare: number): number {
  let [low, high] = [0, Math.round(n * share)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (below(n, share, middle) <= rare) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The probability of fewer than k of n. */
function below(n: number, share: number, k: number): number {
  const last = k - 1;
  let term = Math.exp(logChoose(n, last) + last * Math.log(share) + (n - last) * Math.log(1 - share));
  let sum = 0;
  for (let at = last; at >= 0; at -= 1) {
    sum += term;
    if (term < sum * 1e-12) break;
    term *= (at * (1 - share)) / ((n - at + 1) * share);
  }
  return sum;
}
