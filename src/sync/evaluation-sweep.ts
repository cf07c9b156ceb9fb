import { hour, type Interval, isoTime, readTime } from "../base/index.ts";
import { labelledQuestions, readStatus } from "../csat/index.ts";
import { countOf, type EventQuery, hydrate, type Run, readEvents } from "../extract/index.ts";
import {
  byPage,
  decode,
  endpoints,
  evaluationRow,
  type WireEvaluation,
  type WireEvaluationRow,
} from "../genesys/index.ts";
import { linkAndName } from "./link.ts";
import { troubled } from "./problems.ts";
import { createWindowRun, type Session } from "./session.ts";
import { type EvaluationSighting, isReadable } from "./sightings.ts";
import { most } from "./windows.ts";

/** What a search asks for beside its range. */
interface Search {
  readonly field: "submittedDate" | "releaseDate";
  readonly statuses?: readonly string[];
}

/** Every evaluation submitted in the window: people's, then machines'; null and nothing of them where they are too many. */
export const sweepEvaluations = (session: Session, window: Interval): Promise<number | null> =>
  sweep(session, window, { field: "submittedDate" });

/** The same of every evaluation released in the window: it may have been submitted long before. */
export const sweepReleases = (session: Session, window: Interval): Promise<number | null> =>
  sweep(session, window, { field: "releaseDate" });

/** Those submitted in the window that are no longer what they were. Which case the search expects is not documented: both. */
export async function sweepWithdrawn(session: Session, window: Interval): Promise<void> {
  const statuses = ["RETRACTED", "Retracted", "INREVIEW", "InReview"];
  const seen = new Map<string, EvaluationSighting>();
  for await (const sightings of searchEvaluations(session, window, { field: "submittedDate", statuses }))
    for (const [id, sighting] of sightings) seen.set(id, sighting);
  await readListed(session, seen);
  await session.store.flush();
  await readReviewed(session, seen);
}

/** No count comes before the list: what is too much is known after so many pages, which halving asks for again. */
async function sweep(session: Session, window: Interval, search: Search): Promise<number | null> {
  const seen = new Map<string, EvaluationSighting>();
  for await (const sightings of searchEvaluations(session, window, search)) {
    for (const [id, sighting] of sightings) seen.set(id, sighting);
    if (seen.size > most && window.to - window.from > hour) return null;
  }
  session.job.count({ found: seen.size });
  await readListed(session, seen);
  return seen.size;
}

/** What the search lists, page by page. */
async function* searchEvaluations(
  { job }: Session,
  window: Interval,
  { field, statuses }: Search,
): AsyncGenerator<ReadonlyMap<string, EvaluationSighting>> {
  for (const systemSubmitted of [false, true]) {
    const range = { type: "DATE_RANGE", field, startValue: isoTime(window.from), endValue: isoTime(window.to) };
    const body = {
      systemSubmitted,
      pageSize: 100,
      sortBy: field,
      sortOrder: "ASC",
      query: [range, ...(statuses ? [{ type: "EXACT", field: "evaluationStatus", values: statuses }] : [])],
    };
    for await (const page of byPage(job.genesys, endpoints.evaluationsSearch, { body }, job.signal)) {
      const seen = new Map<string, EvaluationSighting>();
      for (const item of page) {
        try {
          const row = decode(evaluationRow, item, { endpoint: endpoints.evaluationsSearch });
          const sighting = sight(row);
          // One that was submitted before anything is to be known is not, though it is released or withdrawn now.
          if (sighting && (readTime(sighting.submitted) ?? 0) >= job.request.range.from) seen.set(row.id, sighting);
        } catch (error) {
          job.findings.fail("row", "one of the evaluations listed", error);
        }
      }
      yield seen;
    }
  }
}

function sight(row: WireEvaluationRow): EvaluationSighting | null {
  const conversationId = row.conversation?.id;
  if (!conversationId || readTime(row.submittedDate) === null) return null;
  return {
    conversationId,
    formId: row.evaluationForm?.id ?? null,
    status: readStatus("evaluation", row.status),
    submitted: row.submittedDate ?? null,
    released: row.releaseDate != null,
    neverRelease: row.neverRelease ?? null,
    calibration: row.calibration?.id != null,
    deleted: false,
  };
}

const changes: EventQuery = {
  endpoint: endpoints.evaluationAggregates,
  things: "evaluations that changed",
  metrics: ["nEvaluationsDeleted", "nEvaluationsRescored"],
  groupBy: ["evaluationId"],
  checked: ["nEvaluationsDeleted", "nEvaluationsRescored"],
  most,
};

/** Evaluations that were deleted in the window, and those scored again that were last read before it. */
export async function sweepChanges(session: Session, window: Interval): Promise<number> {
  const { job, store } = session;
  const groups = await readEvents(job, window, changes);
  const ids = groups.flatMap(({ group }) => group?.["evaluationId"] ?? []);
  const sighted = await store.read("evaluation-sighting", ids);
  const readAt = await store.fetchedAt("evaluation", ids);
  const rescored: Errand[] = [];
  for (const group of groups) {
    const id = group.group?.["evaluationId"];
    const sighting = id ? (sighted.get(id) as EvaluationSighting | undefined) : undefined;
    if (!id || !sighting) continue;
    if (countOf(group, "nEvaluationsDeleted") > 0) {
      if (!sighting.deleted) keepDeleted(session, id, sighting);
    } else if ((readAt.get(id) ?? Infinity) < window.from) rescored.push({ kind: "evaluation", id, sighting });
  }
  await readEvaluations(session, rescored);
  return groups.length;
}

