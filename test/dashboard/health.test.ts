import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hour, minute, UnreachableError } from "../../src/base/index.ts";
import { createSyncLoop, type SyncOnce } from "../../src/dashboard/index.ts";
import { openServed } from "../servers/served.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

let synced: Synced;
beforeAll(async () => {
  synced = await openSynced({ perDay: 6, days: 8 });
});
afterAll(() => synced[Symbol.asyncDispose]());

/** A loop that syncs when it is told to, and fails while `isDown` says so. */
function loopOf(isDown: () => boolean) {
  let wake = (): void => {};
  const stop = new AbortController();
  const loop = createSyncLoop({
    every: 15 * minute,
    clock: {
      ...synced.clock,
      sleep: (_, signal) =>
        new Promise((resolve, reject) => {
          wake = resolve;
          signal?.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
        }),
    },
    async syncOnce({ onProgress, onRequest }: SyncOnce) {
      onRequest("surveyAggregates", isDown() ? 0 : 200);
      onRequest("surveyAggregates", 429);
      if (isDown()) throw new UnreachableError("Genesys does not answer.", "Try later.");
      return await synced.sync({}, { onProgress });
    },
    onEnd: () => {},
  });
  const running = loop.run(stop.signal);
  const idle = () => expect.poll(() => loop.state().next_at, { timeout: 60_000 }).not.toBeNull();
  return {
    loop,
    idle,
    async again() {
      const begun = new Promise<void>((resolve) => {
        const undo = loop.onState(({ state }) => {
          if (state !== "running") return;
          undo();
          resolve();
        });
      });
      wake();
      await begun;
      await idle();
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

describe("/healthz", () => {
  test("is 200 while syncs succeed, and 503 once none has for three turns", async () => {
    let down = false;
    await using syncs = loopOf(() => down);
    await using served = await openServed(synced.warehouse, synced.clock, { syncs: syncs.loop });
    await syncs.idle();
    const health = async () => {
      const { status, json } = await served.ask("/healthz");
      return [status, json()] as const;
    };
    expect(await health()).toEqual([200, { status: "ok" }]);
    down = true;
    synced.clock.advance(15 * minute);
    await syncs.again();
    expect((await health())[0]).toBe(200);
    synced.clock.advance(31 * minute);
    expect(await health()).toEqual([
      503,
      { status: "failing", problem: "Nothing has been synced since 2026-03-31T10:00:00.000Z: the last sync failed." },
    ]);
    down = false;
    await syncs.again();
    expect((await health())[0]).toBe(200);
  });

  test("where it only reads, the age of what is stored is nobody's failure", async () => {
    await using served = await openServed(synced.warehouse, synced.clock);
    synced.clock.advance(10 * hour);
    expect((await served.ask("/healthz")).status).toBe(200);
  });
});

test("/metrics has what was asked of Genesys, what is stored, how the last sync ended, and how long answers took", async () => {
  await using syncs = loopOf(() => false);
  await using served = await openServed(synced.warehouse, synced.clock, { syncs: syncs.loop });
  await syncs.idle();
  await served.ask("/api/about");
  await served.ask("/api/sections/csat?quue=x");
  const { status, text, headers } = await served.ask("/metrics");
  expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("text/plain")]);
  const [{ n } = { n: 0 }] = await synced.warehouse.query("SELECT count(*) AS n FROM response WHERE source = 'survey'");
  for (const line of [
    'afterword_genesys_requests_total{endpoint="surveyAggregates"} 2',
    "afterword_genesys_rate_limited_total 1",
    `afterword_responses_stored{source="survey"} ${String(n)}`,
    `afterword_last_sync_timestamp_seconds{outcome="done"} ${synced.clock.now() / 1_000}`,
    `afterword_last_successful_sync_timestamp_seconds ${synced.clock.now() / 1_000}`,
    'afterword_http_request_duration_seconds_count{route="/api/about",method="GET",status="200"} 1',
    'afterword_http_request_duration_seconds_count{route="/api/sections/:keys",method="GET",status="400"} 1',
  ])
    expect(text.split("\n")).toContain(line);
  expect(text).toMatch(/^afterword_responses_open [1-9]/m);
  expect(text).toMatch(/^afterword_process_resident_memory_bytes \d+/m);
});

describe("a warehouse that cannot be read is no fault of who asks", () => {
  test("503 on every path that reads it, and the page itself is there", async () => {
    await using other = await openSynced({ perDay: 2, days: 3 });
    await using served = await openServed(other.warehouse, other.clock);
    await other.warehouse.close();
    for (const path of ["/api/about", "/api/sections/csat", "/api/status", "/healthz"]) {
      const { status, text } = await served.ask(path);
      expect([path, status, text]).toEqual([path, 503, expect.stringContaining("is closed")]);
    }
    expect((await served.ask("/queues")).status).toBe(200);
  });
});
