import { type AfterwordError, type Clock, InterruptedError } from "../base/index.ts";
import { limited, troubled, unreachable } from "./giving-up.ts";
import type { Patience, Pursuit } from "./patience.ts";
import { type Failure, waitAfter } from "./retry.ts";

/** What came of one attempt: a document, a refusal that no repetition will change, or a failure that one may. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly document: T }
  | { readonly kind: "refused"; readonly error: AfterwordError; readonly foreign?: boolean }
  | Failure;

export interface Circumstances {
  readonly clock: Clock;
  readonly random: () => number;
  readonly patience: Patience;
  /** Told before each wait for another try. */
  readonly onWait: (milliseconds: number) => void;
  /** Genesys wants silence from everybody for so long. */
  readonly onLimit: (milliseconds: number) => void;
}

/** What is asked for, for messages. */
interface Errand {
  readonly host: string;
  readonly thing: () => string;
}

/**
 * Attempts until something comes of it, or waiting any longer is pointless.
 * @throws {RequestError} when this request alone keeps failing
 * @throws {UnreachableError} when nothing gets through
 */
export async function persist<T>(
  attempt: () => Promise<Outcome<T>>,
  { host, thing }: Errand,
  pursuit: Pick<Pursuit, "judge" | "waited" | "answered">,
  { clock, random, patience, onWait, onLimit }: Circumstances,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    const outcome = await attempt();
    if (outcome.kind === "done" || outcome.kind === "refused") {
      if (outcome.kind === "done" || !outcome.foreign) pursuit.answered();
      if (outcome.kind === "done") return outcome.document;
      throw outcome.error;
    }
    const wait = waitAfter(outcome, failures, random);
    if (outcome.kind === "limit") {
      patience.alive();
      onLimit(wait);
    }
    const giveUp = (verdict: "alone" | "all"): Error => {
      if (verdict === "alone") return troubled(outcome, thing(), failures);
      return outcome.kind === "limit"
        ? limited(host, patience.silence(), wait)
        : unreachable(outcome, host, patience.silence());
    };
    const verdict = pursuit.judge(outcome, wait);
    if (verdict !== "again") throw giveUp(verdict);
    const pause = Math.min(wait, patience.remaining());
    if (outcome.kind !== "limit") onWait(pause);
    await sleep(clock, pause, signal);
    pursuit.waited(pause);
    // The host asked for more than there was.
    const late = pause < wait ? pursuit.judge(outcome, 0) : "again";
    if (late !== "again") throw giveUp(late);
  }
}

async function sleep(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    if (signal.aborted) throw new InterruptedError();
    throw error;
  }
}