/** Reads again what was in review when it was read and is not listed as such any more. */
async function readReviewed(session: Session, listed: ReadonlyMap<string, EvaluationSighting>): Promise<void> {
  const { warehouse, store } = session;
  const rows = await warehouse.query(
    "SELECT response_id FROM response WHERE organization_id = $organization AND status = 'InReview' AND NOT deleted",
    { organization: store.organizationId },
  );
  const ids = rows.map(({ response_id }) => String(response_id)).filter((id) => !listed.has(id));
  const sighted = await store.read("evaluation-sighting", ids);
  const errands = [...sighted].map(([id, sighting]): Errand => {
    return { kind: "evaluation", id, sighting: { ...(sighting as EvaluationSighting), status: "Finished" } };
  });
  await readEvaluations(session, errands);
}

/** Reads those of labelled forms whose answers are not stored, or that are no longer what they were when they were read. */
export async function readListed(
  session: Session,
  seen: ReadonlyMap<string, EvaluationSighting>,
  run: Run = createWindowRun(session),
): Promise<void> {
  const { store, forms, request } = session;
  await forms.load(
    "evaluation",
    [...seen.values()].map(({ formId }) => formId),
  );
  const ids = [...seen.keys()];
  const [stored, sighted, trouble] = [
    await store.fetchedAt("evaluation", ids),
    await store.read("evaluation-sighting", ids),
    await troubled(session, "evaluation", ids),
  ];
  const wanted: Errand[] = [];
  for (const [id, sighting] of seen) {
    const form = forms.get(sighting.formId);
    const labelled = form === null || labelledQuestions(form, request.definition).length > 0;
    const differs = JSON.stringify(sighted.get(id)) !== JSON.stringify(sighting);
    const worth = stored.has(id) ? differs : isReadable(sighting);
    if (labelled && worth && !trouble.has(id)) wanted.push({ kind: "evaluation", id, sighting });
    // A sighting is stored with what was read for it: a kill between the two would leave it unread.
    else if (differs) store.keep("evaluation-sighting", id, sighting, { parentId: sighting.conversationId });
  }
  const evaluations = await readEvaluations(session, wanted);
  const linked = [...seen.values()].filter(({ formId }) => {
    const form = forms.get(formId);
    return form !== null && labelledQuestions(form, request.definition).length > 0;
  });
  await forms.decideLeads(
    "evaluation",
    linked.flatMap(({ formId }) => forms.get(formId) ?? []),
  );
  await linkAndName(session, run, {
    interactions: linked.map(({ conversationId }) => conversationId),
    agents: [],
    queues: [],
    responses: evaluations,
  });
}

interface Errand {
  readonly kind: "evaluation";
  readonly id: string;
  readonly sighting: EvaluationSighting;
}

async function readEvaluations(session: Session, errands: readonly Errand[]): Promise<WireEvaluation[]> {
  const { job, store, forms } = session;
  const evaluations: WireEvaluation[] = [];
  const revised: string[] = [];
  const gone = await hydrate(job, errands, async ({ id, sighting }) => {
    const { conversationId, formId } = sighting;
    const input = {
      path: { conversationId, evaluationId: id },
      ...(forms.get(formId) ? {} : { query: { expand: "evaluationForm" } }),
    };
    const wire = await job.genesys.ask(endpoints.evaluation, input, job.signal);
    if (wire.evaluationForm) forms.add("evaluation", wire.evaluationForm);
    const { evaluationForm: form } = wire;
    const kept = { ...wire, evaluationForm: form && { id: form.id, name: form.name, contextId: form.contextId } };
    store.keep("evaluation", id, kept, { parentId: conversationId });
    store.keep("evaluation-sighting", id, sighting, { parentId: conversationId });
    evaluations.push(wire);
    const before: unknown = wire["retractedEvaluation"];
    const retracted: unknown = before && typeof before === "object" ? Reflect.get(before, "id") : null;
    if (typeof retracted === "string") revised.push(retracted);
    job.count({ fetched: 1 });
  });
  const stored = await store.fetchedAt("evaluation", gone);
  for (const id of gone) {
    const sighting = errands.find((errand) => errand.id === id)?.sighting;
    if (sighting && stored.has(id)) keepDeleted(session, id, sighting);
    else job.findings.problem("evaluation", id, "Genesys lists this evaluation, but does not return it.");
  }
  await readRetracted(session, revised);
  return evaluations;
}

const keepDeleted = ({ store }: Session, id: string, sighting: EvaluationSighting): void =>
  store.keep("evaluation-sighting", id, { ...sighting, deleted: true }, { parentId: sighting.conversationId });

/** The earlier versions of evaluations that were revised, as far as they were read before they were retracted. */
async function readRetracted(session: Session, ids: readonly string[]): Promise<void> {
  await session.store.flush();
  const before = await session.store.read("evaluation", ids);
  const sightings = await session.store.read("evaluation-sighting", ids);
  const errands = [...before].flatMap(([id, document]): Errand[] => {
    const sighting = sightings.get(id) as EvaluationSighting | undefined;
    const status: unknown = document && typeof document === "object" ? Reflect.get(document, "status") : null;
    const retracted = typeof status === "string" && status.toLowerCase() === "retracted";
    return sighting && !retracted ? [{ kind: "evaluation", id, sighting: { ...sighting, status: "Retracted" } }] : [];
  });
  if (errands.length > 0) await readEvaluations(session, errands);
}
