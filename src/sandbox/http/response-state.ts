import type { Evaluation, EvaluationStatus, Survey, SurveyStatus } from "../model.ts";
import type { EvaluationRow } from "./analytics/event-history.ts";
import type { ApiContext } from "./api-context.ts";

/**
 * How far a survey or an evaluation has come at a moment. The quality API knows an event from its `time` on, analytics
 * from its `eventTime` on, which is a little later.
 */
type Basis = "time" | "eventTime";

export interface SurveyState {
  readonly status: Exclude<SurveyStatus, "Deleted">;
  readonly deleted: boolean;
  readonly created: number;
  readonly completed: number | null;
  /** When analytics saw the latest event. */
  readonly eventTime: number;
}

/** Undefined before the survey's first event. */
export function surveyStateAt(survey: Survey, now: number, basis: Basis): SurveyState | undefined {
  const past = survey.events.filter((event) => event[basis] <= now);
  const [first] = past;
  const latest = past.at(-1);
  if (!first || !latest) return undefined;
  let status: SurveyState["status"] = "Pending";
  for (const event of past) if (event.status !== "Deleted") status = event.status;
  return {
    status,
    deleted: latest.status === "Deleted",
    created: first.time,
    completed: past.find((event) => event.status === "Finished")?.time ?? null,
    eventTime: latest.eventTime,
  };
}

export interface EvaluationState {
  readonly status: EvaluationStatus;
  readonly created: number;
  readonly changed: number;
  /** The last submission: finishing, or scoring again. */
  readonly submitted: number | null;
  /** When it was released; one that is scheduled for later is not released yet. */
  readonly released: number | null;
  /** The date of its release, come or scheduled. */
  readonly releaseDate: number | null;
  readonly rescored: boolean;
  readonly deleted: boolean;
  readonly eventTime: number;
}

/** Undefined before the evaluation was created. */
export function evaluationStateAt(evaluation: Evaluation, now: number, basis: Basis): EvaluationState | undefined {
  const past = evaluation.events.filter((event) => event[basis] <= now);
  const [first] = past;
  const latest = past.at(-1);
  if (!first || !latest) return undefined;
  let status: EvaluationStatus = "Pending";
  for (const { status: next } of past)
    if (next !== "Released" && next !== "Rescored" && next !== "Deleted") status = next;
  const lastTime = (...kinds: string[]) => past.findLast((event) => kinds.includes(event.status))?.time ?? null;
  const [submitted, released] = [lastTime("Finished", "Rescored"), lastTime("Released")];
  return {
    status,
    created: first.time,
    changed: latest.time,
    submitted,
    released,
    releaseDate: released ?? (submitted === null ? null : evaluation.scheduledRelease),
    rescored: lastTime("Rescored") !== null,
    deleted: lastTime("Deleted") !== null,
    eventTime: latest.eventTime,
  };
}

export interface EvaluationWithState extends EvaluationRow {
  readonly state: EvaluationState;
}

/**
 * Evaluations that exist now for the quality API, deleted ones included, of all interactions or of these; one at a time: 170,000
 * kept together, each with its interaction, took more than 1.5 GB.
 */
export function* evaluationsWithState(
  context: ApiContext,
  rows: Iterable<EvaluationRow> = context.history.evaluations(context.now),
): Iterable<EvaluationWithState> {
  for (const row of rows) {
    const state = evaluationStateAt(row.evaluation, context.now, "time");
    if (state) yield { ...row, state };
  }
}
