import type { SyncOptions, SyncProgress } from "./request.ts";

/** Counts what a run has done, and reports it to the listener. */
export function createProgress(onProgress: SyncOptions["onProgress"]) {
  let state: SyncProgress = { step: "", found: 0, fetched: 0, linked: 0, derived: 0, left: 0, whole: 0 };
  const change = (more: Partial<SyncProgress>): void => {
    state = { ...state, ...more };
    onProgress?.(state);
  };
  return {
    now: () => state,
    step: (step: string, left = 0): void =>
      change({ step, left, whole: Math.max(left, step === state.step ? state.whole : 0) }),
    derived: (responses: number): void => change({ derived: state.derived + responses }),
    count: ({ found = 0, fetched = 0, linked = 0 }: Partial<SyncProgress>): void =>
      change({ found: state.found + found, fetched: state.fetched + fetched, linked: state.linked + linked }),
  };
}

export type ProgressReporter = ReturnType<typeof createProgress>;
