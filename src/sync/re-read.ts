import { day, hour, isoTime } from "../base/index.ts";
import { analyticsDelay, chunks, fetchEach, withoutInteractions } from "../collect/index.ts";
import { endpoints } from "../genesys/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { keepIn, type SyncContext } from "./context.ts";
import { nameThings, readInteractions } from "./link.ts";
import { readSql } from "./sql.ts";
import { noteListedSurveys } from "./sweeps/listed-surveys.ts";
import { keepDeletedSurveys } from "./sweeps/survey-sweep.ts";

const due = readSql("interactions-due");
const overdue = readSql("surveys-overdue");

/** Interactions that are in memory together. */
const batchSize = 2_000;

/**
 * Reads interactions again that may have changed: live ones; those that were read within an hour of their end, since
 * after-call work and its wrap-up code come later; each once from the fourth day after its end (Genesys reworks data
 * that is 48 hours old, which shows from day 3 on); once a day while a survey of theirs is open, since opting out shows
 * there alone; and once a day, for a month, those that were not there.
 */
export async function readDueInteractions(context: SyncContext): Promise<void> {
  const { warehouse, store, clock, horizon } = context;
  const ids = await findDueInteractions(warehouse, store.organizationId, horizon, clock.now());
  for (const chunk of chunks(ids, batchSize)) {
    const window = withoutInteractions(context);
    await readInteractions(window, chunk);
    await noteListedSurveys(window);
    await nameThings(window);
  }
}

/** Those that are due, by id. */
export async function findDueInteractions(
  reader: Pick<Reader, "query">,
  organization: string,
  horizon: number,
  now: number,
): Promise<string[]> {
  const rows = await reader.query(due, {
    organization,
    now: isoTime(now),
    live_before: isoTime(now - analyticsDelay),
    day_before: isoTime(now - 20 * hour),
    horizon: isoTime(now - horizon),
    month_before: isoTime(now - 30 * day),
  });
  return rows.map(({ id }) => String(id));
}

/** Surveys that are open beyond the horizon and were not asked for yet, by id. */
export async function findOverdueSurveys(
  reader: Pick<Reader, "query">,
  organization: string,
  horizon: number,
  now: number,
): Promise<string[]> {
  const rows = await reader.query(overdue, { organization, horizon: isoTime(now - horizon) });
  return rows.map(({ response_id }) => String(response_id));
}

/**
 * Asks once for surveys that are still open beyond the horizon. One that is gone is deleted; one that is open still counts
 * as never settled.
 */
export async function readOverdueSurveys(context: SyncContext): Promise<void> {
  const { warehouse, store, clock, horizon } = context;
  const ids = await findOverdueSurveys(warehouse, store.organizationId, horizon, clock.now());
  await keepDeletedSurveys(context, await readSurveysAgain(context, ids));
}

/** Asks for surveys whatever is stored of them; returns the ids that Genesys no longer has. */
export const readSurveysAgain = (context: SyncContext, ids: readonly string[]): Promise<string[]> =>
  fetchEach(
    context,
    ids.map((id) => ({ kind: "survey", id })),
    async ({ id }) => {
      const wire = await context.genesys.ask(endpoints.survey, { path: { surveyId: id } }, context.signal);
      keepIn(context.store)("survey", id, wire);
    },
  );
