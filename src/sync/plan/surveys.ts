import { cut } from "../../base/index.ts";
import { countOf, type EventQuery, eventParts, idsPerRequest, maxAggregateWindow } from "../../collect/index.ts";
import { endpoints, type WireAggregateGroup } from "../../genesys/index.ts";
import { type Cost, type Planning, windowsOf } from "./planning.ts";

const surveyEvents: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "surveys",
  metrics: ["nSurveyResponses", "nSurveysSent", "nVoiceSurveys"],
  groupBy: [],
  checked: [],
};

/** Answers of surveys, and the interactions of all of them. */
export async function planSurveys({ context, open, stored }: Planning): Promise<Cost> {
  let [answers, requests] = [0, 0];
  for (const gap of await open("surveys")) {
    let [answered, given] = [0, 0];
    for await (const groups of eventParts(context, cut(gap, maxAggregateWindow), surveyEvents)) {
      answered += sum(groups, "nSurveyResponses");
      given += sum(groups, "nSurveysSent") + sum(groups, "nVoiceSurveys");
    }
    const read = [...(await stored.survey(gap)).values()].reduce((all, count) => all + count, 0);
    const unread = Math.max(0, answered - read);
    // Interactions of open surveys are linked too; as many of them are new as of the answers.
    const linked = answered === 0 ? given : (given * unread) / answered;
    answers += unread;
    // Listed, counted, and dated by their creation.
    requests += 3 * windowsOf(gap, answered + given) + Math.ceil(linked / idsPerRequest);
  }
  return { answers, requests };
}

const sum = (groups: readonly WireAggregateGroup[], metric: string): number =>
  groups.reduce((all, group) => all + countOf(group, metric), 0);
