import { expect, test } from "vitest";
import { type Answer, type Loopback, openLoopback } from "../../test/servers/loopback.ts";
import { createServerSource } from "./server-source.ts";
import type { Entry, Resource } from "./source.ts";

const path = "/api/sections/csat";

/** Waits until a resource is as it should be. */
const until = (entry: Entry, isSo: (resource: Resource<unknown>) => boolean): Promise<Resource<unknown>> =>
  new Promise((resolve) => {
    const stop: { now?: () => void } = {};
    stop.now = entry.resource.subscribe((resource) => {
      if (!isSo(resource)) return;
      resolve(resource);
      queueMicrotask(() => stop.now?.());
    });
  });

const sourceOf = (server: Loopback) =>
  createServerSource((address, init) => fetch(`${server.url}${String(address)}`, init));
const isReady = (resource: Resource<unknown>): boolean => resource.state === "ready" && !resource.refreshing;
const isFailed = (resource: Resource<unknown>): boolean => resource.state === "failed";

test("an address is asked for once, whoever shows it, and only while somebody does", async () => {
  await using server = await openLoopback(() => ({ body: { csat: 1 } }));
  const source = sourceOf(server);
  const entry = source.at(path);
  expect(entry.resource.value).toEqual({ state: "loading" });
  expect(server.asked).toEqual([]);
  const [leave, leaveToo] = [entry.hold(), source.at(path).hold()];
  expect(await until(entry, isReady)).toEqual({ state: "ready", value: { csat: 1 }, refreshing: false });
  leave();
  leaveToo();
  entry.hold();
  expect(server.asked).toHaveLength(1);
});

test("what has changed is asked for again, and shown meanwhile as it was", async () => {
  let revision = 0;
  await using server = await openLoopback(() => ({ body: { revision: ++revision } }));
  const source = sourceOf(server);
  const [shown, left] = [source.at(path), source.at("/api/sections/nps")];
  shown.hold();
  const leave = left.hold();
  await Promise.all([until(shown, isReady), until(left, isReady)]);
  leave();
  source.refresh();
  expect(shown.resource.value).toMatchObject({ state: "ready", refreshing: true });
  await until(shown, isReady);
  expect(server.asked).toHaveLength(3);
  // What was not shown is asked for when it is again.
  left.hold();
  await until(left, (resource) => isReady(resource) && resource.state === "ready");
  expect(server.asked.map((one) => one.path).filter((one) => one.endsWith("nps"))).toHaveLength(2);
});

test("what was left before it came is given up, and asked for anew by the next", async () => {
  let answer: Answer = { fault: "hang" };
  await using server = await openLoopback(() => answer);
  const entry = sourceOf(server).at(path);
  const leave = entry.hold();
  await expect.poll(() => server.asked.length).toBe(1);
  leave();
  answer = { body: { csat: 2 } };
  entry.hold();
  expect(await until(entry, isReady)).toMatchObject({ value: { csat: 2 } });
});

test.each([
  [
    "as the server words it",
    { status: 503, body: { error: { message: "It is held.", advice: "Wait." } } },
    { status: 503, message: "It is held.", advice: "Wait." },
  ],
  [
    "by its status where it has no words",
    { status: 502, body: "<html>" },
    { status: 502, message: "HTTP 502", advice: null },
  ],
  ["without a status where nothing came", { fault: "head" }, { status: null }],
  ["without a status where it was cut off", { body: { csat: "x".repeat(50_000) }, fault: "body" }, { status: null }],
] as const)("a failure is shown %s, and tried again when asked to", async (_, failure, problem) => {
  let answer: Answer = failure;
  await using server = await openLoopback(() => answer);
  const entry = sourceOf(server).at(path);
  entry.hold();
  const failed = await until(entry, isFailed);
  expect(failed).toMatchObject({ state: "failed", problem });
  answer = { body: { csat: 3 } };
  if (failed.state === "failed") failed.retry();
  expect(await until(entry, isReady)).toMatchObject({ value: { csat: 3 } });
});
