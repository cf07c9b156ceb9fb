import { cut, type Interval, RequestError } from "../base/index.ts";
import { askGroups, countOf, isPartial, maxAggregateWindow } from "../collect/index.ts";
import { endpoints, type Genesys } from "../genesys/index.ts";

/** How often questions of surveys were answered, by the id that analytics gives a question. */
export interface AnswerCounts {
  /** Null where it is not known; `problem` has the reason. */
  readonly of: (ids: readonly string[]) => number | null;
  readonly problem: string | null;
}

const metric = "nSurveyQuestionResponses";

/**
 * Counts by `POST /analytics/surveys/aggregates/query` on event time, one request a month; form by form where that is
 * refused, since limits of grouped answers are not documented. The official SDK has the metric and the dimension; an
 * org's answer for them is not documented either, so an answer without any count is no zero.
 */
export async function countAnswers(
  genesys: Genesys,
  range: Interval,
  contextIds: readonly string[],
  signal?: AbortSignal,
): Promise<AnswerCounts> {
  const counts = new Map<string, number>();
  const windows = cut(range, maxAggregateWindow);
  try {
    try {
      for (const window of windows) await addCounts(counts, genesys, window, null, signal);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      counts.clear();
      for (const id of contextIds) for (const window of windows) await addCounts(counts, genesys, window, id, signal);
    }
  } catch (error) {
    if (!isPartial(error)) throw error;
    return unknown(`How often questions were answered is not known: ${error.message}`);
  }
  if (counts.size === 0) {
    return unknown(
      "How often questions were answered is not known: analytics counts no answer of the range by its question. Either " +
        "nobody answered, or it does not count them so.",
    );
  }
  return { of: (ids) => ids.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0), problem: null };
}

const unknown = (problem: string): AnswerCounts => ({ of: () => null, problem });

async function addCounts(
  counts: Map<string, number>,
  genesys: Genesys,
  window: Interval,
  contextId: string | null,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ofForm = { type: "dimension", dimension: "surveyFormContextId", value: contextId };
  const query = {
    endpoint: endpoints.surveyAggregates,
    metrics: [metric],
    groupBy: ["surveyFormContextId", "surveyFormId", "surveyQuestionId"],
    time: "eventTime",
    flattens: true,
    indivisible: true,
    ...(contextId === null ? {} : { filter: { type: "and", predicates: [ofForm] } }),
  } as const;
  for (const group of await askGroups({ genesys, signal }, window, query)) {
    const id = group.group?.["surveyQuestionId"];
    const count = countOf(group, metric);
    if (id && count > 0) counts.set(id, (counts.get(id) ?? 0) + count);
  }
}
