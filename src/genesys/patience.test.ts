import { describe, expect, test } from "vitest";
import { createTestClock } from "../../test/clock.ts";
import { connect, rejection } from "../../test/connect.ts";
import { minute, RequestError, second, UnreachableError } from "../base/index.ts";
import { endpoints } from "./index.ts";
import { createPatience } from "./patience.ts";
import type { Failure } from "./retry.ts";

const cut: Failure = { kind: "connection", status: 0, said: "", ordered: null };
const busy: Failure = { kind: "answer", status: 503, said: "", ordered: null };
const limited: Failure = { kind: "limit", status: 429, said: "", ordered: null };

function open(longest = 10 * minute) {
  const clock = createTestClock(0);
  return { clock, patience: createPatience(clock, longest) };
}

describe("everybody gives up", () => {
  test("30 s after the first request where nothing was ever answered", async () => {
    const { clock, patience } = open();
    await clock.sleep(minute);
    const request = patience.begin();
    await clock.sleep(30 * second - 1);
    expect(request.judge(cut, 0)).toBe("again");
    await clock.sleep(1);
    expect(request.judge(cut, 0)).toBe("all");
  });

  test("after as much of the caller's patience, where that is less", async () => {
    const { clock, patience } = open(5 * second);
    const request = patience.begin();
    await clock.sleep(5 * second);
    expect(request.judge(cut, 0)).toBe("all");
  });

  test("10 minutes after the last answer of anybody; a 429 shows that somebody is there", async () => {
    for (const sign of ["answer", "429"] as const) {
      const { clock, patience } = open();
      const request = patience.begin();
      if (sign === "answer") patience.begin().answered();
      else patience.alive();
      await clock.sleep(10 * minute - 1);
      expect(request.judge(cut, 0)).toBe("again");
      expect(request.judge(limited, 0)).toBe("again");
      await clock.sleep(1);
      expect(request.judge(limited, 0)).toBe("all");
      if (sign === "429") expect(request.judge(cut, 0)).toBe("all");
    }
  });

  test("at once where the rate limit asks for more patience than there is", () => {
    const { patience } = open();
    expect(patience.begin().judge(limited, 10 * minute)).toBe("again");
    expect(patience.begin().judge(limited, 10 * minute + 1)).toBe("all");
  });

  test("by the silence of all requests, not of each: a run of failures does not begin afresh with every request", async () => {
    const { clock, patience } = open();
    patience.begin().answered();
    for (let index = 0; index < 10; index += 1) {
      const request = patience.begin();
      await clock.sleep(minute);
      request.end();
    }
    // Genesys has answered others before, so that it may be this one; the next has 30 s to show that it was.
    expect(patience.begin().judge(cut, 0)).toBe("alone");
    await clock.sleep(30 * second - 1);
    expect(patience.begin().judge(cut, 0)).toBe("again");
    await clock.sleep(1);
    expect(patience.begin().judge(cut, 0)).toBe("all");
  });

  test("never for having rested", async () => {
    const { clock, patience } = open();
    const first = patience.begin();
    first.answered();
    first.end();
    await clock.sleep(60 * minute);
    expect(patience.begin().judge(cut, 0)).toBe("again");
  });
});

const fail = (request: ReturnType<ReturnType<typeof createPatience>["begin"]>, failure: Failure, times: number) => {
  for (let index = 1; index < times; index += 1) expect(request.judge(failure, 0)).toBe("again");
  return request.judge(failure, 0);
};

describe("one request is given up", () => {
  test("after 5 attempts and 10 s of waiting, while others are answered", () => {
    const { patience } = open();
    const [bad, good] = [patience.begin(), patience.begin()];
    expect(bad.judge(cut, 0)).toBe("again");
    good.answered();
    bad.waited(10 * second);
    expect(fail(bad, cut, 4)).toBe("alone");
  });

  test("not before 10 s, and not for what was answered before it failed", () => {
    const { patience } = open();
    const [quick, late, good] = [patience.begin(), patience.begin(), patience.begin()];
    expect(quick.judge(cut, 0)).toBe("again");
    good.answered();
    late.waited(minute);
    expect(fail(quick, cut, 20)).toBe("again");
    expect(fail(late, cut, 20)).toBe("again");
  });

  test("after 8 where the host answers it with 5xx and it is the last, or others were answered since it began", () => {
    const { patience } = open();
    const earlier = patience.begin();
    earlier.answered();
    earlier.end();
    const last = patience.begin();
    expect(fail(last, busy, 8)).toBe("alone");
    const [bad, second, good] = [patience.begin(), patience.begin(), patience.begin()];
    good.answered();
    expect(fail(bad, busy, 8)).toBe("alone");
    expect(fail(second, busy, 8)).toBe("alone");
  });

  test("the very first one too: it may be too much for a host that is well", () => {
    const { patience } = open();
    expect(fail(patience.begin(), busy, 8)).toBe("alone");
  });

  test("which is no silence of the host: the next one has the whole patience again", async () => {
    const { clock, patience } = open(minute);
    for (let index = 0; index < 5; index += 1) {
      const request = patience.begin();
      await clock.sleep(50 * second);
      expect(fail(request, busy, 8)).toBe("alone");
      request.end();
    }
  });

  test("never for a lost connection alone, nor for the rate limit", () => {
    const { patience } = open();
    patience.begin().answered();
    const last = patience.begin();
    expect(fail(last, cut, 20)).toBe("again");
    expect(fail(last, limited, 20)).toBe("again");
  });
});

