import { hour, isoTime } from "../../base/index.ts";
import type { Org } from "../model.ts";

/** The hour in which a survey was prepared, ISO 8601; null for one that was before `from`, and for no survey. */
export function truthCreated(org: Org, surveyId: string, from: number): string | null {
  const time = org.survey(surveyId)?.survey.events[0]?.time;
  return time === undefined || time < Math.floor(from / hour) * hour ? null : isoTime(Math.floor(time / hour) * hour);
}
