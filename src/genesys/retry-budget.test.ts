import { describe, expect, test } from "vitest";
import { createTestClock } from "../../test/servers/clock.ts";
import { connect, rejection } from "../../test/servers/connect.ts";
import { minute, RequestError, second, UnreachableError } from "../base/index.ts";
import { endpoints } from "./index.ts";
import { createRetryBudget } from "./retry-budget.ts";
import type { Failure } from "./retry-policy.ts";

const cut: Failure = { kind: "connection", status: 0, reason: "", requestedWait: null };
const busy: Failure = { kind: "answer", status: 503, reason: "", requestedWait: null };
const limited: Failure = { kind: "limit", status: 429, reason: "", requestedWait: null };

function open(maxSilence = 10 * minute) {
  const clock = createTestClock(0);
  return { clock, budget: createRetryBudget(clock, maxSilence) };
}

describe("everybody gives up", () => {
  test("30 s after the first request where nothing was ever answered", async () => {
    const { clock, budget } = open();
    await clock.sleep(minute);
    const request = budget.begin();
    await clock.sleep(30 * second - 1);
    expect(request.decide(cut, 0)).toBe("retry");
    await clock.sleep(1);
    expect(request.decide(cut, 0)).toBe("give up client");
  });

  test("after as much of the caller's budget, where that is less", async () => {
    const { clock, budget } = open(5 * second);
    const request = budget.begin();
    await clock.sleep(5 * second);
    expect(request.decide(cut, 0)).toBe("give up client");
  });

  test("10 minutes after the last answer of anybody; a 429 shows that somebody is there", async () => {
    for (const sign of ["answer", "429"] as const) {
      const { clock, budget } = open();
      const request = budget.begin();
      if (sign === "answer") budget.begin().recordAnswer();
      else budget.recordSignOfLife();
      await clock.sleep(10 * minute - 1);
      expect(request.decide(cut, 0)).toBe("retry");
      expect(request.decide(limited, 0)).toBe("retry");
      await clock.sleep(1);
      expect(request.decide(limited, 0)).toBe("give up client");
      if (sign === "429") expect(request.decide(cut, 0)).toBe("give up client");
    }
  });

  test("at once where the rate limit asks for more silence than there is", () => {
    const { budget } = open();
    expect(budget.begin().decide(limited, 10 * minute)).toBe("retry");
    expect(budget.begin().decide(limited, 10 * minute + 1)).toBe("give up client");
  });

  test("by the silence of all requests, not of each: a run of failures does not begin afresh with every request", async () => {
    const { clock, budget } = open();
    budget.begin().recordAnswer();
    for (let index = 0; index < 10; index += 1) {
      const request = budget.begin();
      await clock.sleep(minute);
      request.end();
    }
    // Genesys has answered others before, so that it may be this one; the next has 30 s to show that it was.
    expect(budget.begin().decide(cut, 0)).toBe("give up request");
    await clock.sleep(30 * second - 1);
    expect(budget.begin().decide(cut, 0)).toBe("retry");
    await clock.sleep(1);
    expect(budget.begin().decide(cut, 0)).toBe("give up client");
  });

  test("never for having rested", async () => {
    const { clock, budget } = open();
    const first = budget.begin();
    first.recordAnswer();
    first.end();
    await clock.sleep(60 * minute);
    expect(budget.begin().decide(cut, 0)).toBe("retry");
  });
});

const fail = (request: ReturnType<ReturnType<typeof createRetryBudget>["begin"]>, failure: Failure, times: number) => {
  for (let index = 1; index < times; index += 1) expect(request.decide(failure, 0)).toBe("retry");
  return request.decide(failure, 0);
};

