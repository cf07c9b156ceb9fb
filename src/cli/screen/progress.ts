import { plain } from "../../base/index.ts";
import type { Progress } from "../../extract/index.ts";

/** The part of a terminal stream that a line drawn over itself needs. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Milliseconds between two drawings: redrawing more often only flickers. */
const redrawInterval = 100;

/** One line that is drawn over itself, counts down a wait, and is gone when the run ends; only on a terminal. */
export function createLine(screen: Screen, now: () => number, words: () => string) {
  let waitingUntil = 0;
  let drawn = -redrawInterval;
  let ticking: NodeJS.Timeout | undefined;

  function draw(): void {
    if (!screen.isTTY || now() - drawn < redrawInterval) return;
    drawn = now();
    const wait = Math.ceil((waitingUntil - now()) / 1000);
    const waiting = wait > 0 ? ` · waiting ${wait} s for the rate limit` : "";
    screen.write(`\r\u001b[2K${plain(`${words()}${waiting}`).slice(0, (screen.columns ?? 80) - 1)}`);
  }

  return {
    draw,
    wait(seconds: number): void {
      waitingUntil = now() + seconds * 1000;
      // The seconds count down although nothing else happens.
      ticking ??= screen.isTTY ? setInterval(draw, 1000).unref() : undefined;
      drawn = -redrawInterval;
      draw();
    },
    clear(): void {
      clearInterval(ticking);
      if (screen.isTTY && drawn >= 0) screen.write("\r\u001b[2K");
    },
  };
}

/** The progress of an extraction, in one line. */
export function createProgressLine(screen: Screen, now: () => number) {
  const numbers = { found: 0, fetched: 0, linked: 0, requests: 0 };
  const line = createLine(screen, now, () => {
    const { found, fetched, linked, requests } = numbers;
    return `found ${found} · fetched ${fetched} · linked ${linked} · ${requests} requests`;
  });
  return {
    update(progress: Partial<Progress & { requests: number }>): void {
      Object.assign(numbers, progress);
      line.draw();
    },
    wait: line.wait,
    clear: line.clear,
  };
}
