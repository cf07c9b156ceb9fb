import { type Clock, InterruptedError, second } from "../base/index.ts";
import { narrow, type RateWindow, readLimits } from "./rate-window.ts";

/** A request's leave to be sent; it ends with `leave`. */
export interface Pass {
  /** `header` reads the answer's headers; null where no answer came. */
  leave(header: ((name: string) => string) | null): void;
}

interface Gate {
  /** Resolves when one more request may be sent. Rejects with an InterruptedError when aborted. */
  enter(signal: AbortSignal): Promise<Pass>;
  /** Lets nobody through for so many milliseconds. */
  hold(milliseconds: number): void;
  /** Requests allowed in a window, as last said; null if never. */
  allowed(): number | null;
}

interface GateOptions {
  readonly clock: Clock;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Told once a wait, with its length. */
  readonly onWait: (milliseconds: number) => void;
}

/**
 * The one gate in front of every request of a client. It lets through what the rate limit surely allows: requests in
 * flight count, and the end of a window is its latest possible end. Where no headers tell of a limit it only bounds the
 * number of requests in flight. Until the first answer has come, requests go one by one: nothing is known yet.
 */
export function createGate({ clock, concurrency, onWait }: GateOptions): Gate {
  const waiting: Array<() => void> = [];
  let inFlight = 0;
  let answered = false;
  let window: RateWindow | null = null;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let told = Number.NEGATIVE_INFINITY;
  let alarm: { readonly at: number; readonly off: AbortController } | null = null;

  /** When the next request may go, as far as is known now; null: when one of those in flight has come back. */
  function opensAt(now: number): number | null {
    if (inFlight >= (answered ? concurrency : 1)) return null;
    if (now < heldUntil) return heldUntil;
    if (!window) return now;
    // Behind its end a new window counts those in flight at most, and one of their answers will tell.
    const over = now >= window.latest;
    if ((over ? 0 : window.count) + inFlight < usable(window.allowed)) return now;
    return over ? null : window.latest;
  }

  function pump(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const now = clock.now();
      const at = opensAt(now);
      if (at === null) break;
      if (at > now) {
        wakeAt(at);
        return;
      }
      waiting.shift();
      inFlight += 1;
      next();
    }
    silence();
  }

  function wakeAt(at: number): void {
    if (alarm?.at === at) return;
    silence();
    tell(at);
    const mine = { at, off: new AbortController() };
    alarm = mine;
    const ring = () => {
      if (alarm !== mine) return;
      alarm = null;
      pump();
    };
    clock.sleep(at - clock.now(), mine.off.signal).then(ring, ring);
  }

  function silence(): void {
    alarm?.off.abort();
    alarm = null;
  }

  /** A wait that only turns out a little longer or shorter is still the same wait. */
  function tell(at: number): void {
    if (at > told + second) onWait(at - clock.now());
    told = Math.max(told, at);
  }

  function pass(): Pass {
    const sent = clock.now();
    return {
      leave(header) {
        inFlight -= 1;
        if (header) answered = true;
        const limits = header && readLimits(header);
        if (limits) window = narrow(window, limits, sent, clock.now());
        // Lost on the way, or answered by something in between: Genesys may have counted it all the same.
        else if (window) window = { ...window, count: window.count + 1 };
        pump();
      },
    };
  }

  return {
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(new InterruptedError());
          return;
        }
        let admitted = false;
        const admit = () => {
          admitted = true;
          signal.removeEventListener("abort", leaveQueue);
          resolve(pass());
        };
        const leaveQueue = () => {
          waiting.splice(waiting.indexOf(admit), 1);
          reject(new InterruptedError());
          pump();
        };
        waiting.push(admit);
        pump();
        if (!admitted) signal.addEventListener("abort", leaveQueue, { once: true });
      }),
    hold(milliseconds) {
      heldUntil = Math.max(heldUntil, clock.now() + milliseconds);
      if (milliseconds > 0) tell(heldUntil);
    },
    allowed: () => window?.allowed ?? null,
  };
}

/** One is left over, because nothing says whether `count` already contains the request that it answers. */
const usable = (allowed: number): number => Math.max(1, allowed - 1);
