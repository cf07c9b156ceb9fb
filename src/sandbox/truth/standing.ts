import type { Evaluation, Survey } from "../model.ts";

/**
 * When the survey was completed, if it stands finished at `now` and analytics has heard of it; null otherwise, also
 * after it was deleted.
 */
export function completedAt({ events }: Survey, now: number, heard: number): number | null {
  const last = events.findLast(({ time }) => time <= now);
  return last?.status === "Finished" && last.eventTime <= heard ? last.time : null;
}

/** When the evaluation was last submitted, if it stands as one that an extraction may take; null otherwise. */
export function submittedAt(evaluation: Evaluation, now: number, unreleased: boolean): number | null {
  const past = evaluation.events.filter(({ time }) => time <= now);
  const happened = (status: string) => past.findLast((event) => event.status === status);
  const status = past.findLast(({ status }) => status !== "Released" && status !== "Rescored")?.status;
  const released = happened("Released") !== undefined && !evaluation.neverRelease;
  if (status !== "Finished" || evaluation.calibrationId !== null || !(released || unreleased)) return null;
  return happened("Finished")?.time ?? null;
}
