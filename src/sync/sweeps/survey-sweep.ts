import { hour, type Interval, isoInterval } from "../../base/index.ts";
import {
  closeUnnamed,
  countEvents,
  countOf,
  type EventQuery,
  isAnswered,
  isTooMuch,
  joinStubs,
  readEvents,
  readSurveys,
  readSurveysByRoute,
  type SurveyCandidate,
  type SurveyStub,
  scoredSurvey,
  surveyMetrics,
  surveyStubOfGroup,
  unnamedSurvey,
  withoutInteractions,
} from "../../collect/index.ts";
import { isAnsweredSurvey } from "../../csat/index.ts";
import { endpoints } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import { readDocument } from "../documents/kept-fields.ts";
import { findChildren } from "../documents/lookup.ts";
import { linkAndName } from "../link.ts";
import { failedLately } from "../problems.ts";
import { createSurveyCreation } from "./survey-creation.ts";
import { maxThings, type ReadWindow } from "./windows.ts";

const { answered, deleted, begun } = surveyMetrics;

/**
 * Metrics that count a survey in every state that any of them counts: a group in which none counted anything may be absent
 * (opting out has no metric; the interaction shows it).
 */
const metrics = [
  ...["nWebSurveys", "nVoiceSurveys", "nSurveysSent", "nSurveysExpired", "nSurveyErrors", answered, deleted],
  ...begun,
];

export const everyState: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "surveys",
  metrics,
  groupBy: ["conversationId", "surveyId", "surveyFormId", "surveyStatus", "surveyType", "queueId", "userId"],
  checked: [answered, deleted],
  // Open and failed surveys have groups of their own, which may be those that are cut.
  sought: metrics,
  maxCount: maxThings,
};

/**
 * One window of surveys: every one that something happened to, the answers of the finished, and their interactions; null and
 * nothing of them where they are too many.
 */
export function createSurveySweep(context: SyncContext): ReadWindow {
  const addCreated = createSurveyCreation(context);
  return (window, stretch) =>
    sweepSurveys(withoutInteractions(context), window, (seen) => addCreated(window, stretch, seen));
}

async function sweepSurveys(
  context: SyncContext,
  window: Interval,
  addCreated: (seen: Map<string, SurveyStub>) => Promise<void>,
): Promise<number | null> {
  const { store } = context;
  const counted = await countEvents(context, window, everyState);
  if (isTooMuch(window, counted, everyState)) return null;
  const groups = await readEvents(context, [window], everyState, counted);
  const seen = new Map<string, SurveyStub>();
  const unnamed = new Map<string, Unnamed>();
  let isUnnamed = false;
  for (const group of groups) {
    const id = group.group?.["surveyId"];
    const stub = surveyStubOfGroup(context, group);
    if (id) {
      const before = seen.get(id);
      seen.set(id, before ? joinStubs(before, stub) : stub);
    } else if (stub.conversationId && isAnswered(stub)) {
      const { conversationId, formId, queueId } = stub;
      const { answers = 0 } = unnamed.get(conversationId) ?? {};
      const candidate = { surveyId: null, conversationId, formId, queueId };
      unnamed.set(conversationId, { candidate, answers: answers + Math.max(1, countOf(group, answered)) });
    } else if (isAnswered(stub)) {
      isUnnamed = true;
    }
  }
  if (isUnnamed && seen.size === 0 && unnamed.size === 0) throw closeUnnamed(context);
  if (isUnnamed) context.findings.leaveOpen(window, unnamedSurvey);
  await addCreated(seen);
  for (const [id, stub] of seen) {
    store.keep("survey-sighting", id, stub, { parentId: stub.conversationId });
  }
  context.count({ found: seen.size });
  await readListedSurveys(context, seen, await readUnread(context, unnamed), answersOf(context, window));
  await store.flush();
  const missing = await readUnread(context, unnamed);
  if (missing.length > 0)
    context.findings.leaveOpen(
      window,
      `Analytics counts answered surveys of ${missing.length} interactions in ${isoInterval(window)} that Genesys does not return.`,
    );
  return groups.length;
}

/** When the answers of a window's surveys may be dated by analytics: single answers may come before the whole, or after it. */
const answersOf = ({ clock }: SyncContext, { from, to }: Interval): Interval => ({
  from: from - hour,
  to: Math.min(to + hour, Math.max(to, clock.now())),
});

