import { cut, day, hour, isoTime } from "../../base/index.ts";
import { askGroups, chunks, idsPerRequest, isPartial, maxAggregateWindow, startOf } from "../../collect/index.ts";
import { endpoints } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import type { Counted } from "./listed.ts";

/** The hours in which these surveys were created, ISO 8601, as far as analytics shows them: at most four requests a hundred. */
export async function findCreated(
  context: SyncContext,
  surveys: readonly Counted[],
): Promise<ReadonlyMap<string, string>> {
  const created = new Map<string, string>();
  const inOrder = [...surveys].sort((a, b) => a.at - b.at);
  try {
    for (const chunk of chunks(inOrder, idsPerRequest)) await findOf(context, chunk, created);
  } catch (error) {
    if (!isPartial(error)) throw error;
    context.findings.note(`The sent dates of some surveys are unknown: ${error.message}`);
  }
  return created;
}

async function findOf(context: SyncContext, surveys: readonly Counted[], created: Map<string, string>): Promise<void> {
  const times = surveys.map(({ at }) => at);
  const range = { from: Math.floor(Math.min(...times) / day) * day - context.horizon, to: Math.max(...times) + hour };
  for (const window of cut(range, maxAggregateWindow).reverse()) {
    const open = surveys.filter(({ id }) => !created.has(id));
    if (open.length === 0) return;
    const predicates = open.map(({ id: value }) => ({ type: "dimension", dimension: "surveyId", value }));
    const groups = await askGroups(context, window, {
      endpoint: endpoints.surveyAggregates,
      ...{ metrics: ["nWebSurveys", "nVoiceSurveys", "nSurveysSent", "nSurveyResponses"], groupBy: ["surveyId"] },
      ...{ time: "surveyCreatedDate", granularity: "PT1H", filter: { type: "or", predicates } },
    });
    for (const { group, data } of groups) {
      const hours = (data ?? []).flatMap((part) => startOf(part) ?? []);
      if (group?.["surveyId"] && hours.length > 0) created.set(group["surveyId"], isoTime(Math.min(...hours)));
    }
  }
}
