import { plain, second } from "../../base/index.ts";
import type { Progress } from "../../extract/index.ts";
import type { Details, Log } from "../log/log.ts";

/** Milliseconds between two drawings: redrawing more often only flickers. */
const redrawInterval = 100;

/** Where nobody watches, a line a minute at least shows that it lives: what looks at the time, and how old the last line may be. */
const sign = { every: 5 * second, after: 50 * second };

/** How far a run is, in a sentence and in numbers. */
export interface ProgressState extends Details {
  readonly message: string;
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * How far a run is: on a terminal in one line that is drawn over itself, counts down a wait, and is gone when the run ends; in a
 * log by an entry about once a minute.
 */
export function createLine(log: Log, now: () => number, describe: () => ProgressState) {
  const { screen } = log;
  let waitingUntil = 0;
  let drawn = screen === null ? now() : -redrawInterval;
  let ticking: NodeJS.Timeout | undefined;
  // Also while nothing happens, as during a wait for the rate limit.
  if (screen === null && !log.quiet) ticking = setInterval(draw, sign.every).unref();

  function draw(): void {
    if (now() - drawn < (screen === null ? sign.after : redrawInterval)) return;
    drawn = now();
    const wait = Math.max(0, Math.ceil((waitingUntil - now()) / 1000));
    const { message, ...details } = describe();
    const sentence = `${message}${wait > 0 ? ` · waiting ${wait} s for the rate limit` : ""}`;
    if (screen === null) log.info("progress", sentence, { ...details, ...(wait > 0 ? { waiting_seconds: wait } : {}) });
    else screen.write(`\r\u001b[2K${plain(sentence).slice(0, (screen.columns ?? 80) - 1)}`);
  }

  /** Until it is drawn again: for a sentence that comes in between. */
  function hide(): void {
    if (drawn >= 0) screen?.write("\r\u001b[2K");
  }

  return {
    draw,
    wait(seconds: number): void {
      waitingUntil = now() + seconds * 1000;
      if (screen !== null) {
        // The seconds count down although nothing else happens.
        ticking ??= setInterval(draw, 1000).unref();
        drawn = -redrawInterval;
      }
      draw();
    },
    hide,
    clear(): void {
      clearInterval(ticking);
      hide();
    },
  };
}

/** The progress of an extraction, in one line. */
export function createProgressLine(log: Log, now: () => number) {
  const counts = { found: 0, fetched: 0, linked: 0, requests: 0 };
  const line = createLine(log, now, () => {
    const { found, fetched, linked, requests } = counts;
    const message = `found ${found} · fetched ${fetched} · linked ${linked} · ${requests} requests`;
    return { message, counts: { found, read: fetched, linked, requests } };
  });
  return {
    update(progress: Partial<Progress & { requests: number }>): void {
      Object.assign(counts, progress);
      line.draw();
    },
    wait: line.wait,
    clear: line.clear,
  };
}
