import { expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import { minute, RequestError, second, UnreachableError } from "../base/index.ts";
import { endpoints } from "./index.ts";

// The retry budget as a client spends it: what is one request's failure, and what ends the run.

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
