export { type Band, bands } from "./bands.ts";
export { benjaminiHochberg, type Found } from "./benjamini-hochberg.ts";
export { type AgentCell, betweenAgents, type Clustering, unclustered } from "./between-agents.ts";
export { betweenDays, chanceAlone, type Daily, type DailySum, type Variation } from "./between-days.ts";
export {
  fewestForVerdict,
  isNotable,
  type JudgedChange,
  type Judgement,
  judgeChanges,
  type Verdict,
} from "./change-verdict.ts";
export { type Correlation, correlation, type PairSums } from "./correlation.ts";
export { type DesignEffect, designEffect } from "./design-effect.ts";
export { differenceOfMeans } from "./difference-of-means.ts";
export { differenceOfShares } from "./difference-of-shares.ts";
export type { Difference } from "./interval.ts";
export { type Bounds, defaultLevel, noBounds, type Range, type TargetVerdict, targetVerdict } from "./interval.ts";
export { fewestForMean, type Mean, meanInterval } from "./mean-interval.ts";
export { differenceOfNps, type NpsCounts, nps, npsInterval } from "./nps.ts";
export { type Gain, type PairedSums, pairedGain } from "./paired-gain.ts";
export { type Shrinkage, type Shrunk, shrink } from "./shrink.ts";
export { type Sight, smallestVisibleChange } from "./smallest-visible-change.ts";
export { type Cell, type Standardised, standardise } from "./standardise.ts";
export { effectiveN } from "./sums.ts";
export { laneyLimits, type TrendLimits } from "./trend-limits.ts";
export { type Share, wilson } from "./wilson.ts";
