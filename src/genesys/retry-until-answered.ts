import { type AfterwordError, type Clock, InterruptedError, RequestError, UnreachableError } from "../base/index.ts";
import { duration } from "./message-text.ts";
import type { Attempts, RetryBudget } from "./retry-budget.ts";
import { type Failure, waitAfter } from "./retry-policy.ts";

/** The outcome of one attempt: a document, a refusal that no repetition will change, or a failure that one may. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly document: T }
  | { readonly kind: "refused"; readonly error: AfterwordError; readonly foreign?: boolean }
  | Failure;

export interface RetryContext {
  readonly clock: Clock;
  readonly random: () => number;
  readonly budget: RetryBudget;
  /** Called before each wait for another attempt. */
  readonly onWait: (milliseconds: number) => void;
  /** Genesys wants no requests at all for this long. */
  readonly onLimit: (milliseconds: number) => void;
}

/** Names a request in messages. */
interface RequestLabel {
  readonly host: string;
  readonly thing: () => string;
}

/**
 * Repeats `attempt` until it is answered, or until waiting any longer is pointless.
 * @throws {RequestError} when this request alone keeps failing
 * @throws {UnreachableError} when nothing gets through
 */
export async function retryUntilAnswered<T>(
  attempt: () => Promise<Outcome<T>>,
  { host, thing }: RequestLabel,
  attempts: Pick<Attempts, "decide" | "addWait" | "recordAnswer">,
  { clock, random, budget, onWait, onLimit }: RetryContext,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    const outcome = await attempt();
    if (outcome.kind === "done" || outcome.kind === "refused") {
      if (outcome.kind === "done" || !outcome.foreign) attempts.recordAnswer();
      if (outcome.kind === "done") return outcome.document;
      throw outcome.error;
    }
    const wait = waitAfter(outcome, failures, random);
    if (outcome.kind === "limit") {
      budget.recordSignOfLife();
      onLimit(wait);
    }
    const giveUp = (decision: "give up request" | "give up client"): Error => {
      if (decision === "give up request") return requestFailed(outcome, thing(), failures);
      return outcome.kind === "limit"
        ? rateLimitExhausted(host, budget.silence(), wait)
        : hostUnreachable(outcome, host, budget.silence());
    };
    const decision = attempts.decide(outcome, wait);
    if (decision !== "retry") throw giveUp(decision);
    const pause = Math.min(wait, budget.remaining());
    if (outcome.kind !== "limit") onWait(pause);
    await sleep(clock, pause, signal);
    attempts.addWait(pause);
    // The host asked for a longer wait than the budget had left.
    const afterPause = pause < wait ? attempts.decide(outcome, 0) : "retry";
    if (afterPause !== "retry") throw giveUp(afterPause);
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

/** The error for one request that keeps failing. */
const requestFailed = ({ reason, status, foreign = false }: Failure, thing: string, attempts: number): RequestError =>
  new RequestError(
    `${thing} failed ${attempts === 1 ? "once" : `${attempts} times`}: ${reason}.`,
    "Try again later; if it keeps failing, report this request to Genesys' support.",
    status,
    { byGenesys: !foreign },
  );

/** The error where a host has given no answer for `silence` milliseconds. */
const hostUnreachable = ({ reason }: Failure, host: string, silence: number): UnreachableError =>
  new UnreachableError(
    `${host} has given no usable answer for ${duration(silence)}: ${reason}.`,
    "Check the network, the region (GENESYS_ENVIRONMENT), GENESYS_GATEWAY_URL and the proxy (HTTPS_PROXY, NO_PROXY).",
  );

/** The error where the rate limit has let nothing through for `silence` milliseconds and asks for `wait` more. */
export const rateLimitExhausted = (host: string, silence: number, wait: number): UnreachableError =>
  new UnreachableError(
    `${host}: the rate limit has let nothing through for ${duration(silence)}, and asks to wait ${duration(wait)} more.`,
    "Another program may use the same OAuth client: give Afterword one of its own, or try again later.",
  );
