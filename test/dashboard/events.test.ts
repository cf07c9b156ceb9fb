import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { minute, UnreachableError } from "../../src/base/index.ts";
import { createSyncLoop, type SyncLoop } from "../../src/dashboard/index.ts";
import { asPage, openServed } from "../servers/served.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

let synced: Synced;
beforeAll(async () => {
  synced = await openSynced({ perDay: 6, days: 8 });
});
afterAll(() => synced[Symbol.asyncDispose]());

/** For what hangs, not for what is slow. */
const patience = { timeout: 60_000 };

interface Event {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a server sends until `enough` has come. */
const listen = (url: string, enough: (events: readonly Event[]) => boolean): Promise<readonly Event[]> =>
  new Promise((resolve, reject) => {
    const events: Event[] = [];
    let text = "";
    const asked = request(new URL("/api/events", url), { agent: false }, (response) => {
      expect(response.headers["content-type"]).toBe("text/event-stream");
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString();
        const parts = text.split("\n\n");
        text = parts.pop() ?? "";
        for (const part of parts) {
          const [, event = "", data = "{}"] = /^event: (.*)\ndata: (.*)$/.exec(part) ?? [];
          events.push({ event, data: JSON.parse(data) as Event["data"] });
        }
        if (!enough(events)) return;
        asked.destroy();
        resolve(events);
      });
      response.on("end", () => resolve(events));
      response.on("error", () => resolve(events));
    });
    asked.on("error", (error) => (events.length > 0 ? resolve(events) : reject(error)));
    asked.end();
  });

/** A loop of syncs of the sandbox, of which one is running until `go` is called. */
function loopOf(synced: Synced) {
  let go = (): void => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const loop: SyncLoop = createSyncLoop({
    every: 15 * minute,
    // Only somebody who asks begins the next one.
    clock: { ...synced.clock, sleep: (_, signal) => untilAborted(signal) },
    async syncOnce({ onProgress, signal }) {
      await gate;
      return await synced.sync({}, { onProgress, signal });
    },
    onEnd: () => {},
  });
  return { loop, go };
}

const untilAborted = (signal?: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error("woken")), { once: true }));

describe("a page that is open", () => {
  test("sees a sync begin, go on and end, and that numbers have changed", async () => {
    const { loop, go } = loopOf(synced);
    await using served = await openServed(synced.warehouse, synced.clock, { syncs: loop });
    const stop = new AbortController();
    const running = loop.run(stop.signal);
    const before = (await served.ask("/api/sections/volume,completeness")).text;
    const seen = listen(
      served.url,
      (events) =>
        new Set(events.filter(({ event }) => event === "changed").map(({ data }) => data["revision"])).size > 1,
    );
    setTimeout(go, 50);
    const events = await seen;
    expect(events[0]).toEqual({ event: "changed", data: { revision: expect.any(Number) } });
    const states = events.filter(({ event }) => event === "sync").map(({ data }) => data);
    expect(states[0]).toMatchObject({ state: "running", last: null });
    expect(states.some(({ fetched }) => Number(fetched) > 0)).toBe(true);
    expect((await served.ask("/api/sections/volume,completeness")).text).not.toBe(before);
    // The numbers that came last are of the sync's end.
    await expect.poll(() => loop.state().state, patience).toBe("idle");
    stop.abort();
    await running;
  });

  test("a button begins one, and is refused while one runs", async () => {
    const { loop, go } = loopOf(synced);
    await using served = await openServed(synced.warehouse, synced.clock, { syncs: loop });
    const stop = new AbortController();
    const running = loop.run(stop.signal);
    const press = () => served.ask("/api/sync", { method: "POST", headers: asPage(served.url), body: "{}" });
    expect(await press()).toMatchObject({ status: 409, text: expect.stringContaining("A sync is running.") });
    go();
    await expect.poll(() => loop.state().next_at, patience).not.toBeNull();
    expect((await press()).status).toBe(202);
    stop.abort();
    await running;
  });

  test("without a sync of its own the button is refused, with what to do", async () => {
    await using served = await openServed(synced.warehouse, synced.clock);
    expect((await served.ask("/api/about")).json()).toMatchObject({ can_sync: false, every_seconds: null });
    const pressed = await served.ask("/api/sync", { method: "POST", headers: asPage(served.url), body: "{}" });
    expect(pressed).toMatchObject({ status: 409, text: expect.stringContaining("--no-sync") });
  });

  test("is one of many, of whom those that left leave nothing behind", async () => {
    const [warnings, add] = [[] as string[], (warning: Error) => warnings.push(warning.message)];
    process.on("warning", add);
    await using served = await openServed(synced.warehouse, synced.clock);
    await Promise.all(Array.from({ length: 12 }, () => listen(served.url, (events) => events.length > 0)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off("warning", add);
    expect(warnings).toEqual([]);
  });

  test("is not opened for who asks for its head alone", async () => {
    let listening = 0;
    const { loop } = loopOf(synced);
    const onState: typeof loop.onState = (listener) => {
      listening += 1;
      const undo = loop.onState(listener);
      return () => {
        listening -= 1;
        undo();
      };
    };
    await using served = await openServed(synced.warehouse, synced.clock, { syncs: { ...loop, onState } });
    const before = listening;
    const { status, headers } = await served.ask("/api/events", { method: "HEAD" });
    expect([status, headers["content-type"]]).toEqual([200, "text/event-stream"]);
    await listen(served.url, (events) => events.length > 1);
    await expect.poll(() => listening).toBe(before);
  });

  test("stays open where the warehouse cannot be asked, and prints nothing past the log", async () => {
    const { loop } = loopOf(synced);
    const down = {
      ...synced.warehouse,
      place: "postgres://nobody@127.0.0.1:1/none",
      query: () => Promise.reject(new UnreachableError("The server does not answer.", "Start it.")),
    };
    const printed = vi.spyOn(console, "error").mockReturnValue();
    await using served = await openServed(down, synced.clock, { syncs: loop });
    const events = await listen(served.url, (seen) => seen.length > 0);
    expect([events.map(({ event }) => event), printed.mock.calls]).toEqual([["sync"], []]);
    printed.mockRestore();
  });

  test("has another number after a restart: what was written meanwhile is not taken for what a page has", async () => {
    const first = async (): Promise<unknown> => {
      await using served = await openServed(synced.warehouse, synced.clock);
      return (await listen(served.url, (events) => events.length > 0))[0]?.data["revision"];
    };
    expect(await first()).not.toBe(await first());
  });

  test("is let go of when the dashboard closes", async () => {
    const served = await openServed(synced.warehouse, synced.clock);
    const seen = listen(served.url, () => false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const began = performance.now();
    await served.close();
    expect(await seen).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