describe("one request is given up", () => {
  test("after 5 attempts and 10 s of waiting, while others are answered", () => {
    const { budget } = open();
    const [bad, good] = [budget.begin(), budget.begin()];
    expect(bad.decide(cut, 0)).toBe("retry");
    good.recordAnswer();
    bad.addWait(10 * second);
    expect(fail(bad, cut, 4)).toBe("give up request");
  });

  test("not before 10 s, and not for what was answered before it failed", () => {
    const { budget } = open();
    const [quick, waiting, good] = [budget.begin(), budget.begin(), budget.begin()];
    expect(quick.decide(cut, 0)).toBe("retry");
    good.recordAnswer();
    waiting.addWait(minute);
    expect(fail(quick, cut, 20)).toBe("retry");
    expect(fail(waiting, cut, 20)).toBe("retry");
  });

  test("after 8 where the host answers it with 5xx and it is the last, or others were answered since it began", () => {
    const { budget } = open();
    const earlier = budget.begin();
    earlier.recordAnswer();
    earlier.end();
    const last = budget.begin();
    expect(fail(last, busy, 8)).toBe("give up request");
    const [bad, second, good] = [budget.begin(), budget.begin(), budget.begin()];
    good.recordAnswer();
    expect(fail(bad, busy, 8)).toBe("give up request");
    expect(fail(second, busy, 8)).toBe("give up request");
  });

  test("the very first one too: it may be too much for a host that is well", () => {
    const { budget } = open();
    expect(fail(budget.begin(), busy, 8)).toBe("give up request");
  });

  test("which is no silence of the host: the next one has the whole budget again", async () => {
    const { clock, budget } = open(minute);
    for (let index = 0; index < 5; index += 1) {
      const request = budget.begin();
      await clock.sleep(50 * second);
      expect(fail(request, busy, 8)).toBe("give up request");
      request.end();
    }
  });

  test("never for a lost connection alone, nor for the rate limit", () => {
    const { budget } = open();
    budget.begin().recordAnswer();
    const last = budget.begin();
    expect(fail(last, cut, 20)).toBe("retry");
    expect(fail(last, limited, 20)).toBe("retry");
  });
});

const silent: Failure = { kind: "silence", status: 0, reason: "", requestedWait: null };
const slowDown = (seconds: number): Failure => ({ ...busy, requestedWait: seconds * second });

describe("a request that never gets an answer", () => {
  test("is given up after three attempts while others are answered", () => {
    const { budget } = open();
    const [bad, good] = [budget.begin(), budget.begin()];
    expect(bad.decide(silent, 0)).toBe("retry");
    good.recordAnswer();
    expect([bad.decide(silent, 0), bad.decide(silent, 0)]).toEqual(["retry", "give up request"]);
  });

  test("after four where it is the last, and others were answered before; the host's silence goes on counting", async () => {
    const { clock, budget } = open();
    budget.begin().recordAnswer();
    const bad = budget.begin();
    for (let attempt = 1; attempt < 4; attempt += 1) {
      await clock.sleep(30 * second);
      expect(bad.decide(silent, 0)).toBe("retry");
    }
    await clock.sleep(30 * second);
    expect(bad.decide(silent, 0)).toBe("give up request");
    expect(budget.silence()).toBe(2 * minute);
  });

  test("at the end of a short budget, where others were answered before; the next one is asked for all the same", async () => {
    const { clock, budget } = open(20 * second);
    budget.begin().recordAnswer();
    const [first, next] = [budget.begin(), budget.begin()];
    await clock.sleep(20 * second);
    expect(first.decide(silent, 0)).toBe("give up request");
    expect(next.decide(silent, 0)).toBe("retry");
    await clock.sleep(20 * second);
    expect(next.decide(silent, 0)).toBe("give up client");
  });

  test("eight of them in a row are the host", async () => {
    const { clock, budget } = open();
    budget.begin().recordAnswer();
    const all = Array.from({ length: 12 }, () => budget.begin());
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await clock.sleep(30 * second);
      for (const one of all) if (attempt < 3) expect(one.decide(silent, 0)).toBe("retry");
    }
    expect(all.map((one) => one.decide(silent, 0))).toEqual([
      ...Array(8).fill("give up request"),
      ...Array(4).fill("retry"),
    ]);
  });

  test("is the host where nothing was ever answered", async () => {
    const { clock, budget } = open();
    const first = budget.begin();
    await clock.sleep(30 * second);
    expect(first.decide(silent, 0)).toBe("give up client");
  });
});

describe("a request that is told to wait for longer than it is worth", () => {
  test("is given up at once where others are answered", () => {
    const { budget } = open();
    budget.begin().recordAnswer();
    expect(budget.begin().decide(slowDown(3600), 3600 * second)).toBe("give up request");
    expect(budget.begin().decide(slowDown(60), 60 * second)).toBe("retry");
  });

  test("or told so again and again", () => {
    const { budget } = open();
    budget.begin().recordAnswer();
    const bad = budget.begin();
    for (let wait = 0; wait < 2; wait += 1) {
      expect(bad.decide(slowDown(50), 50 * second)).toBe("retry");
      bad.addWait(50 * second);
    }
    expect(bad.decide(slowDown(50), 50 * second)).toBe("give up request");
  });

  test("eight in a row are a host that has asked everybody to wait", () => {
    const { budget } = open();
    budget.begin().recordAnswer();
    const decisions = Array.from({ length: 9 }, () => budget.begin().decide(slowDown(300), 300 * second));
    expect(decisions).toEqual([...Array(8).fill("give up request"), "retry"]);
  });
});

