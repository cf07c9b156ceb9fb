import { describe, expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import type { Answer } from "../../test/servers/loopback.ts";
import { RequestError, systemClock, UnreachableError } from "../base/index.ts";
import { endpoints, type GenesysOptions } from "./index.ts";

const html = { "content-type": "text/html" };
const page = "<html><head><title>Blocked</title></head></html>";

/** An org that answers every request, those of `bad` with `bad`; it has answered before. */
async function answeredBefore(bad: (attempt: number) => Answer, options: Partial<GenesysOptions> = {}) {
  let attempt = 0;
  const c = await connect(({ path }) => {
    if (!path.startsWith("/api")) return undefined;
    if (path.includes("bad")) {
      attempt += 1;
      return bad(attempt);
    }
    return { body: path.endsWith("/users") ? { entities: [] } : { id: path.split("/").at(-1) } };
  }, options);
  await c.genesys.ask(endpoints.users);
  const ask = (surveyId: string) => c.genesys.ask(endpoints.survey, { path: { surveyId } });
  return { ...c, ask, attempts: () => attempt, [Symbol.asyncDispose]: c[Symbol.asyncDispose] };
}

describe("where Genesys has answered, one request that something else refuses is that request's failure", () => {
  test.each<[Answer, number, number]>([
    [{ status: 403, body: page, headers: html }, 403, 1],
    [{ status: 404, body: page, headers: html }, 404, 1],
    [{ status: 413, body: page, headers: html }, 413, 1],
    [{ status: 414, body: page, headers: html }, 414, 1],
    [{ status: 400, body: page, headers: html }, 400, 1],
    [{ status: 403, body: "Blocked by policy", headers: { "content-type": "text/plain" } }, 403, 1],
    [{ status: 407, body: page, headers: html }, 407, 1],
    [{ status: 451, body: page, headers: html }, 451, 1],
    [{ status: 503, body: page, headers: html }, 503, 8],
    [{ status: 521, body: page, headers: html }, 521, 8],
    [{ status: 200, body: page, headers: html }, 200, 8],
    [{ status: 200, body: "OK", headers: { "content-type": "text/plain" } }, 200, 8],
    [{ status: 302, headers: { location: "https://login.corp/" }, body: "" }, 302, 8],
  ])("%j", async (answer, status, attempts) => {
    await using org = await answeredBefore(() => answer);
    const error = await rejection(org.ask("bad"));
    if (!(error instanceof RequestError)) throw error;
    expect([error.status, error.gone, org.attempts()]).toEqual([status, false, attempts]);
    expect(error.message).toContain("quality surveys bad");
    expect(await org.ask("good")).toEqual({ id: "good" });
  });

  test("a page that passes is read over", async () => {
    await using org = await answeredBefore((attempt) =>
      attempt < 3 ? { body: page, headers: html } : { body: { id: "bad" } },
    );
    expect(await org.ask("bad")).toEqual({ id: "bad" });
  });

  test("only Genesys' own 404 means that a thing is gone", async () => {
    const gone = async (body: unknown) => {
      await using org = await answeredBefore(() => ({ status: 404, body }));
      return await rejection(org.ask("bad"));
    };
    expect(await gone({ code: "not.found" })).toMatchObject({ status: 404, gone: true });
    expect(await gone({ message: "no Route matched with those values" })).toMatchObject({ status: 404, gone: false });
    expect(await gone("not found")).toMatchObject({ status: 404, gone: false });
  });

  test("a wait of an hour for one is not waited for", async () => {
    for (const after of ["3600", new Date(Date.now() + 3_600_000).toUTCString()]) {
      await using org = await answeredBefore(() => ({ status: 503, headers: { "retry-after": after }, body: {} }));
      const error = await rejection(org.ask("bad"));
      expect(error).toMatchObject({ status: 503, code: "request" });
      expect(String(error)).toContain("failed once: it answers 503 and asks to wait 60 minutes.");
      expect([org.clock.slept(), await org.ask("good")]).toEqual([0, { id: "good" }]);
    }
  });

  test("one that is never answered costs its own attempts, and the next is asked for", async () => {
    const options = { clock: systemClock, patience: 300 };
    await using org = await answeredBefore(() => ({ fault: "hang" }), options);
    const error = await rejection(org.ask("bad"));
    expect(error).toBeInstanceOf(RequestError);
    expect(String(error)).toContain("quality surveys bad failed once: no answer within 0.3 s.");
    expect(await org.ask("good")).toEqual({ id: "good" });
  });
});

test("twenty requests in a row that something else answers are no single ones: Genesys cannot be reached", async () => {
  await using org = await answeredBefore(() => ({ status: 403, body: page, headers: html }));
  for (let count = 1; count < 20; count += 1)
    expect(await rejection(org.ask(`bad${count}`))).toBeInstanceOf(RequestError);
  expect(await org.ask("good")).toEqual({ id: "good" });
  for (let count = 1; count < 20; count += 1)
    expect(await rejection(org.ask(`bad${count}`))).toBeInstanceOf(RequestError);
  const error = await rejection(org.ask("bad"));
  expect(error).toBeInstanceOf(UnreachableError);
  expect(String(error)).toContain('answered 403 with HTML ("Blocked")');
});

test("what can be asked for in pieces is not asked for again and again as it is", async () => {
  for (const answer of [
    { status: 504, body: page, headers: html },
    { body: { code: "request.timeout", status: 504 } },
  ]) {
    let asked = 0;
    await using c = await connect(({ path }) => {
      if (!path.startsWith("/api")) return undefined;
      asked += 1;
      return answer;
    });
    const ask = (indivisible: boolean) =>
      rejection(c.genesys.ask(endpoints.surveyAggregates, { body: {}, indivisible }));
    expect(await ask(false)).toMatchObject({ status: 504 });
    expect(asked).toBe(2);
    expect(await ask(true)).toMatchObject({ status: 504 });
    expect(asked).toBe(10);
  }
});

test("a limit that shows no room ends within the retry budget, and names the limit", async () => {
  const headers = { "inin-ratelimit-count": "300", "inin-ratelimit-allowed": "300", "inin-ratelimit-reset": "60" };
  for (const reset of ["60", String(Math.floor(Date.now() / 1000) + 60), String(Date.now() + 60_000)]) {
    const answer = { body: { entities: [] }, headers: { ...headers, "inin-ratelimit-reset": reset } };
    await using c = await connect(({ path }) => (path.startsWith("/api") ? answer : undefined), { patience: 20_000 });
    await c.genesys.ask(endpoints.users);
    const error = await rejection(c.genesys.ask(endpoints.users));
    expect(error).toBeInstanceOf(UnreachableError);
    expect(String(error)).toMatch(
      /the rate limit has let nothing through for 0 s, and asks to wait \d\d(\.\d)? s more/,
    );
    expect(c.clock.slept()).toBe(0);
  }
});
