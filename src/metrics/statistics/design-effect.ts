import { sum } from "./sum.ts";
import type { Share } from "./wilson.ts";

export interface DesignEffect {
  /** The intraclass correlation: how alike the answers to one agent are. Below 0 where they differ more than by chance. */
  readonly correlation: number;
  /** By how much the variance of the overall share exceeds that of as many independent answers; never below 1. */
  readonly effect: number;
  readonly clusters: number;
}

const fewestClusters = 10;

/**
 * What it costs that answers cluster, by agent for one: 1 + (m − 1)·ρ, at least 1, with m = Σnᵢ²/N. ρ is the analysis of
 * variance's (MSB − MSW)/(MSB + (m₀ − 1)·MSW), with m₀ = (N − m)/(k − 1). Clusters without answers do not count. Null below
 * 10 clusters, where all answers agree, or where no cluster has two. Sources: Ridout, Demétrio and Firth, Biometrics 55
 * (1999) 137–148, for ρ of yes-or-no answers; Kish, Survey Sampling (1965), for the effect, which with unequal clusters
 * follows from Var(p̂) = p(1 − p)/N² · (N + ρ Σ nᵢ(nᵢ − 1)).
 */
export function designEffect(groups: readonly Share[]): DesignEffect | null {
  const clusters = groups.filter(({ n }) => n > 0);
  const k = clusters.length;
  const total = sum(clusters.map(({ n }) => n));
  if (k < fewestClusters) return null;
  const p = sum(clusters.map(({ favourable }) => favourable)) / total;
  const between = sum(clusters.map(({ favourable, n }) => n * (favourable / n - p) ** 2)) / (k - 1);
  const within = sum(clusters.map(({ favourable, n }) => favourable * (1 - favourable / n))) / (total - k);
  const typical = sum(clusters.map(({ n }) => n * n)) / total;
  const adjusted = (total - typical) / (k - 1);
  const spread = between + (adjusted - 1) * within;
  // NaN where no cluster has two answers.
  if (!(spread > 0)) return null;
  const correlation = (between - within) / spread;
  return { correlation, effect: Math.max(1, 1 + (typical - 1) * correlation), clusters: k };
}
