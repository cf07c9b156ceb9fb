import { type AfterwordError, type Clock, InterruptedError, RequestError, UnreachableError } from "../base/index.ts";
import type { Patience, Pursuit } from "./patience.ts";
import { type Failure, waitAfter } from "./retry.ts";
import { duration } from "./words.ts";

/** What came of one attempt: a document, a refusal that no repetition will change, or a failure that one may. */
export type Outcome<T> =
  | { readonly kind: "done"; readonly document: T }
  | { readonly kind: "refused"; readonly error: AfterwordError }
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
  errand: Errand,
  pursuit: Pick<Pursuit, "judge" | "waited" | "answered">,
  { clock, random, patience, onWait, onLimit }: Circumstances,
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 1; ; failures += 1) {
    const outcome = await attempt();
    if (outcome.kind === "done" || outcome.kind === "refused") {
      pursuit.answered();
      if (outcome.kind === "done") return outcome.document;
      throw outcome.error;
    }
    const wait = waitAfter(outcome, failures, random);
    if (outcome.kind === "limit") {
      patience.alive();
      onLimit(wait);
    }
    const verdict = pursuit.judge(outcome, wait);
    if (verdict === "alone") throw troubled(outcome, errand, failures);
    if (verdict === "all") throw unreachable(outcome, errand, patience, wait);
    const pause = Math.min(wait, patience.remaining());
    if (outcome.kind !== "limit") onWait(pause);
    await sleep(clock, pause, signal);
    pursuit.waited(pause);
    if (pause < wait && patience.remaining() <= 0) throw unreachable(outcome, errand, patience, wait);
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

const troubled = ({ said, status }: Failure, { thing }: Errand, attempts: number): RequestError =>
  new RequestError(
    `${thing()} failed ${attempts} times: ${said}.`,
    "Try again later; if it stays, tell Genesys' support which one it is.",
    status,
  );

function unreachable({ kind, said }: Failure, { host }: Errand, patience: Patience, wait: number): UnreachableError {
  const silent = duration(patience.silence());
  if (kind === "limit") {
    return new UnreachableError(
      `${host}: the rate limit has let nothing through for ${silent}, and asks to wait ${duration(wait)} more.`,
      "Another program may use the same OAuth client: give Afterword one of its own, or try again later.",
    );
  }
  return new UnreachableError(
    `${host} has given no usable answer for ${silent}: ${said}.`,
    "Check the network, the region (GENESYS_ENVIRONMENT), GENESYS_GATEWAY_URL and the proxy (HTTPS_PROXY, NO_PROXY).",
  );
}
