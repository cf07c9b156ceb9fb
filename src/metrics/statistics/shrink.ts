import { logLikelihood } from "./beta-binomial.ts";
import { betaQuantile } from "./distributions.ts";
import { type Bounds, boundsWithin, defaultLevel } from "./interval.ts";
import type { Standardised } from "./standardise.ts";
import { sum } from "./sums.ts";

export interface Shrunk {
  readonly share: number;
  readonly bounds: Bounds;
}

export type Shrinkage =
  | {
      /** In the order of the units; null for a unit without anything to be compared with. */
      readonly shares: readonly (Shrunk | null)[];
    }
  | { readonly shares: null; readonly reason: "fewer than 10 groups of 10 answers" };

const fewestGroups = 10;
const fewestAnswers = 10;

/**
 * Draws every unit's share towards the expectation for its own mix, the more the fewer answers it has. The model: a
 * unit's true share is Beta(E·M, (1 − E)·M) around its own expected share E, with one M for all, which has the
 * likelihood of the units with 10 answers or more, of which there must be 10, and is as probable beforehand as makes
 * every spread 1/(M + 1) from 0 to ½ equally so. Given M the share is Beta(E·M + k, (1 − E)·M + n − k). The printed
 * share is its mean over M, and the quantiles of a beta distribution of the same mean and variance, where the variance
 * is that over M and that of E, an estimate from `expectedN` answers itself, whose error counts as much as E does: M/(M
 * + n). So the interval carries the uncertainty of the spread and of the expectation. Sources: Griffiths, Biometrics 29
 * (1973) 637–648, for the likelihood; Morris, JASA 78 (1983) 47–55, for intervals of shrunk estimates that carry what
 * was estimated.
 */
export function shrink(units: readonly Standardised[], level = defaultLevel): Shrinkage {
  const groups = units.filter(({ compared }) => compared >= fewestAnswers);
  if (groups.length < fewestGroups) return { shares: null, reason: "fewer than 10 groups of 10 answers" };
  const weights = weighted(groups);
  return { shares: units.map((unit) => posterior(unit, weights, level)) };
}

/**
 * Where all others agree, E is 0 or 1 and leaves no room for a unit that differs: it is kept as far inside as half an answer
 * among those behind it would move it.
 */
function centreOf({ expected, expectedN }: Standardised): number | null {
  const margin = 0.5 / (expectedN + 1);
  return expected === null ? null : Math.min(1 - margin, Math.max(margin, expected));
}

interface Weighted {
  /** M: how many answers the expectation weighs as much as. */
  readonly weight: number;
  readonly probability: number;
}

/** How many spreads from 0 to ½ are tried; they lie closer where spreads are small, as most are. */
const spreadSteps = 120;

/** The posterior of M, in steps. */
function weighted(groups: readonly Standardised[]): readonly Weighted[] {
  const steps = Array.from({ length: spreadSteps }, (_, at) => {
    const from = (at + 0.5) / spreadSteps;
    // Of equal steps in √spread; each is as probable beforehand as it is wide.
    return { weight: 1 / (from ** 2 / 2) - 1, width: from };
  });
  const logs = steps.map(({ weight }) =>
    sum(
      groups.map((unit) => {
        const centre = centreOf(unit);
        if (centre === null) return 0;
        return logLikelihood(unit.favourable, unit.compared, { a: centre * weight, b: (1 - centre) * weight });
      }),
    ),
  );
  const maxLog = Math.max(...logs);
  const raw = steps.map(({ width }, at) => width * Math.exp((logs[at] ?? maxLog) - maxLog));
  const total = sum(raw);
  return steps.map(({ weight }, at) => ({ weight, probability: (raw[at] ?? 0) / total }));
}

function posterior(unit: Standardised, weights: readonly Weighted[], level: number): Shrunk | null {
  const centre = centreOf(unit);
  if (centre === null || unit.expected === null) return null;
  const { favourable, compared: n, expectedN } = unit;
  const ofExpected = (centre * (1 - centre)) / (expectedN + 1);
  let [share, squares, variance] = [0, 0, 0];
  for (const { weight, probability } of weights) {
    const mean = (centre * weight + favourable) / (weight + n);
    share += probability * mean;
    squares += probability * mean ** 2;
    variance += probability * ((mean * (1 - mean)) / (weight + n + 1) + (weight / (weight + n)) ** 2 * ofExpected);
  }
  // A beta distribution of this mean has no more variance than share · (1 − share).
  const worth = Math.max(1e-6, (share * (1 - share)) / (variance + Math.max(0, squares - share ** 2)) - 1);
  const [a, b, tail] = [share * worth, (1 - share) * worth, (1 - level) / 2];
  return { share, bounds: boundsWithin([0, 1], betaQuantile(tail, a, b), betaQuantile(1 - tail, a, b)) };
}
