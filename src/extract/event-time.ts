import { cut, day, hour, type Interval, isoInterval, RequestError } from "../base/index.ts";
import { aggregateGroup, decode, endpoints, type WireAggregateGroup } from "../genesys/index.ts";
import { chunks } from "./batches.ts";
import { isFinished, type SurveyCandidate } from "./candidate.ts";
import { isPartial, reasonOf } from "./findings.ts";
import type { Job } from "./job.ts";

/*
 * The event-time sweep: one aggregate query names every survey that got an answer in a stretch of time, whenever its
 * interaction was. The answer is checked against the same query without groups; where it holds less, or is refused for
 * its size, the window is halved.
 */

/** Event time and completed date may differ: the sweep looks a little further, the survey's own date decides. */
const before = day;
const after = 2 * day;
/** Row limits of grouped answers are not documented; a month is asked for at once and halved where it is too much. */
const longest = 31 * day;
const shortest = hour;

const responses = "nSurveyResponses";
const deletions = "nSurveysDeleted";

type Groups = readonly WireAggregateGroup[];

export interface EventTimeSweep {
  readonly candidates: readonly SurveyCandidate[];
  /** Ids of surveys that were deleted in the same time. */
  readonly deleted: ReadonlySet<string>;
}

/** Surveys answered in the range, by `POST /analytics/surveys/aggregates/query` on event time. */
export async function sweepEventTime(job: Job): Promise<EventTimeSweep> {
  const { range } = job.request;
  const padded = { from: range.from - before, to: Math.min(range.to + after, Math.max(job.clock.now(), range.to)) };
  const found = new Map<string, SurveyCandidate>();
  const deleted = new Set<string>();
  for (const window of cut(padded, longest)) {
    for (const group of await settle(job, window, await readGroups(job, window))) {
      const { surveyId = null, conversationId = null, surveyFormId = null, queueId = null } = group.group ?? {};
      if (surveyId && count(group, deletions) > 0) deleted.add(surveyId);
      if (!isFinished(group.group?.["surveyStatus"]) && count(group, responses) === 0) continue;
      if (!surveyId && !conversationId) {
        job.findings.miss("Analytics counted an answered survey without naming it or its interaction.");
        continue;
      }
      found.set(surveyId ?? `of ${conversationId}`, { surveyId, conversationId, formId: surveyFormId, queueId });
    }
  }
  return { candidates: [...found.values()], deleted };
}

/** Which of these surveys analytics counts as deleted; none where that cannot be asked. At most a handful of requests. */
export async function confirmDeleted(job: Job, ids: readonly string[]): Promise<Set<string>> {
  const window = { from: job.request.range.from - before, to: Math.max(job.clock.now(), job.request.range.to) };
  const deleted = new Set<string>();
  for (const chunk of chunks(ids, 100)) {
    const predicates = chunk.map((value) => ({ type: "dimension", dimension: "surveyId", value }));
    try {
      for (const group of await ask(job, window, ["surveyId"], { type: "or", predicates })) {
        const id = group.group?.["surveyId"];
        if (id && count(group, deletions) > 0) deleted.add(id);
      }
    } catch (error) {
      if (!isPartial(error)) throw error;
    }
  }
  return deleted;
}

/** `groups` is what the window answered, null where it was refused for its size. */
async function settle(job: Job, window: Interval, groups: Groups | null): Promise<Groups> {
  if (groups && (await isWhole(job, window, groups))) return groups;
  if (window.to - window.from <= shortest) return short(job, window, groups ?? []);
  const middle = Math.floor((window.from + window.to) / 2);
  const [left, right] = [
    { ...window, to: middle },
    { ...window, from: middle },
  ];
  const [first, second] = [await readGroups(job, left), await readGroups(job, right)];
  // Halving brought nothing new: the count is what differs, not the list, and halving on would only spend requests.
  if (groups && first && second && sum(first) + sum(second) <= sum(groups)) return short(job, window, groups);
  return [...(await settle(job, left, first)), ...(await settle(job, right, second))];
}

function short(job: Job, window: Interval, groups: Groups): Groups {
  job.findings.miss(`Analytics lists fewer answered surveys than it counts in ${isoInterval(window)}.`);
  return groups;
}

/** A size that is too large is refused with one of these, or the answer breaks off; nothing says which. */
const tooLarge = new Set([400, 413, 500, 502, 504]);

async function readGroups(job: Job, window: Interval): Promise<Groups | null> {
  try {
    return await ask(job, window, ["conversationId", "surveyId", "surveyFormId", "surveyStatus", "queueId", "userId"]);
  } catch (error) {
    const small = window.to - window.from <= shortest;
    if (error instanceof RequestError && tooLarge.has(error.status) && !small) return null;
    throw error;
  }
}

/** Grouped and ungrouped must count the same; more in the groups (a survey in several) is no loss. */
async function isWhole(job: Job, window: Interval, groups: Groups): Promise<boolean> {
  return sum(await ask(job, window, [])) <= sum(groups);
}

async function ask(job: Job, window: Interval, groupBy: readonly string[], filter?: object): Promise<Groups> {
  const body = {
    interval: isoInterval(window),
    alternateTimeDimension: "eventTime",
    metrics: [responses, deletions],
    ...(groupBy.length > 0 ? { groupBy } : {}),
    ...(filter ? { filter } : {}),
  };
  const answer = await job.genesys.ask(endpoints.surveyAggregates, { body }, job.signal);
  return (answer.results ?? []).flatMap((item) => {
    try {
      return [decode(aggregateGroup, item, { endpoint: endpoints.surveyAggregates })];
    } catch (error) {
      job.findings.problem("row", `survey aggregates ${isoInterval(window)}`, reasonOf(error));
      return [];
    }
  });
}

const count = ({ data }: WireAggregateGroup, name: string): number =>
  (data ?? [])
    .flatMap(({ metrics }) => metrics ?? [])
    .reduce((total, { metric, stats }) => total + (metric === name ? (stats?.count ?? 0) : 0), 0);

const sum = (groups: Groups): number => groups.reduce((total, group) => total + count(group, responses), 0);
