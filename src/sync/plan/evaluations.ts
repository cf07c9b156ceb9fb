import { cut } from "../../base/index.ts";
import {
  type EvaluationCount,
  type EventQuery,
  eventParts,
  idsPerRequest,
  maxAggregateWindow,
  priceEvaluations,
} from "../../collect/index.ts";
import { contextOf, type Form, isLabelled } from "../../csat/index.ts";
import { endpoints } from "../../genesys/index.ts";
import { planWindows } from "../sweeps/windows.ts";
import type { Cost, Planning } from "./planning.ts";
import { createSpread, scale, sumOf, unstoredShare } from "./spread.ts";

const evaluationEvents: EventQuery = {
  endpoint: endpoints.evaluationAggregates,
  things: "evaluations",
  metrics: ["nEvaluations"],
  groupBy: ["formId"],
  granularity: "P1D",
  checked: [],
};

/** Answers of evaluations of labelled forms, and their interactions. */
export async function planEvaluations(planning: Planning): Promise<Cost> {
  const { context, request, open, stored, firstWindow, dissatisfied } = planning;
  const { forms, routes } = context;
  const counts: EvaluationCount[] = [];
  let [answers, requests] = [0, 0];
  const isChosen = (formId: string | null): boolean => {
    const form = forms.get(formId);
    return form === null || isLabelled(form, request.definition);
  };
  for (const gap of [...(await open("evaluations"))].reverse()) {
    const submitted = createSpread(gap);
    for await (const groups of eventParts(context, cut(gap, maxAggregateWindow), evaluationEvents))
      for (const group of groups) submitted.add(group.group?.["formId"] ?? null, group, evaluationEvents.metrics);
    const all = submitted.all();
    await forms.load("evaluation", all.keys());
    const unstored = unstoredShare(all, await stored.evaluation(gap));
    const share = (formId: string | null): number => (isChosen(formId) ? unstored(formId) : 0);
    const unread = Math.round(sumOf(scale(all, share)));
    // People's and machines' are searched for apart; how many are whose is not counted.
    const windows = planWindows(gap, (window) => sumOf(submitted.within(window)), await firstWindow("evaluations"));
    for (const window of windows) {
      for (const [formId, evaluations] of scale(submitted.within(window), share)) {
        const form = forms.get(formId);
        counts.push({ form, evaluations, carries: carriesAnswers(form), isListed: true });
      }
    }
    answers += unread;
    requests += 2 * windows.length + Math.ceil(sumOf(all) / idsPerRequest) + Math.ceil(unread / idsPerRequest);
  }
  const reading = priceEvaluations({
    ...{ counts, routes: routes.evaluation, request: context.request },
    dissatisfied: (contextId) => dissatisfied("evaluations", contextId),
  });
  return { answers, requests, reading };

  /** A form that has proved itself while all texts were wanted was read from the rows of the search. */
  function carriesAnswers(form: Form | null): boolean {
    return request.texts === "all" && form !== null && routes.evaluation.of(contextOf(form)).route === "bulk";
  }
}