const silent: Failure = { kind: "silence", status: 0, said: "", ordered: null };
const told = (seconds: number): Failure => ({ ...busy, ordered: seconds * second });

describe("a request that never gets an answer", () => {
  test("is given up after three attempts while others are answered", () => {
    const { patience } = open();
    const [bad, good] = [patience.begin(), patience.begin()];
    expect(bad.judge(silent, 0)).toBe("again");
    good.answered();
    expect([bad.judge(silent, 0), bad.judge(silent, 0)]).toEqual(["again", "alone"]);
  });

  test("after four where it is the last, and others were answered before; the host's silence goes on counting", async () => {
    const { clock, patience } = open();
    patience.begin().answered();
    const bad = patience.begin();
    for (let attempt = 1; attempt < 4; attempt += 1) {
      await clock.sleep(30 * second);
      expect(bad.judge(silent, 0)).toBe("again");
    }
    await clock.sleep(30 * second);
    expect(bad.judge(silent, 0)).toBe("alone");
    expect(patience.silence()).toBe(2 * minute);
  });

  test("at the end of a short patience, where others were answered before; the next one is asked for all the same", async () => {
    const { clock, patience } = open(20 * second);
    patience.begin().answered();
    const [first, next] = [patience.begin(), patience.begin()];
    await clock.sleep(20 * second);
    expect(first.judge(silent, 0)).toBe("alone");
    expect(next.judge(silent, 0)).toBe("again");
    await clock.sleep(20 * second);
    expect(next.judge(silent, 0)).toBe("all");
  });

  test("eight of them in a row are the host", async () => {
    const { clock, patience } = open();
    patience.begin().answered();
    const all = Array.from({ length: 12 }, () => patience.begin());
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await clock.sleep(30 * second);
      for (const one of all) if (attempt < 3) expect(one.judge(silent, 0)).toBe("again");
    }
    expect(all.map((one) => one.judge(silent, 0))).toEqual([...Array(8).fill("alone"), ...Array(4).fill("again")]);
  });

  test("is the host where nothing was ever answered", async () => {
    const { clock, patience } = open();
    const first = patience.begin();
    await clock.sleep(30 * second);
    expect(first.judge(silent, 0)).toBe("all");
  });
});

describe("a request that is told to wait for longer than it is worth", () => {
  test("is given up at once where others are answered", () => {
    const { patience } = open();
    patience.begin().answered();
    expect(patience.begin().judge(told(3600), 3600 * second)).toBe("alone");
    expect(patience.begin().judge(told(60), 60 * second)).toBe("again");
  });

  test("or told so again and again", () => {
    const { patience } = open();
    patience.begin().answered();
    const bad = patience.begin();
    for (let wait = 0; wait < 2; wait += 1) {
      expect(bad.judge(told(50), 50 * second)).toBe("again");
      bad.waited(50 * second);
    }
    expect(bad.judge(told(50), 50 * second)).toBe("alone");
  });

  test("eight in a row are a host that has asked everybody to wait", () => {
    const { patience } = open();
    patience.begin().answered();
    const verdicts = Array.from({ length: 9 }, () => patience.begin().judge(told(300), 300 * second));
    expect(verdicts).toEqual([...Array(8).fill("alone"), "again"]);
  });
});

describe("what can be asked for in pieces is asked for twice at most as it is", () => {
  const timeout504: Failure = { ...busy, status: 504 };

  test("where it is answered 504, be it the first request of all", () => {
    const { patience } = open();
    const wide = patience.begin(true);
    expect([wide.judge(timeout504, 0), wide.judge(timeout504, 0)]).toEqual(["again", "alone"]);
  });

  test("where it takes longer than an attempt may, and the host has answered others", () => {
    const { patience } = open();
    patience.begin().answered();
    const wide = patience.begin(true);
    expect([wide.judge(silent, 0), wide.judge(silent, 0)]).toEqual(["again", "alone"]);
  });

  test("any other failure, and what is the least already, has the attempts of everything else", () => {
    expect(fail(open().patience.begin(true), busy, 8)).toBe("alone");
    expect(fail(open().patience.begin(false), timeout504, 8)).toBe("alone");
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

test("an API that falls silent is given up after the caller's patience, rate limits included", async () => {
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
