import { logLikelihood } from "./beta-binomial.ts";
import { type Bounds, boundsWithin, defaultLevel, noBounds } from "./bounds.ts";
import { betaQuantile } from "./distributions.ts";
import type { Standardised } from "./standardise.ts";
import { sum } from "./sum.ts";

export interface Shrunk {
  readonly share: number;
  readonly bounds: Bounds;
}

export type Shrinkage =
  | {
      /**
       * How many answers the expectation weighs as much as; Infinity where the units differ no more than chance would
       * make them, and everybody's best guess is what is expected.
       */
      readonly weight: number;
      /** In the order of the units; null for a unit without anything to be compared with. */
      readonly shares: readonly (Shrunk | null)[];
    }
  | { readonly weight: null; readonly reason: "fewer than 10 groups of 10 answers" };

const fewestGroups = 10;
const fewestAnswers = 10;

/** Weights beyond this cannot be told from no difference at all: groups have thousands of answers at most. */
const heaviest = 100_000;

/**
 * Draws every unit's share towards what is expected of its own mix, the more the fewer answers it has. The model: a unit's
 * true share is Beta(E·M, (1 − E)·M) around its own expected share E, with one weight M for all, found by maximum
 * likelihood, at least 1, over the units with 10 answers or more, of which there must be 10. Then the posterior is Beta(E·M + k,
 * (1 − E)·M + n − k): its mean is (E·M + k)/(M + n), its interval the quantiles. Source: Griffiths, Biometrics 29 (1973)
 * 637–648, for the likelihood; the posterior is the beta's conjugacy. E is taken as known, so the interval is of what
 * remains unknown beside it.
 */
export function shrink(units: readonly Standardised[], level = defaultLevel): Shrinkage {
  const groups = units.filter(({ compared }) => compared >= fewestAnswers);
  if (groups.length < fewestGroups) return { weight: null, reason: "fewer than 10 groups of 10 answers" };
  const weight = likeliestWeight(groups);
  return { weight, shares: units.map((unit) => posterior(unit, weight, level)) };
}

/**
 * Where all others agree, E is 0 or 1 and leaves no room for a unit that differs: it is kept as far inside as half an answer
 * among those behind it would move it.
 */
function centreOf({ expected, expectedN }: Standardised): number | null {
  const margin = 0.5 / (expectedN + 1);
  return expected === null ? null : Math.min(1 - margin, Math.max(margin, expected));
}

function posterior(unit: Standardised, weight: number, level: number): Shrunk | null {
  const centre = centreOf(unit);
  if (centre === null || unit.expected === null) return null;
  if (weight === Number.POSITIVE_INFINITY) return { share: unit.expected, bounds: noBounds };
  const a = centre * weight + unit.favourable;
  const b = (1 - centre) * weight + unit.compared - unit.favourable;
  const tail = (1 - level) / 2;
  return { share: a / (a + b), bounds: boundsWithin([0, 1], betaQuantile(tail, a, b), betaQuantile(1 - tail, a, b)) };
}

/** The maximum over ln M by golden section, after a coarse look that finds its neighbourhood. */
function likeliestWeight(groups: readonly Standardised[]): number {
  const at = (logWeight: number): number => {
    const weight = Math.exp(logWeight);
    return sum(
      groups.map((unit) => {
        const centre = centreOf(unit);
        if (centre === null) return 0;
        return logLikelihood(unit.favourable, unit.compared, { a: centre * weight, b: (1 - centre) * weight });
      }),
    );
  };
  const end = Math.log(heaviest);
  const grid = Array.from({ length: 25 }, (_, step) => (step * end) / 24);
  const best = grid.reduce((one, other) => (at(other) > at(one) ? other : one));
  if (best === end) return Number.POSITIVE_INFINITY;
  let [low, high] = [Math.max(0, best - end / 24), best + end / 24];
  const golden = (Math.sqrt(5) - 1) / 2;
  for (let step = 0; step < 40; step += 1) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (at(left) > at(right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
