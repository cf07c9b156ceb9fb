import type { Progress } from "../extract/index.ts";
import { createLine, type Screen } from "./screen/progress.ts";

/** How far an extraction is, in one line. */
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
