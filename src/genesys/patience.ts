import { type Clock, minute, second } from "../base/index.ts";
import { createBlame, type Verdict } from "./blame.ts";
import type { Failure } from "./retry.ts";

/** Before the first answer a wrong host is likelier than a tired one. */
const beforeFirst = 30 * second;

/** A client that had nothing to do for so long begins afresh: earlier silence tells nothing of now. */
const rest = minute;

/** One request from its first attempt to its end. */
export interface Pursuit {
  /** What follows from a failure after which `wait` milliseconds are due. */
  judge(failure: Failure, wait: number): Verdict;
  /** Counts a wait between two attempts. */
  waited(milliseconds: number): void;
  /** Genesys has answered it, be it with a refusal. */
  answered(): void;
  end(): void;
}

export interface Patience {
  /** @param divisible whoever asks can ask for less: what is too much is not asked for again and again */
  begin(divisible?: boolean): Pursuit;
  /** A 429 is a sign of life, though no answer: it is not the wrong host. */
  alive(): void;
  judge(failure: Failure, wait: number): "again" | "all";
  /** Milliseconds left until everybody gives up. */
  remaining(): number;
  /** Milliseconds since anything was answered. */
  silence(): number;
  /** Milliseconds that an attempt may take. */
  timeout(): number;
}

/** An attempt that takes longer than this, headers and body, is as good as lost. */
const longestAttempt = 30 * second;

/**
 * When to give up. The client as a whole: after `longest` without any answer, before the first sign of life after 30 s at
 * most. One request while the others get on: by the rules of `blame.ts`. A rate limit is never the fault of one request.
 */
export function createPatience(clock: Clock, longest: number): Patience {
  let active = 0;
  let answers = 0;
  let alive = false;
  let silentSince = clock.now();
  let endedAt = Number.NEGATIVE_INFINITY;
  /** Requests that were given up since the last answer with nothing to show that the host is well. */
  let unproven = 0;

  const limit = (): number => (alive ? longest : Math.min(longest, beforeFirst));
  const remaining = (): number => silentSince + limit() - clock.now();

  function judge({ kind }: Failure, wait: number): "again" | "all" {
    const hopeless = kind === "limit" && wait > longest;
    return remaining() > 0 && !hopeless ? "again" : "all";
  }

  function begin(divisible = false): Pursuit {
    if (active === 0 && clock.now() - endedAt > rest) silentSince = clock.now();
    active += 1;
    const blame = createBlame({ longest, divisible, before: answers });
    return {
      judge(failure, wait) {
        if (failure.kind === "limit") return judge(failure, wait);
        // A host that answers 5xx is no wrong host: it may be this very request that is too much for it.
        if (failure.kind === "answer") alive = true;
        const host = judge(failure, wait);
        switch (blame.assign(failure, wait, { answers, active, unproven, host })) {
          case "innocent":
            return host;
          case "guilty":
            // What was the trouble of this request is no silence of the host: the next one has the whole patience again.
            silentSince = clock.now();
            return "alone";
          case "suspect":
            unproven += 1;
            // The next one is to show that the host is still there.
            silentSince = Math.max(silentSince, clock.now() - longest + Math.min(longest, beforeFirst));
            return "alone";
        }
      },
      waited: blame.waited,
      answered() {
        answers += 1;
        alive = true;
        unproven = 0;
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
    alive: () => {
      alive = true;
    },
    judge,
    remaining,
    silence: () => clock.now() - silentSince,
    // Before the first answer the whole must end in time, and a host that hangs takes all of it with one attempt.
    timeout: () => Math.max(1, Math.min(longestAttempt, answers > 0 ? longest : remaining())),
  };
}
