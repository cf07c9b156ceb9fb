import type { Interval } from "../../base/index.ts";
import {
  countEvents,
  countOf,
  type EventQuery,
  isFinished,
  isMuch,
  type Run,
  readEvents,
  readSurveys,
  type SurveyCandidate,
  scored,
} from "../../extract/index.ts";
import { endpoints, type WireAggregateGroup } from "../../genesys/index.ts";
import { findChildren } from "../documents/lookup.ts";
import { joinSightings, type SurveySighting } from "../documents/sightings.ts";
import { linkAndName } from "../link.ts";
import { troubled } from "../problems.ts";
import { createWindowRun, type Session } from "../session.ts";
import { createSurveyCreation } from "./survey-creation.ts";
import { most, type ReadWindow } from "./windows.ts";

const answered = "nSurveyResponses";
const deleted = "nSurveysDeleted";
const begun = ["nSurveysStarted", "nSurveysAbandoned"];

/**
 * Metrics that count a survey in every state that any of them counts: a group in which none counted anything may be absent
 * (opting out has no metric; the interaction tells of it).
 */
const everyState: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "surveys",
  metrics: [
    ...["nWebSurveys", "nVoiceSurveys", "nSurveysSent", "nSurveysExpired", "nSurveyErrors", answered, deleted],
    ...begun,
  ],
  groupBy: ["conversationId", "surveyId", "surveyFormId", "surveyStatus", "surveyType", "queueId", "userId"],
  checked: [answered, deleted],
  most,
};

/**
 * One window of surveys: every one that something happened to, the answers of the finished, and their interactions; null and
 * nothing of them where they are too many.
 */
export function createSurveySweep(session: Session): ReadWindow {
  const tellCreated = createSurveyCreation(session);
  return (window, stretch) => sweepSurveys(session, window, (seen) => tellCreated(window, stretch, seen));
}

async function sweepSurveys(
  session: Session,
  window: Interval,
  tellCreated: (seen: Map<string, SurveySighting>) => Promise<void>,
): Promise<number | null> {
  const { job, store } = session;
  const counted = await countEvents(job, window, everyState);
  if (isMuch(window, counted, everyState)) return null;
  const groups = await readEvents(job, window, everyState, counted);
  const seen = new Map<string, SurveySighting>();
  const unnamed: SurveyCandidate[] = [];
  for (const group of groups) {
    const id = group.group?.["surveyId"];
    const sighting = sight(group);
    if (id) {
      const before = seen.get(id);
      seen.set(id, before ? joinSightings(before, sighting) : sighting);
    } else if (sighting.conversationId && isFinished(sighting.status)) {
      const { conversationId, formId, queueId } = sighting;
      unnamed.push({ surveyId: null, conversationId, formId, queueId });
    } else if (isFinished(sighting.status)) {
      job.findings.miss("Analytics counted an answered survey without naming it or its interaction.");
    }
  }
  await tellCreated(seen);
  for (const [id, sighting] of seen) {
    store.keep("survey-sighting", id, sighting, { parentId: sighting.conversationId });
  }
  job.count({ found: seen.size });
  await readSighted(session, seen, unnamed);
  return groups.length;
}

/** Reads the answers of finished surveys that are not stored, and links all of them. */
export async function readSighted(
  session: Session,
  seen: ReadonlyMap<string, SurveySighting>,
  unnamed: readonly SurveyCandidate[] = [],
  run: Run = createWindowRun(session),
): Promise<void> {
  const finished = [...seen].filter(([, { status, deleted }]) => isFinished(status) && !deleted);
  const ids = finished.map(([id]) => id);
  const [stored, trouble] = [await settledSurveys(session, ids), await troubled(session, "survey", ids)];
  const open = finished.filter(([id]) => !stored.has(id) && !trouble.has(id));
  // A newer window may have told already that it was deleted.
  await session.store.flush();
  const sightings = await session.store.read(
    "survey-sighting",
    open.map(([id]) => id),
  );
  const wanted = open
    .filter(([id]) => (sightings.get(id) as SurveySighting | undefined)?.deleted !== true)
    .map(([surveyId, { conversationId, formId, queueId }]) => ({ surveyId, conversationId, formId, queueId }));
  const surveys = await readSurveys(run, [...wanted, ...(await unread(session, unnamed))]);
  await session.forms.load("survey", [
    ...[...seen.values()].map(({ formId }) => formId),
    ...surveys.map(({ surveyForm }) => surveyForm?.id),
  ]);
  await session.forms.loadScored(
    "survey",
    surveys.map(({ id, surveyForm, answers }) => scored(id, surveyForm, answers)),
  );
  await session.forms.decideLeads(
    "survey",
    [...seen.values()].flatMap(({ formId }) => session.forms.get(formId) ?? []),
  );
  await linkAndName(session, run, {
    interactions: [
      ...[...seen.values()].filter(({ deleted }) => !deleted).map(({ conversationId }) => conversationId),
      ...surveys.map(({ conversation }) => conversation?.id),
    ],
    agents: [...seen.values()].map(({ agentId }) => agentId),
    queues: [...seen.values()].map(({ queueId }) => queueId),
    responses: surveys,
  });
}

const sight = (group: WireAggregateGroup): SurveySighting => ({
  conversationId: group.group?.["conversationId"] ?? null,
  formId: group.group?.["surveyFormId"] ?? null,
  queueId: group.group?.["queueId"] ?? null,
  agentId: group.group?.["userId"] ?? null,
  surveyType: group.group?.["surveyType"] ?? null,
  status: group.group?.["surveyStatus"] ?? (countOf(group, answered) > 0 ? "Finished" : null),
  started: begun.some((metric) => countOf(group, metric) > 0),
  deleted: countOf(group, deleted) > 0,
});

/** Which of these have their answers in the warehouse; one that was read while it was open has none. */
async function settledSurveys({ warehouse, store }: Session, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const stored = await store.fetchedAt("survey", ids);
  if (stored.size === 0) return new Set();
  const open = await warehouse.query(
    "SELECT response_id FROM response WHERE organization_id = $organization AND NOT settled AND response_id IN (SELECT unnest($ids))",
    { organization: store.organizationId, ids: [...stored.keys()] },
  );
  const unsettled = new Set(open.map(({ response_id }) => response_id));
  return new Set([...stored.keys()].filter((id) => !unsettled.has(id)));
}

/** Interactions whose surveys analytics does not name, as far as none of theirs is stored. */
async function unread(
  { warehouse, store }: Session,
  candidates: readonly SurveyCandidate[],
): Promise<readonly SurveyCandidate[]> {
  const ids = candidates.flatMap(({ conversationId }) => conversationId ?? []);
  if (ids.length === 0) return [];
  const rows = await findChildren(warehouse, store.organizationId, ids, "kind");
  const known = new Set(rows.flatMap(({ kind, parent_id }) => (kind === "survey" ? [parent_id] : [])));
  return candidates.filter(({ conversationId }) => !known.has(conversationId));
}
