import { contains, readTime } from "../../base/index.ts";
import { isAnswered, type SurveyStub, surveyStubOf } from "../../collect/index.ts";
import type { SyncContext } from "../context.ts";

/**
 * Notes the answered surveys that interactions list: where the sweep of their time came too early, nothing else names them.
 * Those completed before anything is to be known are not noted.
 */
export async function noteListedSurveys(context: SyncContext): Promise<void> {
  const { interactions, store, listed } = context;
  const found = new Map<string, SurveyStub>();
  for (const { facts, surveys } of interactions.all()) {
    for (const totals of surveys) {
      const time = readTime(totals.surveyCompletedDate) ?? readTime(totals.eventTime);
      if (!totals.surveyId || time === null || !contains(context.request.range, time)) continue;
      const stub = surveyStubOf(context.findings, facts.id, totals);
      if (isAnswered(stub)) found.set(totals.surveyId, stub);
    }
  }
  const known = await store.fetchedAt("survey-sighting", [...found.keys()]);
  for (const [id, stub] of found) if (!known.has(id)) listed.set(id, stub);
}

/** Keeps those that no sweep has named: not before, or a time that was not read yet would show single answers. */
export async function keepListedSurveys({ store, listed }: SyncContext): Promise<void> {
  await store.flush();
  const known = await store.fetchedAt("survey-sighting", [...listed.keys()]);
  for (const [id, stub] of listed)
    if (!known.has(id)) store.keep("survey-sighting", id, stub, { parentId: stub.conversationId });
  listed.clear();
}
