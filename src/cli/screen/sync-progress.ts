import { minute, second } from "../../base/index.ts";
import type { SyncProgress } from "../../sync/index.ts";
import type { Log } from "../log/log.ts";
import { createLine } from "./progress.ts";

/** A forecast needs at least this share of a step done, and this time passed. */
const minForForecast = { share: 0.03, milliseconds: 2 * second };

/** The progress of a sync, in one line: the step, its share done, the time left, and the rate of requests. */
export function createSyncLine(log: Log, now: () => number) {
  const begun = now();
  let requests = 0;
  let state: SyncProgress = { step: "", found: 0, fetched: 0, linked: 0, derived: 0, left: 0, whole: 0 };
  let step = { name: "", since: begun };
  const line = createLine(log, now, () => {
    const rate = (requests * minute) / Math.max(second, now() - begun);
    const message = [
      formatStep(state, now() - step.since),
      `found ${state.found}`,
      `read ${state.fetched}`,
      `linked ${state.linked}`,
      ...(state.derived ? [`rows of ${state.derived}`] : []),
      `${requests} requests, ${Math.round(rate)}/min`,
    ].join(" · ");
    const { found, fetched: read, linked, derived } = state;
    return { message, step: state.step, counts: { found, read, linked, derived, requests } };
  });
  return {
    update(progress: SyncProgress): void {
      state = progress;
      if (progress.step !== step.name) step = { name: progress.step, since: now() };
      line.draw();
    },
    request(): void {
      requests += 1;
      line.draw();
    },
    state: () => state,
    wait: line.wait,
    hide: line.hide,
    clear: line.clear,
  };
}

/** `surveys 40 %, 3 min left`: of this step; the others are not known yet. */
function formatStep(state: SyncProgress, elapsed: number): string {
  if (state.step === "") return "starting";
  const { step, left, whole } = state;
  if (whole <= 0) return step;
  const share = 1 - left / whole;
  const done = `${step} ${Math.floor(share * 100)} %`;
  if (share < minForForecast.share || elapsed < minForForecast.milliseconds || left === 0) return done;
  return `${done}, ${formatLength((elapsed / share) * (1 - share))} left`;
}

function formatLength(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / second);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
