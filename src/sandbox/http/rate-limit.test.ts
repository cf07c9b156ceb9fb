import { expect, test } from "vitest";
import { createTestClock } from "../../../test/servers/clock.ts";
import { createRateLimit } from "./rate-limit.ts";
import { Refusal } from "./refusals.ts";

function refused(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("It was admitted.");
}

test("a window opens with the first request, lasts 60 seconds and reports how long it still lasts", async () => {
  const clock = createTestClock(1_000_000);
  const limit = createRateLimit(3, clock, true);
  expect(limit.admit("client")).toEqual({
    "inin-ratelimit-count": "1",
    "inin-ratelimit-allowed": "3",
    "inin-ratelimit-reset": "60",
  });
  await clock.sleep(30_500);
  expect(limit.admit("client")).toMatchObject({ "inin-ratelimit-count": "2", "inin-ratelimit-reset": "30" });
  await clock.sleep(29_499);
  expect(limit.admit("client")).toMatchObject({ "inin-ratelimit-count": "3", "inin-ratelimit-reset": "1" });
  await clock.sleep(1);
  expect(limit.admit("client")).toMatchObject({ "inin-ratelimit-count": "1", "inin-ratelimit-reset": "60" });
});

test("requests above the allowance are refused and counted, until the window ends", async () => {
  const clock = createTestClock(0);
  const limit = createRateLimit(1, clock, true);
  limit.admit("client");
  await clock.sleep(36_200);
  const { status, code, message, headers, extras } = refused(() => limit.admit("client"));
  expect({ status, code, message, headers }).toEqual({
    status: 429,
    code: "too.many.requests.retry.after",
    message: "Rate limit exceeded the maximum. Retry the request in [24] seconds",
    headers: {
      "inin-ratelimit-count": "2",
      "inin-ratelimit-allowed": "1",
      "inin-ratelimit-reset": "24",
      "retry-after": "24",
    },
  });
  expect(extras.limit).toEqual({
    key: "client.credentials.token.rate.per.minute",
    namespace: "platform.api",
    value: 1,
  });
  expect(refused(() => limit.admit("client")).headers["inin-ratelimit-count"]).toBe("3");
  expect(limit.admit("another")).toMatchObject({ "inin-ratelimit-count": "1" });
  await clock.sleep(24_000);
  expect(limit.admit("client")).toMatchObject({ "inin-ratelimit-count": "1" });
});

test("off sends no headers", () => {
  const limit = createRateLimit("off", createTestClock(0), true);
  for (let asked = 0; asked < 1000; asked += 1) expect(limit.admit("client")).toEqual({});
});
