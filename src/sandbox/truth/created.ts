import { hour, isoTime, type Moment, readMoment } from "../../base/index.ts";
import type { Org } from "../model.ts";

/**
 * The hour in which a survey was prepared, ISO 8601 in UTC; null for one that was before `from`, and for no survey.
 * @throws {UsageError} for a `from` that is no time
 */
export function truthCreated(org: Org, surveyId: string, from: Moment): string | null {
  const since = readMoment(from, "truthCreated: from");
  const time = org.survey(surveyId)?.survey.events[0]?.time;
  return time === undefined || time < Math.floor(since / hour) * hour ? null : isoTime(Math.floor(time / hour) * hour);
}
