import { cut, type Interval } from "../../base/index.ts";
import {
  type Batch,
  type EventQuery,
  eventParts,
  idsPerRequest,
  maxAggregateWindow,
  priceSurveys,
} from "../../collect/index.ts";
import { endpoints } from "../../genesys/index.ts";
import { costOfCreation } from "../sweeps/survey-creation.ts";
import { planWindows } from "../sweeps/windows.ts";
import type { Cost, Planning } from "./planning.ts";
import { addCount, createSpread, scale, sumOf, unstoredShare } from "./spread.ts";

const surveyEvents: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "surveys",
  metrics: ["nSurveyResponses", "nSurveysSent", "nVoiceSurveys"],
  groupBy: ["surveyFormId"],
  granularity: "P1D",
  checked: [],
};

/** Answers of surveys, and the interactions of all of them. */
export async function planSurveys(planning: Planning): Promise<Cost> {
  const { context, open, stored, firstWindow, dissatisfied } = planning;
  const counts = new Map<string | null, number>();
  const batchSizes: number[] = [];
  const gaps = await open("surveys");
  let requests = 0;
  for (const gap of [...gaps].reverse()) {
    const [answered, given] = [createSpread(gap), createSpread(gap)];
    for await (const groups of eventParts(context, cut(gap, maxAggregateWindow), surveyEvents)) {
      for (const group of groups) {
        const formId = group.group?.["surveyFormId"] ?? null;
        answered.add(formId, group, ["nSurveyResponses"]);
        given.add(formId, group, ["nSurveysSent", "nVoiceSurveys"]);
      }
    }
    const [all, sent] = [sumOf(answered.all()), sumOf(given.all())];
    const share = unstoredShare(answered.all(), await stored.survey(gap));
    const unread = scale(answered.all(), share);
    for (const [form, count] of unread) addCount(counts, form, count);
    // Interactions of open surveys are linked too; as many of them are new as of the answers.
    const linked = all === 0 ? sent : (sent * sumOf(unread)) / all;
    const things = (window: Interval): number => sumOf(answered.within(window)) + sumOf(given.within(window));
    const windows = planWindows(gap, things, await firstWindow("surveys"));
    for (const window of windows) batchSizes.push(sumOf(scale(answered.within(window), share)));
    // Counted and listed.
    requests += 2 * windows.length + costOfCreation(gap, sent, windows.length) + Math.ceil(linked / idsPerRequest);
  }
  const answers = Math.round(sumOf(counts));
  const reading = await priceSurveys(context, {
    counts,
    batches: batchSizes.map((some): Batch => ({ share: some / Math.max(1, answers), windows: 1 })),
    end: gaps.at(-1)?.to ?? context.request.range.to,
    dissatisfied: (contextId) => dissatisfied("surveys", contextId),
  });
  return { answers, requests, reading };
}
