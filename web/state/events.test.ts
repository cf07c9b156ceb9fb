import { expect, test } from "vitest";
import { openEvents } from "./events.ts";

/** A stream of events as a browser gives it. */
function createStream() {
  const target = new EventTarget();
  return {
    addEventListener: (type: string, listener: (event: Event) => void) => target.addEventListener(type, listener),
    close: () => undefined,
    send: (type: string, data?: string) =>
      target.dispatchEvent(data === undefined ? new Event(type) : new MessageEvent(type, { data })),
  };
}

test("numbers are asked for again when there is another revision, and not for the one they were read at", () => {
  const stream = createStream();
  let changes = 0;
  openEvents(stream, () => changes++);
  for (const revision of [1, 1, 2, 2]) stream.send("changed", JSON.stringify({ revision }));
  expect(changes).toBe(1);
  // After a lost connection the server says again where things stand.
  stream.send("error");
  stream.send("changed", JSON.stringify({ revision: 3 }));
  expect(changes).toBe(2);
});

test("a sync is followed, and what is no state leaves the last one", () => {
  const stream = createStream();
  const events = openEvents(stream, () => undefined);
  expect(events.sync.value).toBeNull();
  stream.send("sync", JSON.stringify({ state: "running", step: "surveys", found: 7, left: 2, whole: 9, waiting: 12 }));
  stream.send("sync", "no JSON");
  stream.send("sync", "[]");
  expect(events.sync.value).toMatchObject({ state: "running", found: 7, left: 2, whole: 9, waiting: 12, last: null });
  stream.send(
    "sync",
    JSON.stringify({ state: "idle", last: { ended_at: "2026-11-23T01:00:00Z", outcome: "done", new: 3 } }),
  );
  expect(events.sync.value).toMatchObject({
    state: "idle",
    found: 0,
    last: { outcome: "done", message: null, new: 3 },
  });
});

test("a server that falls silent is lost until it is back", () => {
  const stream = createStream();
  const { isLost } = openEvents(stream, () => undefined);
  const lost = ["error", "open"].map((type) => {
    stream.send(type);
    return isLost.value;
  });
  expect(lost).toEqual([true, false]);
});
