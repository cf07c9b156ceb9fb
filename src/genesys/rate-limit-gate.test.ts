import { describe, expect, test } from "vitest";
import { createVirtualTime } from "../../test/servers/virtual-time.ts";
import { InterruptedError, minute, second } from "../base/index.ts";
import { createGate, type Pass } from "./rate-limit-gate.ts";

const silent = () => "";

function open(concurrency = 8, maxSilence = 10 * minute) {
  const { clock, run } = createVirtualTime();
  const waits: number[] = [];
  const giveUp = (silence: number, wait: number) => new Error(`${silence / second} s, and ${wait / second} s more`);
  const gate = createGate({ clock, concurrency, onWait: (wait) => waits.push(wait), maxSilence, giveUp });
  const inside: Pass[] = [];
  /** Joins the queue; a request that gets through is in `inside`. */
  const enter = () => gate.enter(new AbortController().signal).then((pass) => inside.push(pass));
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, run, gate, waits, inside, enter, settle };
}

test("the first request goes alone, and its answer opens the gate for eight, unpaced without headers", async () => {
  const { inside, enter, settle, waits } = open();
  const all = Array.from({ length: 20 }, enter);
  await settle();
  expect(inside).toHaveLength(1);
  inside[0]?.leave(silent);
  await settle();
  expect(inside).toHaveLength(9);
  for (let index = 1; index < 20; index += 1) {
    inside[index]?.leave(silent);
    await settle();
  }
  await Promise.all(all);
  expect(waits).toEqual([]);
});

test("a first request that gets no answer leaves the gate as narrow as it was", async () => {
  const { inside, enter, settle } = open();
  for (let index = 0; index < 5; index += 1) void enter();
  await settle();
  inside[0]?.leave(null);
  await settle();
  expect(inside).toHaveLength(2);
});

test("a hold stops all requests, and is reported once", async () => {
  const { clock, run, gate, inside, enter, waits } = open();
  await enter();
  inside[0]?.leave(silent);
  const start = clock.now();
  gate.hold(23 * second);
  gate.hold(5 * second);
  await run(Promise.all([enter(), enter(), enter()]));
  expect(clock.now() - start).toBe(23 * second);
  expect(waits).toEqual([23 * second]);
});

const limits =
  (count: number, allowed = 3) =>
  (name: string) =>
    ({ "inin-ratelimit-count": count, "inin-ratelimit-allowed": allowed, "inin-ratelimit-reset": 60 })[
      name
    ]?.toString() ?? "";

describe("a limit that never shows room", () => {
  test("is given up where waiting for it takes longer than there is maxSilence, for everybody who waits", async () => {
    const { inside, enter } = open(8, 20 * second);
    await enter();
    inside[0]?.leave(limits(3));
    const refused = await Promise.allSettled([enter(), enter()]);
    expect(refused).toMatchObject(Array(2).fill({ reason: { message: "0 s, and 61 s more" } }));
  });

  test("is given up after window upon window without room", async () => {
    const { clock, run, inside, enter } = open(8, 5 * minute);
    const start = clock.now();
    await enter();
    for (let window = 0; window < 4; window += 1) {
      inside[window]?.leave(limits(3));
      await run(enter());
    }
    expect(clock.now() - start).toBe(4 * 61 * second);
    inside[4]?.leave(limits(3));
    await expect(enter()).rejects.toThrow("244 s, and 61 s more");
  });

  test("and one that shows room again is waited for as long as it takes", async () => {
    const { clock, run, inside, enter } = open(8, 2 * minute);
    const start = clock.now();
    await enter();
    for (let window = 0; window < 10; window += 1) {
      inside[2 * window]?.leave(limits(3));
      await run(enter());
      inside[2 * window + 1]?.leave(limits(1));
      await run(enter());
    }
    expect(clock.now() - start).toBeGreaterThan(10 * minute);
  });

  test("a hold that is longer than the maxSilence lets nobody wait for it", async () => {
    const { gate, enter } = open();
    gate.hold(60 * minute);
    await expect(enter()).rejects.toThrow("0 s, and 3600 s more");
  });
});

test("a request whose answer is lost counts: Genesys may have seen it", async () => {
  const { clock, run, inside, enter, settle } = open();
  const values = { "inin-ratelimit-count": "1", "inin-ratelimit-allowed": "3", "inin-ratelimit-reset": "60" };
  const start = clock.now();
  await enter();
  inside[0]?.leave((name) => Object.entries(values).find(([key]) => key === name)?.[1] ?? "");
  await enter();
  inside[1]?.leave(null);
  await settle();
  await run(enter());
  expect(clock.now() - start).toBe(61 * second);
});

test("an aborted request leaves the queue, and none behind waits for it", async () => {
  const { gate, inside, enter, settle } = open(1);
  await enter();
  const impatient = new AbortController();
  const refused = gate.enter(impatient.signal);
  void enter();
  impatient.abort();
  await expect(refused).rejects.toBeInstanceOf(InterruptedError);
  await expect(gate.enter(AbortSignal.abort())).rejects.toBeInstanceOf(InterruptedError);
  inside[0]?.leave(silent);
  await settle();
  expect(inside).toHaveLength(2);
});

test("a wait that nobody needs any more ends", async () => {
  const { clock, run, gate } = open();
  gate.hold(60 * second);
  const impatient = new AbortController();
  const refused = expect(gate.enter(impatient.signal)).rejects.toBeInstanceOf(InterruptedError);
  impatient.abort();
  const start = clock.now();
  await run(refused);
  expect(clock.now()).toBe(start);
});
