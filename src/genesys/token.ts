import { type Clock, InterruptedError, minute, second } from "../base/index.ts";

export interface Token {
  readonly value: string;
  /** Seconds, by the login host's answer. */
  readonly lasts: number;
}

/** The token of one client, requested when it is needed, one request at a time. */
export interface Tokens {
  get(signal: AbortSignal): Promise<string>;
  /** Genesys refuses this one: the next `get` asks for another, unless somebody already has. */
  drop(value: string): void;
}

/** @param request asks the login host once, with its retries; not aborted by any single caller */
export function createTokens(clock: Clock, request: () => Promise<Token>): Tokens {
  let current: { readonly value: string; readonly renewAt: number } | null = null;
  let pending: Promise<string> | null = null;

  async function renew(): Promise<string> {
    const { value, lasts } = await request();
    const life = lasts * second;
    // A minute early, so that a request that still waits at the gate does not arrive with a dead one.
    current = { value, renewAt: clock.now() + Math.max(life - minute, life / 2) };
    return value;
  }

  return {
    async get(signal) {
      if (current && clock.now() < current.renewAt) return current.value;
      pending ??= renew().finally(() => {
        pending = null;
      });
      return abortable(pending, signal);
    },
    drop(value) {
      if (current?.value === value) current = null;
    },
  };
}

/** The promise, or an InterruptedError as soon as `signal` aborts; the work itself goes on for the others. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new InterruptedError());
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    const done = () => signal.removeEventListener("abort", abort);
    promise.then(resolve, reject).finally(done);
  });
}
