import type { Section } from "./section.ts";
import { type AboutPart, about } from "./sections/about.ts";
import { type AgentsPart, agents } from "./sections/agents.ts";
import { type AttributionPart, attribution } from "./sections/attribution.ts";
import { type ChangesPart, changes } from "./sections/changes.ts";
import { type CompletenessPart, completeness } from "./sections/completeness.ts";
import { type CoveragePart, coverage } from "./sections/coverage.ts";
import { type CsatPart, csat } from "./sections/csat.ts";
import { type CsatIndexPart, csatIndex } from "./sections/csat-index.ts";
import { type DesignEffectPart, designEffect } from "./sections/design-effect.ts";
import { type DistributionPart, distribution } from "./sections/distribution.ts";
import { type DriversPart, drivers } from "./sections/drivers.ts";
import { type EffortPart, effort } from "./sections/effort.ts";
import { type EvaluatorFigures, evaluations } from "./sections/evaluations.ts";
import { type FamiliesPart, families } from "./sections/families.ts";
import { type GenesysScorePart, genesysScore } from "./sections/genesys-score.ts";
import { type GroupsPart, groups } from "./sections/groups.ts";
import { type HoursPart, hours } from "./sections/hours.ts";
import { type LowCommentsPart, lowComments } from "./sections/low-comments.ts";
import { type NpsPart, nps } from "./sections/nps.ts";
import { type QuestionsPart, questions } from "./sections/questions.ts";
import { type QueuesPart, queues } from "./sections/queues.ts";
import { type ResolutionPart, resolution } from "./sections/resolution.ts";
import { type ResponseRatePart, responseRate } from "./sections/response-rate.ts";
import { type AgentSeriesPart, agentSeries, type QueueSeriesPart, queueSeries } from "./sections/series.ts";
import { type SurveyQualityPart, surveyQuality } from "./sections/survey-quality.ts";
import { type TargetsPart, targets } from "./sections/targets.ts";
import { type TrendPart, trend } from "./sections/trend.ts";
import { type VolumePart, volume } from "./sections/volume.ts";

/** All numbers of a report, as its JSON has them: docs/report-json.md names every key with unit, base and level. */
export interface ReportDocument
  extends AboutPart,
    VolumePart,
    CsatPart,
    NpsPart,
    EffortPart,
    ResolutionPart,
    FamiliesPart,
    CsatIndexPart,
    EvaluatorFigures,
    GenesysScorePart,
    ResponseRatePart,
    CoveragePart,
    ChangesPart,
    TargetsPart,
    DesignEffectPart,
    TrendPart,
    DistributionPart,
    GroupsPart,
    QueuesPart,
    AgentsPart,
    QueueSeriesPart,
    AgentSeriesPart,
    AttributionPart,
    HoursPart,
    DriversPart,
    SurveyQualityPart,
    LowCommentsPart,
    QuestionsPart,
    CompletenessPart {}

/** The sections of a report, in the order in which they are printed. */
export const sections: readonly Section[] = [
  about,
  volume,
  csat,
  nps,
  effort,
  resolution,
  families,
  csatIndex,
  evaluations,
  genesysScore,
  responseRate,
  coverage,
  changes,
  targets,
  designEffect,
  trend,
  distribution,
  groups,
  queues,
  agents,
  queueSeries,
  agentSeries,
  attribution,
  hours,
  drivers,
  surveyQuality,
  lowComments,
  questions,
  completeness,
];
