export { type Asking, ask, questionStatement } from "./ask.ts";
export { goodScore } from "./catalogue/comparisons.ts";
export { catalogue, type QuestionName } from "./catalogue.ts";
export { refuseFewAgents } from "./few-agents.ts";
export { type Figure, type FigureSettings, figureNames, readFigure } from "./figure.ts";
export { type Coverage, coverageOf, wholeDays } from "./figures/coverage.ts";
export { type DoubtfulDirection, doubtfulDirections } from "./figures/directions.ts";
export {
  type Estimate,
  type Family,
  familiesOf,
  meanOf,
  nothing,
  pooled,
  type ScoreRow,
  sampleOf,
} from "./figures/families.ts";
export { type Headline, headlineOf, type Nps } from "./figures/headline.ts";
export { byChannel, type FunnelRow, type ResponseRate, responseRateOf } from "./figures/response-rate.ts";
export { scoresTogether, scoresTogetherBy } from "./figures/scores-together.ts";
export { type Basis, bases, type Filter, type Rule, rules, withoutAnswers } from "./filter.ts";
export {
  type Grouping,
  type GroupingName,
  groupingNames,
  isOfAgents,
  isOverlapping,
  nameOfGrouping,
  namesOf,
} from "./grouping.ts";
export {
  type Bucket,
  type BucketUnit,
  bucketsOf,
  bucketUnits,
  type Comparison,
  comparedPeriod,
  comparisons,
  hoursOfWeek,
  type LocalTime,
  usualRange,
} from "./periods.ts";
export { responseCondition } from "./response-condition.ts";
export { type Attributes, agentsWith, createRoster, hasTeams, type Roster, statedOf, teamAttribute } from "./roster.ts";
export { fewestAgents } from "./roster-choices.ts";
export { rounded } from "./rounded.ts";
export { groupedBy, type RowOf } from "./rows.ts";
export { hiddenTogether, type LinkedCell, type LinkedTables } from "./secondary-suppression.ts";
export { type TimeBasis, timeColumns } from "./sql.ts";
export {
  type Band,
  bands,
  betweenAgents,
  betweenDays,
  type Clustering,
  type Correlation,
  chanceAlone,
  correlation,
  type DailySum,
  type Difference,
  defaultLevel,
  designEffect,
  differenceOfMeans,
  differenceOfNps,
  differenceOfShares,
  effectiveN,
  fewestForVerdict,
  type JudgedChange,
  judgeChanges,
  laneyLimits,
  type Mean,
  type NpsCounts,
  nps,
  type PairSums,
  pairedGain,
  type Range,
  type Standardised,
  shrink,
  smallestVisibleChange,
  standardise,
  targetVerdict,
  unclustered,
  type Variation,
  wilson,
} from "./statistics/index.ts";
export { refuseUnmatchedFilter } from "./unmatched-filter.ts";
