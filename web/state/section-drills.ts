import type { ReportDocument } from "../../src/report/index.ts";
import type { Figure, GroupFigures, NpsFigure, RateFigure, TrendPoint } from "./document.ts";
import { answersBehind, behind, byChannel, type Drill, figures, ofGroup, ofPeriod } from "./drill.ts";
import type { ByAttribute } from "./names.ts";
import type { Query } from "./query.ts";
import type { SectionKey, Sections } from "./sections.ts";

/** The numbers of one section, by the same keys, each with the rows behind it. */
type Part<Key extends SectionKey> = Sections<Key>;

/** The length of scale that the headline is of; null where all are pooled, or nobody answered. */
export const headlinePoints = ({ pooled, families }: Pick<ReportDocument, "pooled" | "families">): number | null =>
  pooled ? null : (families[0]?.points ?? null);

/** How many of n a share is; null where answers are shared out, and a share is no whole number of them. */
function partOf(share: number | null, { n, effective_n }: { n: number | null; effective_n?: number }): number | null {
  return share === null || n === null || effective_n !== undefined ? null : Math.round(share * n);
}

export const volumeDrills = (query: Query, part: Part<"volume">) => ({
  responses: behind(query, part.responses, "responses"),
  partial: behind(query, part.partial, "partial"),
  evaluations: behind(query, part.evaluations, "evaluations"),
  unlinked: behind(query, part.unlinked, "unlinked"),
  completion: behind(query, part.completion.n, "completion"),
  comment_rate: behind(query, part.comment_rate.n, "responses"),
  comments: behind(query, partOf(part.comment_rate.value, part.comment_rate), "comments"),
});

export function csatDrills(query: Query, part: Part<"csat" | "families" | "about">) {
  const points = headlinePoints(part);
  const { csat, mean_satisfaction: mean, bottom_box: bottom, csat_by_channel: channels } = part;
  const figure = figures.ofPoints("csat", points);
  const of = (channel: "web" | "voice"): Drill | null =>
    answersBehind(query, channels[channel].n, `csat:${points ?? ""}:${channel}`);
  return {
    csat: answersBehind(query, csat.n, figure),
    mean_satisfaction: answersBehind(query, mean.n, figure),
    bottom_box: answersBehind(query, bottom.n, figure),
    satisfied: answersBehind(query, partOf(csat.value, csat), figures.ofPoints("satisfied", points)),
    bottom: answersBehind(query, partOf(bottom.value, bottom), figures.ofPoints("bottom", points)),
    csat_by_channel: { web: of("web"), voice: of("voice") },
  };
}

export const npsDrills = (query: Query, nps: NpsFigure) => ({
  nps: answersBehind(query, nps.n, "nps"),
  promoters: answersBehind(query, partOf(nps.promoters, nps), "promoters"),
  passives: answersBehind(query, partOf(nps.passives, nps), "passives"),
  detractors: answersBehind(query, partOf(nps.detractors, nps), "detractors"),
});

export const effortDrills = (query: Query, part: Part<"effort">) => ({
  ces: answersBehind(query, part.ces.n, figures.ofPoints("ces", part.ces.points)),
  ces_families: part.ces_families.map(({ n, points }) => answersBehind(query, n, figures.ofPoints("ces", points))),
});

export const resolutionDrills = (query: Query, part: Part<"resolution" | "about">) => ({
  resolution: answersBehind(
    query,
    part.resolution.n,
    figures.ofPoints("resolution", part.pooled ? null : part.resolution_families[0]?.points),
  ),
  resolution_families: part.resolution_families.map(({ n, points }) =>
    answersBehind(query, n, figures.ofPoints("resolution", points)),
  ),
});

export const familyDrills = (query: Query, { families }: Part<"families">) =>
  families.map(({ points, csat }) => answersBehind(query, csat.n, figures.ofPoints("csat", points)));

export const indexDrill = (query: Query, part: Part<"csat_index">): Drill | null =>
  behind(query, part.csat_index.n, "index");

export const genesysScoreDrill = (query: Query, part: Part<"genesys_score">): Drill | null =>
  behind(query, part.genesys_score.n, "score");

export const evaluationDrills = (query: Query, part: Part<"evaluations">) => ({
  evaluator_csat: behind(query, part.evaluator_csat.n, "evaluator"),
  machine_csat: behind(query, part.machine_csat.n, "machine"),
});

/** The steps of the funnel, and what became of the surveys that are outside of the rate. */
export function rateDrills(query: Query, rate: RateFigure, channel: "web" | "voice" | null = null) {
  const of = (n: number | null, figure: string): Drill | null => behind(query, n, byChannel(figure, channel));
  const created = createdOf(rate);
  return {
    created: of(created, "created"),
    delivered: of(rate.delivered, "delivered"),
    answered: of(rate.finished, "answered"),
    open: of(rate.open, "open"),
    outside: Object.fromEntries(
      Object.entries(rate.outside).map(([state, surveys]) => [state, of(surveys, `state:${state}`)]),
    ),
  };
}

