import type {
  DriverFigure,
  EffortFigure,
  FamilyFigures,
  Figure,
  MeanFigure,
  QualityFigure,
  RateFigure,
  ReportDocument,
} from "../document.ts";
import { hiddenFigure } from "../sections/figures.ts";
import type { HiddenCells } from "./linked-tables.ts";
import { areFew, isFew, partOf, protectFigure, protectRate, tellsFewEvaluations, unlessFew } from "./small.ts";

const hiddenMean: MeanFigure = { ...hiddenFigure, native: null, scale: null, all_gave: null };

type Counts = Pick<ReportDocument, "responses" | "interactions" | "partial" | "evaluations" | "unlinked">;

/** How many responses there are; what lies within them differs from them by a count. */
export function protectCounts(document: ReportDocument): Counts {
  const { responses, interactions, partial, evaluations, unlinked, families } = document;
  const printed = families.filter(({ csat }) => !isFew(csat.n)).reduce((sum, { csat }) => sum + (csat.n ?? 0), 0);
  const unprinted = families.some(({ csat }) => isFew(csat.n)) && isFew((responses ?? 0) - printed);
  const several = [responses, evaluations].some((all) => isFew((all ?? 0) - (interactions ?? 0)));
  return {
    responses: unprinted ? null : unlessFew(responses),
    interactions: unprinted || several ? null : unlessFew(interactions),
    partial: isFew((responses ?? 0) - (partial ?? 0)) ? null : unlessFew(partial),
    evaluations: unlessFew(evaluations),
    unlinked: unlessFew(unlinked),
  };
}

/** The lowest answers are a count, and so are those between them and the satisfied ones. */
export function protectBottom(bottom: Figure, csat: Figure): Figure {
  const [n, low] = [bottom.n ?? 0, partOf(bottom)];
  return isFew(n) || isFew(low) || isFew(n - partOf(csat) - low) ? hiddenFigure : bottom;
}

/** On two or three values a mean and a share are the count of every value. */
export function protectMean(mean: MeanFigure, csat: Figure, bottom: Figure, points: number | null): MeanFigure {
  if (isFew(mean.n)) return hiddenMean;
  return points !== null && points < 4 && protectBottom(bottom, csat).hidden ? hiddenMean : mean;
}

export const protectEffort = (ces: EffortFigure): EffortFigure =>
  protectFigure(ces, { ...hiddenFigure, points: ces.points, native: null, scale: null });

export const protectFamily = (family: FamilyFigures): FamilyFigures => ({
  points: family.points,
  scale: family.scale,
  rules: family.rules,
  csat: protectFigure(family.csat, hiddenFigure),
  mean_satisfaction: protectMean(family.mean_satisfaction, family.csat, family.bottom_box, family.points),
  bottom_box: protectBottom(family.bottom_box, family.csat),
});

export function protectEvaluators(document: ReportDocument): Pick<ReportDocument, "evaluator_csat" | "machine_csat"> {
  const hide = tellsFewEvaluations(document);
  const shown = (one: Figure): Figure => (hide && one.n !== 0 ? hiddenFigure : one);
  return { evaluator_csat: shown(document.evaluator_csat), machine_csat: shown(document.machine_csat) };
}

const withheldRate: RateFigure = {
  ...hiddenFigure,
  ...{ finished: null, delivered: null, open: null, complete: false, outside: {} },
};

type Rates = Pick<ReportDocument, "response_rate" | "response_rate_by_channel" | "completion" | "comment_rate">;

/** Of the channels no state is listed: each would be the other's, subtracted. */
export function protectRates(document: ReportDocument, hidden: HiddenCells): Rates {
  const { response_rate: rate, completion, comment_rate } = document;
  const { web, voice } = document.response_rate_by_channel;
  const finished = rate.finished ?? 0;
  const channel = (one: RateFigure, id: "web" | "voice"): RateFigure =>
    hidden.rate("channel", id) && one.n !== 0
      ? { ...withheldRate, complete: one.complete }
      : { ...one, open: null, outside: {} };
  const { responses } = protectCounts(document);
  return {
    response_rate: areFew(rate.delivered ?? 0, finished)
      ? { ...withheldRate, complete: rate.complete }
      : {
          ...rate,
          open: unlessFew(rate.open),
          outside: Object.fromEntries(Object.entries(rate.outside).filter(([, surveys]) => !isFew(surveys))),
        },
    response_rate_by_channel: { web: channel(web, "web"), voice: channel(voice, "voice") },
    completion: protectRate(completion, finished),
    comment_rate: responses === null ? hiddenFigure : protectRate(comment_rate),
  };
}

/** What is known of journeys differs by a few answers from one to the other, and from all of them. */
export function protectDrivers({ drivers, csat }: ReportDocument): readonly DriverFigure[] {
  return areFew(csat.n ?? 0, ...drivers.map(({ raw }) => raw.n ?? 0)) ? [] : drivers;
}

export const protectQuality = ({ survey_quality, csat, evaluations }: ReportDocument): readonly QualityFigure[] =>
  survey_quality.filter(
    ({ correlation: { n }, different_agents }) =>
      !areFew(csat.n ?? 0, n ?? 0) && !areFew(evaluations ?? 0, n ?? 0) && !isFew(different_agents),
  );
