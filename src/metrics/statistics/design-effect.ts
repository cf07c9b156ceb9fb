import { sum } from "./sums.ts";
import type { Share } from "./wilson.ts";

/** How alike the answers of one cluster are, compared with those of the other clusters of its group. */
export interface Intraclass {
  /** Below 0 where they differ more than by chance. */
  readonly correlation: number;
  /** How many equal clusters it rests on, less one a group. */
  readonly degrees: number;
}

/**
 * The intraclass correlation of yes-or-no answers in clusters (agents) of groups (queues, or one of everything): the analysis of
 * variance's (MSB − MSW)/(MSB + (m₀ − 1)·MSW), squares between clusters about their own group's share, with
 * m₀ = Σ(N − Σnᵢ²/N)/Σ(k − 1). Clusters without answers do not count. Null where all answers agree, where no group has two
 * clusters, or no cluster two answers. Source: Ridout, Demétrio and Firth, Biometrics 55 (1999) 137–148.
 */
export function intraclass(groups: readonly (readonly Share[])[]): Intraclass | null {
  let [between, within, clusterDegrees, answerDegrees, adjusted, degrees] = [0, 0, 0, 0, 0, 0];
  for (const group of groups) {
    const clusters = group.filter(({ n }) => n > 0);
    const total = sum(clusters.map(({ n }) => n));
    if (total === 0) continue;
    const p = sum(clusters.map(({ favourable }) => favourable)) / total;
    const squares = sum(clusters.map(({ n }) => n * n));
    between += sum(clusters.map(({ favourable, n }) => n * (favourable / n - p) ** 2));
    within += sum(clusters.map(({ favourable, n }) => favourable * (1 - favourable / n)));
    clusterDegrees += clusters.length - 1;
    answerDegrees += total - clusters.length;
    adjusted += total - squares / total;
    degrees += total ** 2 / squares - 1;
  }
  const [ofClusters, ofAnswers, size] = [between / clusterDegrees, within / answerDegrees, adjusted / clusterDegrees];
  const spread = ofClusters + (size - 1) * ofAnswers;
  // NaN where no group has two clusters, or no cluster two answers.
  return spread > 0 ? { correlation: (ofClusters - ofAnswers) / spread, degrees } : null;
}

/** The size of the cluster of an average answer, Σnᵢ²/N. */
export const typicalSize = (clusters: readonly Pick<Share, "n">[]): number =>
  sum(clusters.map(({ n }) => n * n)) / sum(clusters.map(({ n }) => n));

/** By how much clusters of a size multiply the variance of a share: 1 + (m − 1)·ρ, at least 1 (Kish, Survey Sampling, 1965). */
export const effectOf = (size: number, correlation: number): number => Math.max(1, 1 + (size - 1) * correlation);

export interface DesignEffect {
  readonly correlation: number;
  /** By how much the variance of the overall share exceeds that of as many independent answers; never below 1. */
  readonly effect: number;
  readonly clusters: number;
}

const fewestClusters = 10;

/**
 * The design effect of clustered answers, by agent for one: 1 + (m − 1)·ρ, at least 1, with m = Σnᵢ²/N. With unequal
 * clusters it follows from Var(p̂) = p(1 − p)/N² · (N + ρ Σ nᵢ(nᵢ − 1)). Null below 10 clusters, or where there is no ρ
 * (see `intraclass`).
 */
export function designEffect(groups: readonly Share[]): DesignEffect | null {
  const clusters = groups.filter(({ n }) => n > 0);
  const found = clusters.length < fewestClusters ? null : intraclass([clusters]);
  if (found === null) return null;
  const { correlation } = found;
  return { correlation, effect: effectOf(typicalSize(clusters), correlation), clusters: clusters.length };
}
