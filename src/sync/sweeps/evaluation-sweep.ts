import { hour, type Interval } from "../../base/index.ts";
import { countOf, type EventQuery, readEvents } from "../../extract/index.ts";
import { endpoints } from "../../genesys/index.ts";
import type { EvaluationSighting } from "../documents/sightings.ts";
import type { Session } from "../session.ts";
import { type Search, searchEvaluations } from "./evaluation-search.ts";
import { type Errand, keepDeleted, readEvaluations, readListed } from "./read-evaluations.ts";
import { most } from "./windows.ts";

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
  // What was read for its release is not read again because it was rescored, too.
  await store.flush();
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
