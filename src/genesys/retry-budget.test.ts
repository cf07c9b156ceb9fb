import { describe, expect, test } from "vitest";
import { createTestClock } from "../../test/servers/clock.ts";
import { minute, second } from "../base/index.ts";
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

describe("a request whose Retry-After is longer than it is worth", () => {
  test("is given up at once where others are answered", () => {
    const { budget } = open();
    budget.begin().recordAnswer();
    expect(budget.begin().decide(slowDown(3600), 3600 * second)).toBe("give up request");
    expect(budget.begin().decide(slowDown(60), 60 * second)).toBe("retry");
  });

  test("or comes again and again", () => {
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
