import { hour, type Interval, isoTime, RequestError, readTime } from "../../base/index.ts";
import {
  countOf,
  type EvaluationSearch,
  type EvaluationStub,
  type EventQuery,
  evaluationStubOfRow,
  isWorthKeeping,
  lastEvaluationChange,
  readEvents,
  type SearchedEvaluation,
  searchEvaluations,
  total,
  withoutInteractions,
} from "../../collect/index.ts";
import { endpoints } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import { readSql } from "../sql.ts";
import { type FetchTask, keepDeleted, readEvaluations, readListedEvaluations } from "./read-evaluations.ts";
import { maxThings } from "./windows.ts";

const scheduled = readSql("releases-scheduled");

/** Every evaluation submitted in the window: people's, then machines'; null and nothing of them where they are too many. */
export const sweepEvaluations = async (context: SyncContext, window: Interval): Promise<number | null> =>
  (await sweep(context, window, { field: "submittedDate" }))?.size ?? null;

/**
 * The same of every evaluation released in the window: it may have been submitted long before. One that is not among them,
 * though it was scheduled for the window when it was read, is read again: it is scheduled for another time, or for none.
 */
export async function sweepReleases(context: SyncContext, window: Interval): Promise<number | null> {
  const seen = await sweep(context, window, { field: "releaseDate" });
  if (seen === null) return null;
  const rows = await context.warehouse.query(scheduled, {
    organization: context.store.organizationId,
    from: isoTime(window.from),
    to: isoTime(window.to),
  });
  const moved = rows.map(({ response_id }) => String(response_id)).filter((id) => !seen.has(id));
  await readAgain(context, moved);
  return seen.size;
}

/**
 * Those submitted in the window that have changed since: retracted, or in review. Which case the search expects is not
 * documented, so it is given both, one by one where it refuses a word that it does not know.
 */
export async function sweepWithdrawn(context: SyncContext, window: Interval): Promise<void> {
  const seen = new Map<string, EvaluationStub>();
  const look = async (statuses: readonly string[]): Promise<void> => {
    for await (const { stubs } of searchListed(context, window, { field: "submittedDate", statuses }))
      for (const [id, stub] of stubs) seen.set(id, stub);
  };
  const refused = await lookByWord(look, [
    ["RETRACTED", "Retracted"],
    ["INREVIEW", "InReview"],
  ]);
  await readListedEvaluations(withoutInteractions(context), seen);
  await context.store.flush();
  if (refused.length === 0) await readReviewed(context, seen);
  for (const error of refused)
    context.findings.miss(`Which evaluations were withdrawn could not be read. ${error.message}`);
}

/**
 * Looks for all words at once, or, where that is refused, for each; returns the refusals of words that no spelling
 * finds.
 */
async function lookByWord(
  look: (words: readonly string[]) => Promise<void>,
  spellings: readonly (readonly string[])[],
): Promise<RequestError[]> {
  const attempt = async (words: readonly string[]): Promise<RequestError | null> => {
    try {
      await look(words);
      return null;
    } catch (error) {
      if (error instanceof RequestError && error.status === 400) return error;
      throw error;
    }
  };
  if ((await attempt(spellings.flat())) === null) return [];
  const refused: RequestError[] = [];
  for (const words of spellings) {
    const failures = [];
    for (const word of words) failures.push(await attempt([word]));
    const [failure] = failures;
    if (failure && failures.every((one) => one !== null)) refused.push(failure);
  }
  return refused;
}

/**
 * No count comes before the list: that a window is too large shows after so many pages, which halving asks for again.
 */
async function sweep(context: SyncContext, window: Interval, search: EvaluationSearch): Promise<Listed | null> {
  const seen = new Map<string, EvaluationStub>();
  const searched = new Map<string, SearchedEvaluation>();
  for await (const page of searchListed(context, window, search)) {
    for (const [id, stub] of page.stubs) seen.set(id, stub);
    for (const one of page.searched) if (isWorthKeeping(context, one)) searched.set(one.row.id, one);
    if (seen.size > maxThings && window.to - window.from > hour) return null;
  }
  context.count({ found: seen.size });
  const bulk = search.field === "submittedDate" ? { searched, window } : null;
  await readListedEvaluations(withoutInteractions(context), seen, bulk);
  return seen;
}

