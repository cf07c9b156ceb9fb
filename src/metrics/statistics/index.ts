export { type Band, bands } from "./bands.ts";
export { benjaminiHochberg, type Found } from "./benjamini-hochberg.ts";
export { type AgentCell, betweenAgents, type Clustering, unclustered } from "./between-agents.ts";
export { betweenDays, chanceAlone, type Daily, type DailySum, type Variation } from "./between-days.ts";
export { type Bounds, defaultLevel, noBounds, type Range } from "./bounds.ts";
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
export type { Difference } from "./difference.ts";
export { differenceOfMeans } from "./difference-of-means.ts";
export { differenceOfNps } from "./difference-of-nps.ts";
export { differenceOfShares } from "./difference-of-shares.ts";
export { effectiveN } from "./effective-n.ts";
export { laneyLimits, type TrendLimits } from "./laney.ts";
export { fewestForMean, type Mean, type MeanScale, meanInterval } from "./mean-interval.ts";
export { type NpsCounts, nps, npsInterval } from "./nps-interval.ts";
export { type Gain, type PairedSums, pairedGain } from "./paired-gain.ts";
export { type Shrinkage, type Shrunk, shrink } from "./shrink.ts";
export { type Sight, smallestVisibleChange } from "./smallest-visible-change.ts";
export { type Cell, type Standardised, standardise } from "./standardise.ts";
export { type TargetVerdict, targetVerdict } from "./target-verdict.ts";
export { type Share, wilson } from "./wilson.ts";
