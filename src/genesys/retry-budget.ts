import { type Clock, minute, second } from "../base/index.ts";
import { createFailureAttribution, type Decision } from "./failure-attribution.ts";
import type { Failure } from "./retry-policy.ts";

/** Before the first answer a wrong host is likelier than an overloaded one. Milliseconds. */
const maxSilenceBeforeFirstAnswer = 30 * second;

/**
 * A client that was idle for this long starts with a full budget: earlier silence proves nothing about now.
 * Milliseconds.
 */
const idleReset = minute;

/** An attempt that takes longer than this, headers and body, counts as lost. Milliseconds. */
const maxAttempt = 30 * second;

/** All attempts of one request. */
export interface Attempts {
  /** The consequence of a failure after which `wait` milliseconds are due. */
  decide(failure: Failure, wait: number): Decision;
  /** Counts a wait between two attempts. */
  addWait(milliseconds: number): void;
  /** Genesys has answered it, be it with a refusal. */
  recordAnswer(): void;
  end(): void;
}

export interface RetryBudget {
  /** @param divisible the caller can ask for less, so a request that is too large is not repeated */
  begin(divisible?: boolean): Attempts;
  /** A 429 is a sign of life, though no answer: the host is not the wrong one. */
  recordSignOfLife(): void;
  decide(failure: Failure, wait: number): "retry" | "give up client";
  /** Milliseconds left until every request gives up. */
  remaining(): number;
  /** Milliseconds since anything was answered. */
  silence(): number;
  /** Milliseconds that an attempt may take. */
  timeout(): number;
}

/**
 * When to stop retrying. The client as a whole: after `maxSilence` milliseconds without any answer, before the first sign of
 * life after 30 s at most. One request while others are answered: by the rules of `failure-attribution.ts`. A rate limit is
 * never the fault of one request.
 */
export function createRetryBudget(clock: Clock, maxSilence: number): RetryBudget {
  let active = 0;
  let answers = 0;
  let alive = false;
  let silentSince = clock.now();
  let endedAt = Number.NEGATIVE_INFINITY;
  /** Requests given up since the last answer with nothing to show that the host is well. */
  let unclear = 0;

  const limit = (): number => (alive ? maxSilence : Math.min(maxSilence, maxSilenceBeforeFirstAnswer));
  const remaining = (): number => silentSince + limit() - clock.now();

  function decide({ kind }: Failure, wait: number): "retry" | "give up client" {
    const hopeless = kind === "limit" && wait > maxSilence;
    return remaining() > 0 && !hopeless ? "retry" : "give up client";
  }

  function begin(divisible = false): Attempts {
    if (active === 0 && clock.now() - endedAt > idleReset) silentSince = clock.now();
    active += 1;
    const attribution = createFailureAttribution({ maxSilence, divisible, answersBefore: answers });
    return {
      decide(failure, wait) {
        if (failure.kind === "limit") return decide(failure, wait);
        // A host that answers 5xx is not the wrong host: this very request may be too much for it.
        if (failure.kind === "answer") alive = true;
        const client = decide(failure, wait);
        switch (attribution.attribute(failure, wait, { answers, active, unclear, client })) {
          case "host":
            return client;
          case "request":
            // The failures of this request are no silence of the host: the next one has the whole budget again.
            silentSince = clock.now();
            return "give up request";
          case "unclear":
            unclear += 1;
            // The next request is to show that the host is still there.
            silentSince = Math.max(
              silentSince,
              clock.now() - maxSilence + Math.min(maxSilence, maxSilenceBeforeFirstAnswer),
            );
            return "give up request";
        }
      },
      addWait: attribution.addWait,
      recordAnswer() {
        answers += 1;
        alive = true;
        unclear = 0;
        silentSince = clock.now();
      },
      end() {
        active -= 1;
        endedAt = clock.now();
      },
    };
  }

  return {
    begin,
    recordSignOfLife: () => {
      alive = true;
    },
    decide,
    remaining,
    silence: () => clock.now() - silentSince,
    // Before the first answer the whole must end in time, and a host that hangs takes all of it with one attempt.
    timeout: () => Math.max(1, Math.min(maxAttempt, answers > 0 ? maxSilence : remaining())),
  };
}
