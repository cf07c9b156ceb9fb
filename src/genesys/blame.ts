import { minute, second } from "../base/index.ts";
import type { Failure } from "./retry.ts";

/** `again`: try once more; `alone`: this request is the trouble, give it up; `all`: nothing gets through, give up. */
export type Verdict = "again" | "alone" | "all";

/** The client's state when a request fails. */
interface Scene {
  /** Requests answered so far. */
  readonly answers: number;
  /** Requests under way, this one included. */
  readonly active: number;
  /** Requests given up since the last answer with nothing to show that the host is well. */
  readonly unproven: number;
  /** What the host as a whole deserves. */
  readonly host: "again" | "all";
}

interface Request {
  /** Milliseconds without any answer after which a client gives up. */
  readonly longest: number;
  /** Whoever asks can ask for less. */
  readonly divisible: boolean;
  /** Requests answered before it began. */
  readonly before: number;
}

/**
 * `guilty`: others get through, or the host answers this one badly. `suspect`: the host did answer others before, so that
 * it may well be this one; nothing shows it.
 */
type Finding = "innocent" | "guilty" | "suspect";

/** As long in all may one request wait by the host's order, where others are answered. */
const ownBudget = 2 * minute;

/** So many requests in a row are given up on suspicion: as many as are under way at once. Then it is the host. */
const mostSuspects = 8;

/** Whether the failures of one request are its own, or the host's. */
export function createBlame({ longest, divisible, before }: Request) {
  let answersAtFirst = before;
  let failures = 0;
  let waited = 0;
  /** Attempts that nothing came of in their time, and those that a smaller request might not have had. */
  let [silences, tooWide] = [0, 0];

  function judge({ kind, status }: Failure, wait: number, { answers, active, unproven, host }: Scene): Finding {
    const othersGetOn = answers > answersAtFirst;
    // Twice is enough to see that it is too much at once; half of it is asked for next.
    if (divisible && tooWide >= 2) {
      if (status === 504 || othersGetOn) return "guilty";
      if (answers > 0 && unproven < mostSuspects) return "suspect";
    }
    if (failures >= 5 && waited >= 10 * second && othersGetOn) return "guilty";
    if (failures >= 8 && kind === "answer" && (active === 1 || answers > before)) return "guilty";
    if (silences >= 3 && othersGetOn) return "guilty";
    if (answers === 0 || unproven >= mostSuspects) return "innocent";
    // Told to wait for longer than one request is worth: others may not have to.
    if (kind === "answer" && waited + wait > Math.min(longest, ownBudget)) return "suspect";
    if (silences >= 4) return "suspect";
    // The last word before all is given up: the host has answered others, and once that may be said of one request.
    return host === "all" && unproven === 0 ? "suspect" : "innocent";
  }

  return {
    assign(failure: Failure, wait: number, scene: Scene): Finding {
      failures += 1;
      if (failures === 1) answersAtFirst = scene.answers;
      if (failure.kind === "silence") silences += 1;
      if (failure.kind === "silence" || failure.status === 504) tooWide += 1;
      return judge(failure, wait, scene);
    },
    waited: (milliseconds: number): void => {
      waited += milliseconds;
    },
  };
}
