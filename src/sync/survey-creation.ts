import { hour, type Interval, isoTime, readTime } from "../base/index.ts";
import { type EventQuery, isPartial, readEvents } from "../extract/index.ts";
import { endpoints } from "../genesys/index.ts";
import type { Session } from "./session.ts";
import type { SurveySighting } from "./sightings.ts";

/** A survey lies at the time of its creation, whatever happened to it since; the first two metrics count each of them. */
const creations: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "surveys created",
  metrics: ["nWebSurveys", "nVoiceSurveys", "nSurveysSent", "nSurveyResponses"],
  groupBy: ["surveyId"],
  time: "surveyCreatedDate",
  granularity: "PT1H",
  checked: [],
};

/**
 * Adds to what a window has seen of surveys when they were created, and stores it for those that another window has seen.
 * One request a window; without its answer only that time is missing.
 */
export async function tellCreated(
  { job, store }: Session,
  window: Interval,
  seen: Map<string, SurveySighting>,
): Promise<void> {
  const hours = { from: Math.floor(window.from / hour) * hour, to: Math.ceil(window.to / hour) * hour };
  const created = new Map<string, string>();
  try {
    for (const { group, data } of await readEvents(job, hours, creations)) {
      const times = (data ?? []).flatMap(({ interval }) => readTime(interval?.split("/")[0]) ?? []);
      if (group?.["surveyId"] && times.length > 0) created.set(group["surveyId"], isoTime(Math.min(...times)));
    }
  } catch (error) {
    if (!isPartial(error)) throw error;
    job.findings.note(`When surveys were sent is not known of all of them: ${error.message}`);
    return;
  }
  const elsewhere: string[] = [];
  for (const [id, time] of created) {
    const sighting = seen.get(id);
    if (sighting) seen.set(id, { ...sighting, created: time });
    else elsewhere.push(id);
  }
  await store.flush();
  for (const [id, sighting] of await store.read("survey-sighting", elsewhere)) {
    const known = sighting as SurveySighting;
    const time = created.get(id);
    if (time !== undefined && known.created === undefined)
      store.keep("survey-sighting", id, { ...known, created: time }, { parentId: known.conversationId });
  }
}