/** Reads the answers of finished surveys that are not stored, and links all of them. */
export async function readListedSurveys(
  context: SyncContext,
  seen: ReadonlyMap<string, SurveyStub>,
  unnamed: readonly SurveyCandidate[] = [],
  answered: Interval | null = null,
): Promise<void> {
  const erased = await context.store.erased("survey", [...seen.keys()]);
  const finished = [...seen].filter(([id, stub]) => isAnswered(stub) && !stub.deleted && !erased.has(id));
  const ids = finished.map(([id]) => id);
  const [stored, trouble] = [await settledSurveys(context, ids), await failedLately(context, "survey", ids)];
  const open = finished.filter(([id]) => !stored.has(id) && !trouble.has(id));
  // A newer window may have shown already that it was deleted.
  await context.store.flush();
  const stubs = await context.store.read(
    "survey-sighting",
    open.map(([id]) => id),
  );
  const wanted = open
    .filter(([id]) => stubs.get(id)?.deleted !== true)
    .map(([surveyId, { conversationId, formId, queueId }]) => ({ surveyId, conversationId, formId, queueId }));
  await readAnswers(context, seen, [...wanted, ...unnamed], answered);
}

/**
 * Reads the answers of these, and links and names them and all others that were seen. Where it is known when they were
 * answered, many may be read at once.
 */
export async function readAnswers(
  context: SyncContext,
  seen: ReadonlyMap<string, SurveyStub>,
  wanted: readonly SurveyCandidate[],
  answered: Interval | null = null,
): Promise<void> {
  const { surveys, deleted } =
    answered === null ? await readSurveys(context, wanted) : await readSurveysByRoute(context, wanted, [answered]);
  await keepDeletedSurveys(context, deleted);
  const stubs = [...seen.values()];
  const formIds = stubs.map(({ formId }) => formId);
  await context.forms.complete("survey", surveys.map(scoredSurvey), formIds);
  await context.forms.decideLeads("survey", formIds);
  await linkAndName(
    context,
    [
      ...stubs.filter(({ deleted }) => !deleted).map(({ conversationId }) => conversationId),
      ...surveys.map(({ conversation }) => conversation?.id),
    ],
    { surveys, agents: stubs.map(({ agentId }) => agentId), queues: stubs.map(({ queueId }) => queueId) },
  );
}

/** Which of these have their answers in the warehouse; one that was read while it was open has none. */
async function settledSurveys({ warehouse, store }: SyncContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const stored = await store.fetchedAt("survey", ids);
  if (stored.size === 0) return new Set();
  const open = await warehouse.query(
    "SELECT response_id FROM response WHERE organization_id = $organization AND NOT settled AND response_id IN (SELECT unnest($ids))",
    { organization: store.organizationId, ids: [...stored.keys()] },
  );
  const unsettled = new Set(open.map(({ response_id }) => response_id));
  return new Set([...stored.keys()].filter((id) => !unsettled.has(id)));
}

/** Their stored documents stay, marked as gone. */
export async function keepDeletedSurveys({ store }: SyncContext, ids: Iterable<string>): Promise<void> {
  const stubs = await store.read("survey-sighting", [...ids]);
  for (const [id, stub] of stubs)
    store.keep("survey-sighting", id, { ...stub, deleted: true }, { parentId: stub.conversationId });
}

/** An interaction with answered surveys that analytics counts and does not name. */
export interface Unnamed {
  readonly candidate: SurveyCandidate;
  readonly answers: number;
}

/** Those of which fewer answered surveys are stored than are counted. */
export async function readUnread(
  { warehouse, store }: SyncContext,
  unnamed: ReadonlyMap<string, Unnamed>,
): Promise<readonly SurveyCandidate[]> {
  if (unnamed.size === 0) return [];
  const stored = new Map<string, number>();
  for (const row of await findChildren(warehouse, store.organizationId, [...unnamed.keys()], "json")) {
    if (row["kind"] !== "survey") continue;
    const wire = readDocument("survey", row["id"], row["json"]);
    const parent = String(row["parent_id"]);
    // Of one that is not kept any more its rows are what was answered.
    if (isAnsweredSurvey(wire) || wire.forgotten?.document === true) stored.set(parent, (stored.get(parent) ?? 0) + 1);
  }
  const erased = await store.erased("interaction", [...unnamed.keys()]);
  return [...unnamed].flatMap(([id, { candidate, answers }]) =>
    (stored.get(id) ?? 0) < answers && !erased.has(id) ? [candidate] : [],
  );
}
