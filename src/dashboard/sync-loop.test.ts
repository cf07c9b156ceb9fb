import { expect, test } from "vitest";
import { minute, UnreachableError } from "../base/index.ts";
import { createMovableClock, type MovableClock } from "../sandbox/index.ts";
import type { SyncResult } from "../sync/index.ts";
import { createSyncLoop, type SyncEnd, type SyncOnce, type SyncState } from "./sync-loop.ts";

const start = Date.parse("2026-03-31T10:00:00Z");

const result = {
  runId: "run",
  ...{ notes: [], missing: [], problems: [], skipped: [], organization: { id: "org", name: null }, complete: true },
  ...{
    documents: 0,
    responses: 0,
    unlinked: 0,
    spent: { requests: 0, byEndpoint: {}, tooManyRequests: 0, allowed: null },
  },
} satisfies SyncResult;

/** A loop whose syncs do what `work` does; it ends after `count` of them. */
async function runLoop(count: number, work: (at: number, once: SyncOnce, clock: MovableClock) => Promise<SyncResult>) {
  const clock = createMovableClock(start);
  const stop = new AbortController();
  const began: number[] = [];
  const ended: (SyncEnd & { readonly error: unknown })[] = [];
  const states: SyncState[] = [];
  let [running, most] = [0, 0];
  const loop = createSyncLoop({
    every: 15 * minute,
    clock,
    async syncOnce(once) {
      began.push((clock.now() - start) / minute);
      running += 1;
      most = Math.max(most, running);
      try {
        return await work(began.length, once, clock);
      } finally {
        running -= 1;
      }
    },
    onEnd(end, error) {
      ended.push({ ...end, error });
      if (ended.length === count) stop.abort();
    },
  });
  loop.onState((state) => states.push(state));
  await loop.run(stop.signal);
  return { began, ended, states, most, loop };
}

test("the next one begins so long after the last began, or at once after one that took longer", async () => {
  const lengths = [0, 4, 40, 1, 0];
  const { began, most } = await runLoop(5, async (at, _, clock) => {
    clock.advance((lengths[at - 1] ?? 0) * minute);
    return result;
  });
  expect(began).toEqual([0, 15, 30, 70, 85]);
  expect(most).toBe(1);
});

test("one that fails is reported, and the next turn tries again", async () => {
  const unreachable = new UnreachableError("Genesys does not answer.", "Try later.");
  const { began, ended, loop } = await runLoop(4, async (at) => {
    if (at === 2) throw unreachable;
    if (at === 3) throw new TypeError("a secret detail");
    return { ...result, complete: at !== 4, missing: at === 4 ? ["One form is missing."] : [] };
  });
  expect(began).toEqual([0, 15, 30, 45]);
  expect(ended.map(({ outcome, message }) => [outcome, message])).toEqual([
    ["done", null],
    ["failed", "Genesys does not answer. Try later."],
    ["failed", expect.not.stringContaining("secret")],
    ["incomplete", "One form is missing."],
  ]);
  expect(ended[1]?.error).toBe(unreachable);
  expect(loop.state()).toMatchObject({
    state: "idle",
    last: { outcome: "incomplete", ended_at: "2026-03-31T10:45:00.000Z" },
  });
});

test("progress and waits are shown, and what was read is counted", async () => {
  const progress = { step: "surveys", found: 9, fetched: 7, linked: 6, derived: 5, left: 1, whole: 2 };
  const { states, ended, loop } = await runLoop(1, async (_, once) => {
    once.onWait(12);
    once.onProgress(progress);
    once.onRequest("survey", 200);
    once.onRequest("survey", 429);
    once.onRequest("users", 200);
    return result;
  });
  expect(states.map(({ state, waiting, found }) => [state, waiting, found])).toEqual([
    ["running", 0, 0],
    ["running", 12, 0],
    ["running", 0, 9],
    ["idle", 0, 9],
  ]);
  expect(ended[0]?.new).toBe(7);
  expect([[...loop.requests()], loop.rateLimited()]).toEqual([
    [
      ["survey", 2],
      ["users", 1],
    ],
    1,
  ]);
});

test("somebody may begin the next one, but not while one runs", async () => {
  const begun: boolean[] = [];
  const clock = { ...createMovableClock(start), sleep: (_: number, signal?: AbortSignal) => aborted(signal) };
  const stop = new AbortController();
  let count = 0;
  const loop = createSyncLoop({
    every: 15 * minute,
    clock,
    syncOnce: () => {
      begun.push(loop.begin());
      return Promise.resolve(result);
    },
    onEnd: () => {
      count += 1;
      if (count === 3) stop.abort();
      else setTimeout(() => begun.push(loop.begin(), loop.begin()), 5);
    },
  });
  expect(loop.begin()).toBe(false);
  await loop.run(stop.signal);
  expect(begun).toEqual([false, true, false, false, true, false, false]);
});

/** Sleeps until it is woken. */
const aborted = (signal?: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true }));

test("it ends with the signal, after the one that runs", async () => {
  const clock = createMovableClock(start);
  const stop = new AbortController();
  const done: string[] = [];
  const loop = createSyncLoop({
    every: minute,
    clock,
    async syncOnce({ signal }) {
      stop.abort();
      await new Promise((resolve) => setTimeout(resolve, 20));
      done.push("committed");
      signal.throwIfAborted();
      return result;
    },
    onEnd: () => done.push("ended"),
  });
  await loop.run(stop.signal);
  expect(done).toEqual(["committed"]);
  expect(loop.state()).toMatchObject({ state: "idle", last: null });
});