describe("what can be asked for in pieces is asked for twice at most as it is", () => {
  const timeout504: Failure = { ...busy, status: 504 };

  test("where it is answered 504, be it the first request of all", () => {
    const { budget } = open();
    const wide = budget.begin(true);
    expect([wide.decide(timeout504, 0), wide.decide(timeout504, 0)]).toEqual(["retry", "give up request"]);
  });

  test("where it takes longer than an attempt may, and the host has answered others", () => {
    const { budget } = open();
    budget.begin().recordAnswer();
    const wide = budget.begin(true);
    expect([wide.decide(silent, 0), wide.decide(silent, 0)]).toEqual(["retry", "give up request"]);
  });

  test("any other failure, and what is the least already, has the attempts of everything else", () => {
    expect(fail(open().budget.begin(true), busy, 8)).toBe("give up request");
    expect(fail(open().budget.begin(false), timeout504, 8)).toBe("give up request");
  });
});

const bad = (surveyId: string) => ({ path: { surveyId } });

test("one document that always fails costs only itself", async () => {
  await using c = await connect(({ path }) => {
    if (path.endsWith("bad")) return { status: 500, body: {} };
    return path.startsWith("/api") ? { body: { id: path.at(-1) } } : undefined;
  });
  const [failed] = await Promise.all([
    rejection(c.genesys.ask(endpoints.survey, bad("bad"))),
    ...["a", "b", "c"].map((id) => c.genesys.ask(endpoints.survey, bad(id))),
  ]);
  if (!(failed instanceof RequestError)) throw failed;
  expect(failed.message).toMatch(/^quality surveys bad failed [5-8] times: it answers 500\.$/);
  expect(failed.status).toBe(500);
  expect(c.clock.slept()).toBeLessThan(2 * minute);
});

test("an API that refuses connections is given up 30 s after the start", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { fault: "head" } : undefined));
  const failed = await rejection(c.genesys.ask(endpoints.users));
  if (!(failed instanceof UnreachableError)) throw failed;
  expect(failed.message).toContain("has given no usable answer for 30 s: the connection was cut");
  expect(failed.hint).toContain("GENESYS_ENVIRONMENT");
  expect(c.clock.slept()).toBe(30_000);
});

test("an API that answers 503 gives up the request, in about a minute: another one may be lighter", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { status: 503, body: {} } : undefined));
  const failed = await rejection(c.genesys.ask(endpoints.users));
  expect(String(failed)).toContain("users failed 8 times: it answers 503.");
  expect(c.clock.slept()).toBeLessThan(90_000);
});

test("an API that falls silent is given up after the caller's budget, rate limits included", async () => {
  for (const answer of [{ fault: "head" }, { status: 429, headers: { "retry-after": "50" }, body: {} }] as const) {
    await using c = await connect(
      ({ path }) =>
        path.includes("users") ? answer : path.startsWith("/api") ? { body: { entities: [] } } : undefined,
      { patience: 2 * minute },
    );
    await c.genesys.ask(endpoints.teams);
    // What Genesys did not answer may be this one alone; a rate limit is never one request's.
    const own = "fault" in answer;
    if (own) expect(await rejection(c.genesys.ask(endpoints.users))).toBeInstanceOf(RequestError);
    expect(await rejection(c.genesys.ask(endpoints.users))).toBeInstanceOf(UnreachableError);
    expect(c.clock.slept()).toBe(2 * minute + (own ? 30 * second : 0));
  }
});

test("a rate limit that asks for an hour ends the run with its reason, at once", async () => {
  const answer = { status: 429, headers: { "retry-after": "3600" }, body: {} };
  await using c = await connect(({ path }) => (path.startsWith("/api") ? answer : undefined));
  const failed = await rejection(c.genesys.ask(endpoints.users));
  if (!(failed instanceof UnreachableError)) throw failed;
  expect(failed.message).toContain("asks to wait 60 minutes more");
  expect(c.clock.slept()).toBe(0);
});
