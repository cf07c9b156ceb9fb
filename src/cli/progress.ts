import type { Progress } from "../extract/index.ts";
import { plain } from "./plain.ts";

/** The part of a terminal stream that a progress line needs. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Redrawing more often only flickers. */
const pause = 100;

/** One line that tells how far a run is, drawn over itself and gone when it ends; nothing where no one watches. */
export function createProgressLine(screen: Screen, now: () => number) {
  const numbers = { found: 0, fetched: 0, linked: 0, requests: 0 };
  let waitingUntil = 0;
  let drawn = -pause;
  let ticking: NodeJS.Timeout | undefined;

  function draw(): void {
    if (!screen.isTTY || now() - drawn < pause) return;
    drawn = now();
    const wait = Math.ceil((waitingUntil - now()) / 1000);
    const waiting = wait > 0 ? ` · waiting ${wait} s for the rate limit` : "";
    const { found, fetched, linked, requests } = numbers;
    const line = `found ${found} · fetched ${fetched} · linked ${linked} · ${requests} requests${waiting}`;
    screen.write(`\r\u001b[2K${plain(line).slice(0, (screen.columns ?? 80) - 1)}`);
  }

  return {
    update(progress: Partial<Progress & { requests: number }>): void {
      Object.assign(numbers, progress);
      draw();
    },
    wait(seconds: number): void {
      waitingUntil = now() + seconds * 1000;
      // The seconds count down although nothing else happens.
      ticking ??= screen.isTTY ? setInterval(draw, 1000).unref() : undefined;
      drawn = -pause;
      draw();
    },
    clear(): void {
      clearInterval(ticking);
      if (screen.isTTY && drawn >= 0) screen.write("\r\u001b[2K");
    },
  };
}
