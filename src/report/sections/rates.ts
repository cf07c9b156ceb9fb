import { ask, byChannel, type Filter, responseRateOf, wilson } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Figure, RateFigure, ReportDocument } from "../document.ts";
import { figure } from "./figures.ts";
import { withoutAnswers } from "./scores.ts";

type Funnel = Parameters<typeof responseRateOf>[0];

export const rateFigure = (rows: Funnel): RateFigure => {
  const { finished, delivered, open, complete, outside, ...estimate } = responseRateOf(rows);
  return { ...figure(estimate), finished, delivered, open, complete, outside };
};

/** By the cohort of interactions that ended in the range, whatever the basis of everything else. */
export async function readRates(
  reader: Reader,
  filter: Filter,
  open: { readonly open_since: string },
  signal?: AbortSignal,
): Promise<Pick<ReportDocument, "response_rate" | "response_rate_by_channel">> {
  const rows = await ask(reader, "funnel", {
    ...{ filter: withoutAnswers(filter), basis: "ended", parameters: open, signal },
  });
  const { web, voice } = byChannel(rows);
  return {
    response_rate: rateFigure(rows),
    response_rate_by_channel: { web: rateFigure(web), voice: rateFigure(voice) },
  };
}

/** Whether surveys are counted, and not evaluations alone. */
export const asksCustomers = ({ sources }: Filter): boolean => sources?.includes("surveys") ?? true;

/** Counts of responses, and the means over whole ones. */
export async function readVolume(
  reader: Reader,
  filter: Filter,
  open: { readonly open_since: string },
  signal?: AbortSignal,
) {
  const rows = await ask(reader, "volume", { filter, signal });
  const survey = rows.find(({ source }) => source === "survey");
  // What was begun and not finished has no time of completion: it is in the cohort alone.
  const begun = await ask(reader, "volume", {
    ...{ filter: withoutAnswers(filter), basis: "ended", parameters: open, signal },
  });
  const cohort = begun.find(({ source }) => source === "survey");
  const judged = rows.find(({ source }) => source === "evaluation");
  const counted = {
    responses: survey?.finished ?? 0,
    interactions: (asksCustomers(filter) ? survey : judged)?.interactions ?? 0,
    partial: (survey?.finished ?? 0) - (survey?.complete ?? 0),
    evaluations: judged?.finished ?? 0,
    unlinked: rows.reduce((sum, { unlinked }) => sum + unlinked, 0),
  };
  return {
    ...counted,
    completion: share(cohort?.complete ?? 0, cohort?.started ?? 0),
    comment_rate: share(survey?.commented ?? 0, survey?.finished ?? 0),
  };
}

const share = (part: number, n: number): Figure => ({
  value: n > 0 ? part / n : null,
  n,
  ...wilson({ favourable: part, n }),
});
