import { type Clock, InterruptedError, second } from "../base/index.ts";
import { afterAnswer, nothingKnown, readLimits, roomAt } from "./rate-limit-window.ts";

/** A request's leave to be sent; it ends with `leave`. */
export interface Pass {
  /** `header` reads the answer's headers; null where no answer came. */
  leave(header: ((name: string) => string) | null): void;
}

interface Gate {
  /** Resolves when one more request may be sent. Rejects with an InterruptedError when aborted. */
  enter(signal: AbortSignal): Promise<Pass>;
  /** Lets nobody through for this many milliseconds. */
  hold(milliseconds: number): void;
  /** Requests allowed in a window, by the newest answer; null before the first. */
  allowed(): number | null;
}

interface GateOptions {
  readonly clock: Clock;
  /** Requests in flight at most. */
  readonly concurrency: number;
  /** Called once a wait, with its length. */
  readonly onWait: (milliseconds: number) => void;
  /** Milliseconds that the limit may keep everybody waiting without ever showing room. */
  readonly maxSilence: number;
  /** The error for everybody who waits, where the limit has shown no room for `silence` ms and is to show none for `wait` more. */
  readonly giveUp: (silence: number, wait: number) => Error;
}

interface Waiting {
  readonly admit: () => void;
  readonly refuse: (error: Error) => void;
}

/**
 * The one gate in front of every request of a client. It lets through only as many as the rate limit surely allows; where no
 * headers speak of a limit it only bounds the number of requests in flight. A limit that shows no room for longer than
 * `maxSilence`, window after window, lets nobody through any more.
 */
export function createGate({ clock, concurrency, onWait, maxSilence, giveUp }: GateOptions): Gate {
  const waiting: Waiting[] = [];
  let inFlight = 0;
  let known = nothingKnown;
  let heldUntil = Number.NEGATIVE_INFINITY;
  let reportedUntil = Number.NEGATIVE_INFINITY;
  /** Milliseconds waited for the limit since it last showed room, and since when somebody waits now. */
  let waited = 0;
  let waitingSince: number | null = null;
  let alarm: { readonly at: number; readonly off: AbortController } | null = null;

  /** When the next request may go, as far as is known now; null: when one of those in flight has come back. */
  function opensAt(now: number): number | null {
    if (inFlight >= (known.answered ? concurrency : 1)) return null;
    return now < heldUntil ? heldUntil : roomAt(known, inFlight, now);
  }

  function pump(): void {
    for (let next = waiting[0]; next; next = waiting[0]) {
      const now = clock.now();
      const at = opensAt(now);
      if (at === null) break;
      if (at > now) {
        waitingSince ??= now;
        if (waited + at - waitingSince > maxSilence) refuseAll(giveUp(waited + now - waitingSince, at - now));
        else wakeAt(at);
        return;
      }
      if (waitingSince !== null) waited += now - waitingSince;
      waitingSince = null;
      waiting.shift();
      inFlight += 1;
      next.admit();
    }
    cancelAlarm();
  }

  function refuseAll(error: Error): void {
    cancelAlarm();
    waitingSince = null;
    for (const { refuse } of waiting.splice(0)) refuse(error);
  }

  function wakeAt(at: number): void {
    if (alarm?.at === at) return;
    cancelAlarm();
    report(at);
    const mine = { at, off: new AbortController() };
    alarm = mine;
    const ring = () => {
      if (alarm !== mine) return;
      alarm = null;
      pump();
    };
    clock.sleep(at - clock.now(), mine.off.signal).then(ring, ring);
  }

  function cancelAlarm(): void {
    alarm?.off.abort();
    alarm = null;
  }

  /** A wait that only turns out a little longer or shorter is still the same wait. */
  function report(at: number): void {
    if (at > reportedUntil + second) onWait(at - clock.now());
    reportedUntil = Math.max(reportedUntil, at);
  }

  function pass(): Pass {
    const sent = clock.now();
    return {
      leave(header) {
        inFlight -= 1;
        const limits = header && readLimits(header, clock.now());
        // Where one is allowed in a window, being the first of it is all the room there is.
        if (header && (!limits || limits.count < limits.allowed || limits.count <= 1)) waited = 0;
        known = afterAnswer(known, { header, limits }, sent, clock.now());
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
        let left = false;
        const leave = (): void => {
          left = true;
          signal.removeEventListener("abort", leaveQueue);
        };
        const one: Waiting = {
          admit() {
            leave();
            resolve(pass());
          },
          refuse(error) {
            leave();
            reject(error);
          },
        };
        const leaveQueue = () => {
          waiting.splice(waiting.indexOf(one), 1);
          reject(new InterruptedError());
          pump();
        };
        waiting.push(one);
        pump();
        if (!left) signal.addEventListener("abort", leaveQueue, { once: true });
      }),
    hold(milliseconds) {
      heldUntil = Math.max(heldUntil, clock.now() + milliseconds);
      if (milliseconds > 0) report(heldUntil);
    },
    allowed: () => known.window?.allowed ?? null,
  };
}
