import { cut, hour, type Interval } from "../../base/index.ts";
import {
  countOf,
  type EventQuery,
  eventParts,
  joinStubs,
  maxAggregateWindow,
  rankOf,
  type SurveyStub,
  startOf,
  surveyMetrics,
  surveyStubOfGroup,
} from "../../collect/index.ts";
import { endpoints, type WireAggregateGroup } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import { everyState } from "../sweeps/survey-sweep.ts";
import { maxThings } from "../sweeps/windows.ts";

/** A response as Genesys counts it in a window: in the furthest state that it came to there. */
export interface Listed {
  readonly id: string;
  readonly conversationId: string | null;
  readonly formId: string | null;
  /** Null where nothing but its deletion was counted. */
  readonly status: string | null;
  /** The hour in which it came to that state, milliseconds since 1970 UTC; null as above. */
  readonly at: number | null;
  readonly deleted: boolean;
  /** Analytics' total score, a whole number; null where it has none. */
  readonly score: number | null;
  /** Of a survey. */
  readonly stub: SurveyStub | null;
}

/** One of which more than a deletion was counted. */
export type Counted = Listed & { readonly at: number };

export const isCounted = (listed: Listed): listed is Counted => listed.at !== null;

/** Windows are cut at whole hours, so that each of them falls into one. Days would begin at the window, not at midnight. */
const granularity = "PT1H";

const surveys: EventQuery = {
  ...everyState,
  metrics: [...everyState.metrics, "oSurveyTotalScore"],
  // Open ones too: what a sweep could not see is found here.
  checked: everyState.metrics,
  granularity,
};

const evaluations: EventQuery = {
  endpoint: endpoints.evaluationAggregates,
  things: "evaluations",
  metrics: ["nEvaluations", "nEvaluationsDeleted", "oTotalScore"],
  groupBy: ["conversationId", "evaluationId", "formId"],
  checked: ["nEvaluations", "nEvaluationsDeleted"],
  maxCount: maxThings,
  granularity,
};

/** What each kind of response is asked for by, and what a group of the answer shows. */
export const listings = {
  survey: { query: surveys, read: readSurvey },
  evaluation: { query: evaluations, read: readEvaluation },
} as const;

export type Kind = keyof typeof listings;

/**
 * Every response to which something happened in the range, once in each window, newest window first: so the first time that one
 * is met it has come furthest. The groups are checked against the count without groups, as those of a sweep.
 */
export async function* listResponses(
  context: SyncContext,
  kind: Kind,
  range: Interval,
): AsyncGenerator<readonly Listed[]> {
  const { query, read } = listings[kind];
  for await (const groups of eventParts(context, cut(range, maxAggregateWindow), query)) {
    const seen = new Map<string, Listed>();
    let unnamed = 0;
    for (const group of groups) {
      const listed = read(context, group);
      if (listed === null) unnamed += 1;
      else seen.set(listed.id, join(seen.get(listed.id), listed));
    }
    if (unnamed > 0)
      context.findings.miss(`Genesys counts ${unnamed} ${kind}s without naming them: they are not compared.`);
    yield [...seen.values()];
  }
}

function readSurvey(context: SyncContext, group: WireAggregateGroup): Listed | null {
  const id = group.group?.["surveyId"];
  if (!id) return null;
  const stub = surveyStubOfGroup(context, group);
  const { conversationId, formId, deleted } = stub;
  const last = latest(group, surveyMetrics.deleted, "oSurveyTotalScore");
  return { id, conversationId, formId, ...last, status: last.at === null ? null : stub.status, deleted, stub };
}

function readEvaluation(_: SyncContext, group: WireAggregateGroup): Listed | null {
  const id = group.group?.["evaluationId"];
  if (!id) return null;
  const last = latest(group, "nEvaluationsDeleted", "oTotalScore");
  return {
    ...{ id, conversationId: group.group?.["conversationId"] ?? null, formId: group.group?.["formId"] ?? null },
    ...last,
    status: last.at === null ? null : "Finished",
    deleted: countOf(group, "nEvaluationsDeleted") > 0,
    stub: null,
  };
}

/** The last hour in which something else than a deletion was counted of a group, and the last score. */
function latest({ data }: WireAggregateGroup, deletions: string, scores: string): Pick<Listed, "at" | "score"> {
  let [at, scored, score]: [number | null, number, number | null] = [null, Number.NEGATIVE_INFINITY, null];
  for (const part of data ?? []) {
    const start = startOf(part);
    const counts = (part.metrics ?? []).filter(({ metric, stats }) => metric !== deletions && (stats?.count ?? 0) > 0);
    if (start === null || counts.length === 0) continue;
    at = Math.max(at ?? start, start);
    const stats = counts.find(({ metric }) => metric === scores)?.stats;
    if (stats?.count == null || stats.sum == null || start < scored) continue;
    // The sum of an hour in which it was scored twice is no score, and an earlier one is outdated.
    [scored, score] = [start, stats.count === 1 ? stats.sum : null];
  }
  return { at: at === null ? null : Math.floor(at / hour) * hour, score };
}

function join(one: Listed | undefined, other: Listed): Listed {
  if (!one) return other;
  const [ahead, behind] = isAhead(other, one) ? [other, one] : [one, other];
  return {
    ...ahead,
    conversationId: ahead.conversationId ?? behind.conversationId,
    formId: ahead.formId ?? behind.formId,
    deleted: one.deleted || other.deleted,
    stub: one.stub && other.stub ? joinStubs(one.stub, other.stub) : (one.stub ?? other.stub),
  };
}

const isAhead = (one: Listed, other: Listed): boolean => {
  const further = rankOf(one.status) - rankOf(other.status);
  return further > 0 || (further === 0 && (one.at ?? 0) > (other.at ?? 0));
};
