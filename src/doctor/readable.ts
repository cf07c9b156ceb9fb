import type { Checked } from "./check.ts";
import { type Need, needs } from "./needs.ts";

/** Whether the answers of each source can be read, by any route; null where that is unknown. */
export interface Readable {
  readonly surveys: boolean | null;
  readonly evaluations: boolean | null;
}

type Verdict = boolean | null;
const all = (...verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
const any = (...verdicts: readonly Verdict[]): Verdict =>
  verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;

/** A response must be found and read: the routes are those of an extraction. */
export function judgeSources(checked: ReadonlyMap<Need, Checked>): Readable {
  const works = (need: Need): Verdict => {
    const state = checked.get(need)?.check.state ?? "unknown";
    return state === "unknown" ? null : state === "works";
  };
  const substituted = (need: Need): Verdict => checked.get(need)?.substituted ?? null;
  const { surveys, surveyAggregates, interactions, evaluations, search } = needs;
  return {
    surveys: all(works(surveys), any(works(surveyAggregates), works(interactions))),
    evaluations: all(
      any(works(evaluations), substituted(evaluations)),
      any(works(search), works(interactions), works(evaluations)),
    ),
  };
}
