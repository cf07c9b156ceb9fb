import { AfterwordError, type Clock, isoTime } from "../base/index.ts";
import type { SyncProgress, SyncResult } from "../sync/index.ts";

/** How a sync ended. */
export interface SyncEnd {
  /** ISO 8601. */
  readonly ended_at: string;
  readonly outcome: "done" | "incomplete" | "failed";
  /** What is missing, or why it failed and what to do; null where all went well. */
  readonly message: string | null;
  /** Responses whose answers it read; null where it failed. */
  readonly new: number | null;
}

/** What the page shows of the syncs. */
export interface SyncState extends SyncProgress {
  readonly state: "idle" | "running";
  /** Seconds that Genesys makes it wait; 0 where it goes on. */
  readonly waiting: number;
  readonly last: SyncEnd | null;
  /** When the next one begins by itself. ISO 8601. */
  readonly next_at: string | null;
}

/** Syncs one after the other, for as long as it runs. */
export interface SyncLoop {
  /** Milliseconds from the beginning of one to that of the next. */
  readonly every: number;
  readonly state: () => SyncState;
  /** Id of the organization that it syncs; null until a sync has ended that knows it. */
  readonly organization: () => string | null;
  /** Begins one at once; false where one is running. */
  readonly begin: () => boolean;
  /** Called with each new state; the function it returns ends that. */
  readonly onState: (listener: (state: SyncState) => void) => () => void;
  /** Requests to Genesys since the start, by endpoint, every attempt counted; and how many were answered with 429. */
  readonly requests: () => ReadonlyMap<string, number>;
  readonly rateLimited: () => number;
  /** Ends when the signal aborts, after the running one has ended. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

/** One sync, with where it reports how far it is. */
export interface SyncOnce {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SyncProgress) => void;
  readonly onWait: (seconds: number) => void;
  readonly onRequest: (endpoint: string, status: number) => void;
}

interface Options {
  readonly every: number;
  readonly clock: Clock;
  readonly syncOnce: (options: SyncOnce) => Promise<SyncResult>;
  /** Called after each with how it ended, and with what it threw. */
  readonly onEnd: (end: SyncEnd, error: unknown) => void;
}

const nothing: SyncProgress = { step: "", found: 0, fetched: 0, linked: 0, derived: 0, left: 0, whole: 0 };

export function createSyncLoop({ every, clock, syncOnce, onEnd }: Options): SyncLoop {
  let state: SyncState = { state: "idle", ...nothing, waiting: 0, last: null, next_at: null };
  const listeners = new Set<(state: SyncState) => void>();
  let wake: (() => void) | null = null;
  const requests = new Map<string, number>();
  let limited = 0;
  let organization: string | null = null;

  function change(changes: Partial<SyncState>): void {
    state = { ...state, ...changes };
    for (const listener of listeners) listener(state);
  }

  async function once(signal: AbortSignal): Promise<void> {
    change({ state: "running", ...nothing, waiting: 0, next_at: null });
    try {
      const result = await syncOnce({
        signal,
        onProgress: (progress) => change({ ...progress, waiting: 0 }),
        onWait: (waiting) => change({ waiting }),
        onRequest(endpoint, status) {
          requests.set(endpoint, (requests.get(endpoint) ?? 0) + 1);
          if (status === 429) limited += 1;
        },
      });
      organization = result.organization.id;
      end(endOf(result, state.fetched, isoTime(clock.now())), null);
    } catch (error) {
      if (signal.aborted) return change({ state: "idle" });
      // Whatever it was, the page goes on showing what is stored, and the next turn tries again.
      end({ ended_at: isoTime(clock.now()), outcome: "failed", message: wordsOf(error), new: null }, error);
    }
  }

  function end(last: SyncEnd, error: unknown): void {
    change({ state: "idle", waiting: 0, last });
    onEnd(last, error);
  }

  /** Until the time has come, somebody asks for the next one, or the signal aborts. */
  async function wait(until: number, signal: AbortSignal): Promise<void> {
    change({ next_at: isoTime(until) });
    const waking = new AbortController();
    wake = () => waking.abort();
    try {
      await clock.sleep(Math.max(0, until - clock.now()), AbortSignal.any([signal, waking.signal]));
    } catch (error) {
      if (!signal.aborted && !waking.signal.aborted) throw error;
    } finally {
      wake = null;
    }
  }

  return {
    every,
    state: () => state,
    organization: () => organization,
    requests: () => requests,
    rateLimited: () => limited,
    begin() {
      if (wake === null) return false;
      wake();
      wake = null;
      return true;
    },
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async run(signal) {
      while (!signal.aborted) {
        const began = clock.now();
        await once(signal);
        if (!signal.aborted) await wait(began + every, signal);
      }
    },
  };
}

const endOf = ({ complete, skipped, missing }: SyncResult, fetched: number, endedAt: string): SyncEnd => ({
  ended_at: endedAt,
  outcome: complete ? "done" : "incomplete",
  message: [...skipped.map(({ error }) => error.message), ...missing].join(" ") || null,
  new: fetched,
});

const wordsOf = (error: unknown): string =>
  error instanceof AfterwordError
    ? `${error.message} ${error.hint}`
    : "Afterword failed unexpectedly: the terminal in which it runs has the details.";
