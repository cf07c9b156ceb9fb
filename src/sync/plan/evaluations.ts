import { cut } from "../../base/index.ts";
import { countOf, type EventQuery, eventParts, idsPerRequest, maxAggregateWindow } from "../../collect/index.ts";
import { isLabelled } from "../../csat/index.ts";
import { endpoints } from "../../genesys/index.ts";
import { type Cost, type Planning, windowsOf } from "./planning.ts";

const evaluationEvents: EventQuery = {
  endpoint: endpoints.evaluationAggregates,
  things: "evaluations",
  metrics: ["nEvaluations"],
  groupBy: ["formId"],
  checked: [],
};

/** Answers of evaluations of labelled forms, and their interactions. */
export async function planEvaluations({ context, request, forms, open, stored }: Planning): Promise<Cost> {
  let [answers, requests] = [0, 0];
  const isChosen = (formId: string | null): boolean => {
    const form = forms.get(formId);
    return form === null || isLabelled(form, request.definition);
  };
  for (const gap of await open("evaluations")) {
    let [all, labelled] = [0, 0];
    for await (const groups of eventParts(context, cut(gap, maxAggregateWindow), evaluationEvents)) {
      await forms.load(
        "evaluation",
        groups.map(({ group }) => group?.["formId"] ?? null),
      );
      for (const group of groups) {
        const counted = countOf(group, "nEvaluations");
        all += counted;
        if (isChosen(group.group?.["formId"] ?? null)) labelled += counted;
      }
    }
    const read = [...(await stored.evaluation(gap))].reduce((sum, [form, n]) => sum + (isChosen(form) ? n : 0), 0);
    const unread = Math.max(0, labelled - read);
    answers += unread;
    // People's and machines' are searched for apart.
    requests += 2 * windowsOf(gap, all) + Math.ceil(all / idsPerRequest) + Math.ceil(unread / idsPerRequest);
  }
  return { answers, requests };
}
