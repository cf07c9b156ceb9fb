import { isFinished } from "../../collect/index.ts";

/*
 * A sighting is what a sweep says of a response without reading it: that it exists, where it belongs and how far it has
 * come. The newest windows are read first, so an older one must never turn back what is known already.
 */

/** A survey as analytics lists it. */
export interface SurveySighting {
  readonly conversationId: string | null;
  readonly formId: string | null;
  readonly queueId: string | null;
  readonly agentId: string | null;
  readonly surveyType: string | null;
  readonly status: string | null;
  /** Whether analytics saw the customer begin it; one that expired afterwards does not show it any more. */
  readonly started: boolean;
  readonly deleted: boolean;
  /** That a listing counts it as answered, or dates its completion, whatever its status; absent where none does. */
  readonly answered?: true;
  /** The hour in which it was created, ISO 8601; absent where no window has told. */
  readonly created?: string;
}

/** An evaluation as search, or analytics, lists it. */
export interface EvaluationSighting {
  readonly conversationId: string;
  readonly formId: string | null;
  readonly status: string | null;
  /** ISO time; of the last submission. */
  readonly submitted: string | null;
  /** ISO time of its release, which may lie ahead, where the search says it; null where it says none. */
  readonly releaseDate: string | null;
  /** Whether analytics says that it is released; null where another listing named it. */
  readonly released: boolean | null;
  readonly neverRelease: boolean | null;
  readonly calibration: boolean;
  readonly deleted: boolean;
}

/** The order in which a survey passes its statuses; an answer is the last word. */
const order = ["pending", "sent", "inprogress", "error", "expired", "optout", "finished"];

/** How far a status has come; a word that nobody documented may be followed by any end, and is not taken for one. */
export function rankOf(status: string | null): number {
  if (status === null) return -1;
  const rank = order.indexOf(letters(status));
  return rank < 0 ? order.indexOf("error") - 0.5 : rank;
}

/** The further of two statuses. */
export const further = (one: string | null, other: string | null): string | null =>
  rankOf(other) > rankOf(one) ? other : one;

/** No survey in one of these becomes anything else, but deleted. */
export const isSettled = (status: string | null): boolean => rankOf(status) >= order.indexOf("error");

const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, "");

/** Two sightings of one survey as one: the further status, and whatever either of them names. */
export function joinSightings(one: SurveySighting, other: SurveySighting): SurveySighting {
  const [ahead, behind] = rankOf(other.status) > rankOf(one.status) ? [other, one] : [one, other];
  const created = [one.created, other.created].filter((time) => time !== undefined).sort()[0];
  return {
    conversationId: ahead.conversationId ?? behind.conversationId,
    formId: ahead.formId ?? behind.formId,
    queueId: ahead.queueId ?? behind.queueId,
    agentId: ahead.agentId ?? behind.agentId,
    surveyType: ahead.surveyType ?? behind.surveyType,
    status: ahead.status,
    started: one.started || other.started,
    deleted: one.deleted || other.deleted,
    ...(one.answered || other.answered ? { answered: true } : {}),
    ...(created === undefined ? {} : { created }),
  };
}

/** The later of two sightings of one evaluation; a listing may still show what is deleted as if it were not. */
export const joinDeleted = (earlier: EvaluationSighting, later: EvaluationSighting): EvaluationSighting => ({
  ...later,
  deleted: earlier.deleted || later.deleted,
});

/** Whether a sighted survey has been answered, as its listing says. */
export const isAnswered = ({ status, answered }: SurveySighting): boolean => isFinished(status) || answered === true;

/** Whether the answers of a sighted evaluation are worth a request: it is finished, or was, and nobody withdrew it. */
export const isReadable = ({ status, calibration, deleted }: EvaluationSighting): boolean =>
  isFinished(status) && !calibration && !deleted;
