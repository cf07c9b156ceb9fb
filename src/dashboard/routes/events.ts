import { randomInt } from "node:crypto";
import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { second } from "../../base/index.ts";
import type { DashboardContext } from "../context.ts";
import type { SyncState } from "../sync-loop.ts";

/** Proxies close what is silent for a minute. */
const silence = 25 * second;
/** A sync reports several hundred times a second. */
const between = 250;
/** Revisions count from a number of each process: a page that was open before a restart must not take the first one for its own. */
const maxStart = 2 ** 40;

/** `/api/events`: how far the sync is, and that numbers may have changed, as server-sent events. */
export function eventRoutes({ syncs, revision, signal }: DashboardContext): Hono {
  const start = randomInt(maxStart);
  return new Hono().get("/api/events", (http) => {
    // Nobody would read the stream, nor end it.
    if (http.req.method === "HEAD") return http.body(null, 200, { "content-type": "text/event-stream" });
    return streamSSE(http, async (stream) => {
      const send = (event: string, data: unknown): void =>
        void stream.writeSSE({ event, data: JSON.stringify(data) }).catch(() => stream.abort());
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      stream.onAbort(end);
      signal.addEventListener("abort", end, { once: true });
      const changed = (count: number): void => send("changed", { revision: start + count });
      // A server that does not answer now is asked again: the stream stays, and tells of the sync meanwhile.
      await revision.current().then(changed, () => {});
      if (syncs) send("sync", syncs.state());
      const sendState = latest(between, (state: SyncState) => send("sync", state));
      const undo = [
        revision.onChange(changed),
        syncs?.onState(sendState.pass) ?? (() => {}),
        sendState.stop,
        () => signal.removeEventListener("abort", end),
      ];
      const beat = setInterval(() => void stream.write(": still here\n\n").catch(() => stream.abort()), silence);
      await ended;
      clearInterval(beat);
      for (const step of undo) step();
    });
  });
}

/** Passes the latest value on, at most once in that many milliseconds. */
function latest<Value>(milliseconds: number, pass: (value: Value) => void) {
  let waiting: { readonly value: Value } | null = null;
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    if (waiting === null) return;
    pass(waiting.value);
    waiting = null;
    timer = setTimeout(flush, milliseconds);
  };
  return {
    pass(value: Value): void {
      waiting = { value };
      if (timer === null) flush();
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
