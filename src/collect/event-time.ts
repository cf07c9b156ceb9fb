import { cut, DecodeError, day, type Interval } from "../base/index.ts";
import { endpoints, type WireAggregateGroup } from "../genesys/index.ts";
import { chunks } from "./batches.ts";
import { countOf, type EventQuery, eventParts, readEvents } from "./events.ts";
import type { FetchContext } from "./fetch-context.ts";
import { isPartial } from "./findings.ts";
import { idsPerRequest, maxAggregateWindow } from "./limits.ts";
import { readListedStatus } from "./response-status.ts";
import { isAnswered, type SurveyCandidate, type SurveyStub } from "./stubs.ts";

/*
 * The event-time sweep: one aggregate query names every survey that got an answer in a stretch of time, whenever its
 * interaction was.
 */

/** Event time and completed date may differ: the sweep looks a little further, the survey's own date decides. */
const before = day;
const after = 2 * day;

/** Names of the metrics that count an answered and a deleted survey, and one that the customer began. */
export const surveyMetrics = {
  answered: "nSurveyResponses",
  deleted: "nSurveysDeleted",
  begun: ["nSurveysStarted", "nSurveysAbandoned"],
} as const;

const answered: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "answered surveys",
  metrics: [surveyMetrics.answered, surveyMetrics.deleted],
  groupBy: ["conversationId", "surveyId", "surveyFormId", "surveyStatus", "queueId", "userId"],
  checked: [surveyMetrics.answered],
};

export interface EventTimeSweep {
  readonly candidates: readonly SurveyCandidate[];
  /** Ids of surveys that were deleted in the same time. */
  readonly deleted: ReadonlySet<string>;
}

/** The windows in which the surveys of the range may have been answered, by event time. */
export function eventTimeWindows({ request: { range }, clock }: Pick<FetchContext, "request" | "clock">): Interval[] {
  const to = Math.min(range.to + after, Math.max(clock.now(), range.to));
  return cut({ from: range.from - before, to }, maxAggregateWindow);
}

/** Surveys answered in the range, by `POST /analytics/surveys/aggregates/query` on event time. */
export async function sweepEventTime(context: FetchContext): Promise<EventTimeSweep> {
  const found = new Map<string, SurveyCandidate>();
  const deleted = new Set<string>();
  let unnamed = 0;
  for await (const groups of eventParts(context, eventTimeWindows(context), answered)) {
    for (const group of groups) {
      const surveyId = group.group?.["surveyId"] ?? null;
      const stub = surveyStubOfGroup(context, group);
      if (surveyId && stub.deleted) deleted.add(surveyId);
      if (!isAnswered(stub)) continue;
      const { conversationId, formId, queueId } = stub;
      if (!surveyId && !conversationId) {
        unnamed += 1;
        continue;
      }
      found.set(surveyId ?? `of ${conversationId}`, { surveyId, conversationId, formId, queueId });
    }
  }
  if (unnamed > 0 && found.size === 0) throw closeUnnamed(context);
  if (unnamed > 0) context.findings.miss(unnamedSurvey);
  return { candidates: [...found.values()], deleted };
}

/** Of a part of the surveys that were answered in a stretch of time. */
export const unnamedSurvey = "Analytics counted an answered survey without naming it or its interaction.";

/** The error where none is named that was answered: the answer was grouped by something else than was asked for, as it always is. */
export function closeUnnamed({ findings }: Pick<FetchContext, "findings">): DecodeError {
  const error = new DecodeError(
    "Survey aggregates that were to be grouped by survey and interaction came without both.",
    "Report this message: Genesys, or whatever stands for it, groups aggregates by something else.",
    null,
  );
  findings.close(endpoints.surveyAggregates.name, error);
  return error;
}

/** A survey as a group of an aggregate lists it. */
export function surveyStubOfGroup({ findings }: FetchContext, group: WireAggregateGroup): SurveyStub {
  const isCounted = countOf(group, surveyMetrics.answered) > 0;
  return {
    conversationId: group.group?.["conversationId"] ?? null,
    formId: group.group?.["surveyFormId"] ?? null,
    queueId: group.group?.["queueId"] ?? null,
    agentId: group.group?.["userId"] ?? null,
    surveyType: group.group?.["surveyType"] ?? null,
    status: readListedStatus(findings, group.group?.["surveyStatus"], isCounted),
    started: surveyMetrics.begun.some((metric) => countOf(group, metric) > 0),
    deleted: countOf(group, surveyMetrics.deleted) > 0,
    ...(isCounted ? { answered: true } : {}),
  };
}

/** Which of these surveys analytics counts as deleted; none where that cannot be asked. At most a handful of requests. */
export async function confirmDeleted(context: FetchContext, ids: readonly string[]): Promise<Set<string>> {
  const window = {
    from: context.request.range.from - before,
    to: Math.max(context.clock.now(), context.request.range.to),
  };
  const deleted = new Set<string>();
  for (const chunk of chunks(ids, idsPerRequest)) {
    const predicates = chunk.map((value) => ({ type: "dimension", dimension: "surveyId", value }));
    const filter = { type: "or", predicates };
    const query: EventQuery = { ...answered, groupBy: ["surveyId"], filter, checked: [], onUnread: () => {} };
    try {
      for (const group of await readEvents(context, [window], query)) {
        const id = group.group?.["surveyId"];
        if (id && countOf(group, surveyMetrics.deleted) > 0) deleted.add(id);
      }
    } catch (error) {
      if (!isPartial(error)) throw error;
    }
  }
  return deleted;
}
