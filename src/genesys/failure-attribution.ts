import { minute, second } from "../base/index.ts";
import type { Failure } from "./retry-policy.ts";

export type Decision = "retry" | "give up request" | "give up client";

/** The client's state when a request fails. */
interface ClientState {
  /** Requests answered so far. */
  readonly answers: number;
  /** Requests under way, this one included. */
  readonly active: number;
  /** Requests given up since the last answer with nothing to show that the host is well. */
  readonly unclear: number;
  /** The decision of the client as a whole. */
  readonly client: Exclude<Decision, "give up request">;
}

interface RequestFacts {
  /** Milliseconds without any answer after which a client gives up. */
  readonly maxSilence: number;
  /** The caller can ask for less. */
  readonly divisible: boolean;
  /** Requests answered before it began. */
  readonly answersBefore: number;
}

/**
 * Whose fault a failure is. `request`: others get through, or the host answers this one badly. `unclear`: the host has answered
 * others before, so that it may well be this request; nothing shows it.
 */
type Attribution = "host" | "request" | "unclear";

/** One request may wait this long in all by the host's order, where others are answered. Milliseconds. */
const maxRequestedWait = 2 * minute;

/** This many requests in a row are given up as unclear, as many as are under way at once. Then it is the host. */
const maxUnclearInARow = 8;

/** Decides whether the failures of one request are its own, or the host's. */
export function createFailureAttribution({ maxSilence, divisible, answersBefore }: RequestFacts) {
  let answersAtFirst = answersBefore;
  let failures = 0;
  let waited = 0;
  /** Attempts that timed out, and those that a smaller request might not have failed. */
  let [silences, tooLarge] = [0, 0];

  function attributionOf({ kind, status }: Failure, wait: number, state: ClientState): Attribution {
    const { answers, active, unclear, client } = state;
    const othersAnswered = answers > answersAtFirst;
    // Twice is enough to see that it is too much at once; half of it is asked for next.
    if (divisible && tooLarge >= 2) {
      if (status === 504 || othersAnswered) return "request";
      if (answers > 0 && unclear < maxUnclearInARow) return "unclear";
    }
    if (failures >= 5 && waited >= 10 * second && othersAnswered) return "request";
    if (failures >= 8 && kind === "answer" && (active === 1 || answers > answersBefore)) return "request";
    if (silences >= 3 && othersAnswered) return "request";
    if (answers === 0 || unclear >= maxUnclearInARow) return "host";
    // Asked to wait for longer than one request is worth: others may not have to.
    if (kind === "answer" && waited + wait > Math.min(maxSilence, maxRequestedWait)) return "unclear";
    if (silences >= 4) return "unclear";
    // The last step before the client gives up: the host has answered other requests, so the failure is taken for this
    // request's own, once.
    return client === "give up client" && unclear === 0 ? "unclear" : "host";
  }

  return {
    attribute(failure: Failure, wait: number, state: ClientState): Attribution {
      failures += 1;
      if (failures === 1) answersAtFirst = state.answers;
      if (failure.kind === "silence") silences += 1;
      if (failure.kind === "silence" || failure.status === 504) tooLarge += 1;
      return attributionOf(failure, wait, state);
    },
    addWait: (milliseconds: number): void => {
      waited += milliseconds;
    },
  };
}