/** Surveys that were created for a customer: all but those that another one replaced. */
export function createdOf({ delivered, outside }: RateFigure): number | null {
  if (delivered === null) return null;
  return Object.entries(outside).reduce(
    (sum, [state, surveys]) => (state === "Superseded" ? sum : sum + surveys),
    delivered,
  );
}

export function coverageDrill(query: Query, { coverage }: Part<"coverage">): Drill | null {
  const { from, to, surveys } = coverage;
  return from === null || to === null ? null : behind(ofPeriod(query, { from, to }), surveys, "created");
}

/** What the numbers of the period before are of. */
export function changeDrills(query: Query, part: Part<"changes" | "about" | "families">) {
  const { csat, nps, mean_satisfaction: mean } = part.changes;
  const before = part.compared_with === null ? null : ofPeriod(query, part.compared_with);
  const figure = figures.ofPoints("csat", headlinePoints(part));
  return {
    csat: answersBehind(before, csat?.before.n, figure),
    nps: answersBehind(before, nps?.before.n, "nps"),
    mean_satisfaction: answersBehind(before, mean?.before.n, figure),
  };
}

/** `points` is the length of the headline's scale: `headlinePoints`. */
export function pointDrills(query: Query, point: TrendPoint, points: number | null) {
  const own = ofPeriod(query, point);
  return {
    responses: answersBehind(own, point.responses, figures.ofPoints("csat", points)),
    csat: answersBehind(own, point.csat.n, figures.ofPoints("csat", points)),
    nps: answersBehind(own, point.nps.n, "nps"),
    open: behind(own, point.open, "open"),
  };
}

export function distributionDrills(query: Query, part: Part<"distribution" | "families">): readonly (Drill | null)[] {
  const points = part.families[0]?.points ?? null;
  return part.distribution.map(({ value, n }) =>
    answersBehind(query, n, points === null ? null : figures.value(points, value)),
  );
}

/** The numbers of one group; null where no filter names it. */
export function groupDrills(query: Query, by: string | ByAttribute, group: GroupFigures) {
  const own = ofGroup(query, by, group.id);
  const { points, question, csat, nps } = group;
  const figure = figures.ofPoints("csat", points);
  return {
    responses: answersBehind(own, group.responses, question === null ? figure : questionFigure(group)),
    csat: answersBehind(own, csat.n, figure),
    mean_satisfaction: answersBehind(own, group.mean_satisfaction.n, figure),
    nps: answersBehind(own, nps.n, "nps"),
    evaluator_csat: behind(own, group.evaluator_csat.n, "evaluator"),
    machine_csat: behind(own, group.machine_csat.n, "machine"),
    response_rate: behind(own, group.response_rate.n, "delivered"),
    open: behind(own, group.open, "open"),
    question: question === null ? null : questionDrills(own, group.id, question),
  };
}

/** The answers of one period of a group; `points` is the length of scale that its CSAT is of. */
export const seriesDrill = (
  query: Query,
  by: string,
  { id, points }: Pick<GroupFigures, "id" | "points">,
  point: { readonly from: string; readonly to: string; readonly csat: Figure },
): Drill | null => {
  const own = ofGroup(query, by, id);
  return answersBehind(own && ofPeriod(own, point), point.csat.n, figures.ofPoints("csat", points));
};

const questionFigure = ({ id }: GroupFigures): string | null => (id === null ? null : figures.question(id));

function questionDrills(query: Query | null, id: string | null, question: NonNullable<GroupFigures["question"]>) {
  const { n, ces, resolution, answers } = question;
  const figure = id === null ? null : figures.question(id);
  return {
    n: behind(query, n, figure),
    ces: behind(query, ces?.n, ces === null ? null : figures.ofPoints("ces", ces.points)),
    // On several lengths of scale it is of one of them, and not said of which.
    resolution: resolution?.n === n ? behind(query, n, figure) : null,
    answers: (answers ?? []).map((one) => behind(query, one.n, id === null ? null : figures.question(id, one.value))),
  };
}

export const hourDrill = (query: Query, cell: Part<"hours">["hours"][number], points: number | null): Drill | null =>
  answersBehind(query, cell.csat.n, figures.hour(cell.weekday, cell.hour, points));

export const driverDrill = (query: Query, { driver, raw }: Part<"drivers">["drivers"][number]): Drill | null =>
  behind(query, raw.n, `driver:${driver}`);

export function qualityDrills(
  query: Query,
  { by, correlation, quadrants }: Part<"survey_quality">["survey_quality"][number],
) {
  const of = (n: number | undefined, quadrant: string): Drill | null => behind(query, n, `pairs:${by}:${quadrant}`);
  return {
    correlation: behind(query, correlation.n, `pairs:${by}`),
    satisfied_good: of(quadrants?.satisfied_good, "high-high"),
    satisfied_poor: of(quadrants?.satisfied_poor, "high-low"),
    unsatisfied_good: of(quadrants?.unsatisfied_good, "low-high"),
    unsatisfied_poor: of(quadrants?.unsatisfied_poor, "low-low"),
  };
}
