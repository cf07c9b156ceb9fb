import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connect } from "../../test/servers/connect.ts";
import type { Answer } from "../../test/servers/loopback.ts";
import { second } from "../base/index.ts";
import { endpoints } from "./index.ts";
import { type Failure, waitAfter } from "./retry-policy.ts";

/** Asks an API that gives these answers in turn, the last one for ever. */
async function tryAnswers(answers: readonly Answer[], endpoint = endpoints.users) {
  let count = 0;
  await using c = await connect(({ path }) => {
    if (!path.startsWith("/api")) return undefined;
    count += 1;
    return answers[Math.min(count, answers.length) - 1];
  });
  const failed = await c.genesys.ask(endpoint).then(
    () => null,
    (error: unknown) => error,
  );
  return { failed, asked: count, waits: c.waits(), slept: c.clock.slept() };
}

const good: Answer = { body: { entities: [] } };

test.each<[string, Answer]>([
  ["429", { status: 429, body: {} }],
  ["500", { status: 500, body: {} }],
  ["502 with HTML", { status: 502, body: "<html>", headers: { "content-type": "text/html" } }],
  ["503", { status: 503, body: {} }],
  ["504", { status: 504, body: {} }],
  ["a connection cut before the answer", { fault: "head" }],
  ["a connection cut in the answer", { body: { entities: ["x".repeat(1000)] }, fault: "body" }],
  ["JSON that ends too soon", { body: '{"entities":[' }],
  ["nothing at all", { body: "" }],
])("%s is asked again", async (_, bad) => {
  const { failed, asked } = await tryAnswers([bad, bad, good]);
  expect(failed).toBeNull();
  expect(asked).toBe(3);
});

describe("after a 429, waits", () => {
  const limited = (headers: Record<string, string>): Answer => ({ status: 429, body: {}, headers });
  const reset = { "inin-ratelimit-reset": "9", "inin-ratelimit-count": "301", "inin-ratelimit-allowed": "300" };

  test("as long as Retry-After says, and reports it once", async () => {
    const { waits, slept } = await tryAnswers([limited({ "retry-after": "23", ...reset }), good]);
    expect(waits).toEqual([23]);
    expect(slept).toBe(23_000);
  });

  test("until the date that Retry-After names, by the clock of who names it", async () => {
    const at = (seconds: number) => `Fri, 28 Nov 2025 17:00:${seconds} GMT`;
    const { slept } = await tryAnswers([limited({ "retry-after": at(37), date: at(30) }), good]);
    expect(slept).toBe(7_000);
  });

  test("else until the limit's window surely ends", async () => {
    const { slept } = await tryAnswers([limited(reset), good]);
    expect(slept).toBe(10_000);
  });

  test("longer each time where obeying did not help", async () => {
    const { waits } = await tryAnswers([...Array(5).fill(limited({ "retry-after": "2" })), good]);
    expect(waits).toEqual([2, 4, 5, 8, 14]);
  });
});

test("Retry-After of a 503 is obeyed", async () => {
  const { slept } = await tryAnswers([{ status: 503, headers: { "retry-after": "11" }, body: {} }, good]);
  expect(slept).toBe(11_000);
});

const kinds = fc.constantFrom<Failure["kind"]>("limit", "answer", "connection");
const failures = fc.integer({ min: 1, max: 200 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test("the host's word is never undercut, and beyond it no wait is longer than 30 s", () =>
  fc.assert(
    fc.property(kinds, failures, random, fc.option(fc.nat(600_000)), (kind, count, chance, ordered) => {
      const wait = waitAfter({ kind, status: 0, reason: "", requestedWait: ordered }, count, () => chance);
      expect(wait).toBeGreaterThanOrEqual(ordered ?? 0);
      expect(wait).toBeLessThanOrEqual((ordered ?? 0) + 30 * second);
    }),
  ));

test("without a word, waits grow from a second, the whole of each by chance", () => {
  const failure: Failure = { kind: "connection", status: 0, reason: "", requestedWait: null };
  expect([1, 2, 3, 4, 5, 6, 7].map((count) => waitAfter(failure, count, () => 1) / second)).toEqual([
    1, 2, 4, 8, 16, 30, 30,
  ]);
  expect(waitAfter(failure, 5, () => 0)).toBe(0);
});
