import { type Clock, minute, second } from "../base/index.ts";
import type { Failure } from "./retry.ts";

/** Before the first answer a wrong host is likelier than a tired one. */
const beforeFirst = 30 * second;

/** A client that had nothing to do for so long begins afresh: earlier silence tells nothing of now. */
const rest = minute;

/** `again`: try once more; `alone`: this request is the trouble, give it up; `all`: nothing gets through, give up. */
type Verdict = "again" | "alone" | "all";

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
  begin(): Pursuit;
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
 * most. One request while the others get on: after 5 attempts and 10 s of waiting between them, if others were answered since
 * it first failed; or after 8 if the host does answer it, but with 5xx or damage, and nothing else is left to tell a bad
 * request from a bad host, or others were answered since it began. A rate limit is never the fault of one request.
 */
export function createPatience(clock: Clock, longest: number): Patience {
  let active = 0;
  let answers = 0;
  let alive = false;
  let silentSince = clock.now();
  let endedAt = Number.NEGATIVE_INFINITY;

  const limit = (): number => (alive ? longest : Math.min(longest, beforeFirst));
  const remaining = (): number => silentSince + limit() - clock.now();

  function judge({ kind }: Failure, wait: number): "again" | "all" {
    const hopeless = kind === "limit" && wait > longest;
    return remaining() > 0 && !hopeless ? "again" : "all";
  }

  function begin(): Pursuit {
    if (active === 0 && clock.now() - endedAt > rest) silentSince = clock.now();
    active += 1;
    const before = answers;
    let beforeFailing = answers;
    let failures = 0;
    let waited = 0;

    function isAlone({ kind }: Failure): boolean {
      if (failures >= 5 && waited >= 10 * second && answers > beforeFailing) return true;
      return failures >= 8 && kind === "answer" && (active === 1 || answers > before);
    }

    return {
      judge(failure, wait) {
        if (failure.kind === "limit") return judge(failure, wait);
        // A host that answers 5xx is no wrong host: it may be this very request that is too much for it.
        if (failure.kind === "answer") alive = true;
        failures += 1;
        if (failures === 1) beforeFailing = answers;
        if (!isAlone(failure)) return judge(failure, wait);
        // What was the trouble of this request is no silence of the host: the next one has the whole patience again.
        silentSince = clock.now();
        return "alone";
      },
      waited: (milliseconds) => {
        waited += milliseconds;
      },
      answered() {
        answers += 1;
        alive = true;
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
    timeout: () => (answers > 0 ? longestAttempt : Math.max(1, Math.min(longestAttempt, remaining()))),
  };
}