type Listed = ReadonlyMap<string, EvaluationStub>;

const changes: EventQuery = {
  endpoint: endpoints.evaluationAggregates,
  things: "evaluations that changed",
  metrics: ["nEvaluationsDeleted", "nEvaluationsRescored"],
  groupBy: ["evaluationId"],
  checked: ["nEvaluationsDeleted", "nEvaluationsRescored"],
  maxCount: maxThings,
};

/** Evaluations that were deleted in the window, and those scored again that were last read before it. */
export async function sweepChanges(context: SyncContext, window: Interval): Promise<number> {
  const { store } = context;
  // One that was read for its release is not read a second time for its new score.
  await store.flush();
  const groups = await readEvents(context, [window], changes);
  const ids = groups.flatMap(({ group }) => group?.["evaluationId"] ?? []);
  const stubs = await store.read("evaluation-sighting", ids);
  const readAt = await store.fetchedAt("evaluation", ids);
  const rescored: FetchTask[] = [];
  for (const group of groups) {
    const id = group.group?.["evaluationId"];
    const stub = id ? stubs.get(id) : undefined;
    if (!id && total([group], changes.metrics) > 0)
      context.findings.leaveOpen(window, "Analytics counts evaluations that have changed without naming them.");
    if (!id || !stub) continue;
    if (countOf(group, "nEvaluationsDeleted") > 0) {
      if (!stub.deleted) keepDeleted(context, id, stub);
    } else if ((readAt.get(id) ?? Infinity) < window.from) rescored.push({ kind: "evaluation", id, stub });
  }
  await readEvaluations(context, rescored);
  return groups.length;
}

/**
 * Reads those again that were in review when they were read, are not listed as such any more, and may still have
 * changed since.
 */
async function readReviewed(context: SyncContext, listed: Listed): Promise<void> {
  const { warehouse, store } = context;
  const rows = await warehouse.query(
    `SELECT response_id FROM response
     WHERE organization_id = $organization AND status = 'InReview' AND NOT deleted
     AND coalesce(submit_date, CAST($since AS TIMESTAMP)) >= CAST($since AS TIMESTAMP)`,
    { organization: store.organizationId, since: isoTime(context.clock.now() - lastEvaluationChange) },
  );
  await readAgain(
    context,
    rows.map(({ response_id }) => String(response_id)).filter((id) => !listed.has(id)),
  );
}

/** Reads these evaluations again, even those that are stored. */
async function readAgain(context: SyncContext, ids: readonly string[]): Promise<void> {
  const stubs = await context.store.read("evaluation-sighting", ids);
  const tasks = [...stubs].map(([id, stub]): FetchTask => {
    return { kind: "evaluation", id, stub: { ...stub, status: "Finished" } };
  });
  await readEvaluations(context, tasks);
}

/** A page of the search. */
interface ListedPage {
  /** By id. */
  readonly stubs: Listed;
  readonly searched: readonly SearchedEvaluation[];
}

/** The evaluations that the search lists, page by page. */
async function* searchListed(
  context: SyncContext,
  window: Interval,
  search: EvaluationSearch,
): AsyncGenerator<ListedPage> {
  for await (const { rows, systemSubmitted } of searchEvaluations(context, [window], search)) {
    const seen = new Map<string, EvaluationStub>();
    for (const row of rows) {
      const submitted = readTime(row.submittedDate);
      // One that was submitted before anything is to be known is not, though it is released or withdrawn now.
      if (submitted === null || submitted >= context.request.range.from) seen.set(row.id, evaluationStubOfRow(row));
    }
    yield { stubs: seen, searched: rows.map((row) => ({ row, systemSubmitted })) };
  }
}
