import { expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import { DecodeError, InterruptedError, RequestError, readVersion } from "../base/index.ts";
import { endpoints } from "./index.ts";

const finished = { id: "s1", status: "Finished", unknown: { kept: true } };
const survey = { path: { surveyId: "s1" } };

test("asks with a token, names itself, and hands back the whole document", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body: finished } : undefined));
  expect(await c.genesys.ask(endpoints.survey, survey)).toEqual(finished);
  const [login, asked] = c.server.asked;
  expect(login).toMatchObject({ method: "POST", path: "/oauth/token", body: "grant_type=client_credentials" });
  expect(login?.headers).toMatchObject({
    authorization: `Basic ${btoa("client:s3cret")}`,
    "content-type": "application/x-www-form-urlencoded",
  });
  expect(asked).toMatchObject({ method: "GET", path: "/api/v2/quality/surveys/s1", body: "" });
  expect(asked?.headers).toMatchObject({
    authorization: "Bearer token-1",
    "user-agent": `afterword/${readVersion()}`,
    accept: "application/json",
    "accept-encoding": "gzip, deflate, br",
  });
  expect(asked?.headers).not.toHaveProperty("content-type");
});

test("a POST carries its body as JSON", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body: { results: [] } } : undefined));
  await c.genesys.ask(endpoints.surveyAggregates, { body: { groupBy: ["surveyId"] } });
  const [asked] = c.server.api();
  expect(asked).toMatchObject({ method: "POST", body: '{"groupBy":["surveyId"]}' });
  expect(asked?.headers["content-type"]).toBe("application/json");
});

test("a gateway's path prefix is kept, for the token too", async () => {
  await using c = await connect(
    ({ path }) => (path.includes("/api/") ? { body: finished } : undefined),
    {},
    "/genesys/",
  );
  await c.genesys.ask(endpoints.survey, survey);
  expect(c.server.asked.map(({ path }) => path)).toEqual([
    "/genesys/oauth/token",
    "/genesys/api/v2/quality/surveys/s1",
  ]);
});

test("lists in a query are joined by commas, except where the endpoint repeats them", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body: { entities: [] } } : undefined));
  await c.genesys.ask(endpoints.users, { query: { id: ["a", "b&c"], state: "any", pageSize: 5, expand: undefined } });
  await c.genesys.ask(endpoints.divisions, { query: { id: ["a", "b"] } });
  const [users, divisions] = c.server.api();
  expect(users?.query.toString()).toBe("id=a%2Cb%26c&state=any&pageSize=5");
  expect(divisions?.query.getAll("id")).toEqual(["a", "b"]);
});

test.each(["", ".", ".."])("an id that is %j is refused before anything is asked", async (surveyId) => {
  await using c = await connect(() => undefined);
  const error = await rejection(c.genesys.ask(endpoints.survey, { path: { surveyId } }));
  expect(error).toBeInstanceOf(RequestError);
  expect(c.server.asked).toEqual([]);
});

test("an id stays inside its place in the path, with any characters", async () => {
  const surveyId = "../users?x=1";
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body: { id: surveyId } } : undefined));
  await c.genesys.ask(endpoints.survey, { path: { surveyId } });
  expect(c.server.api()[0]?.path).toBe("/api/v2/quality/surveys/..%2Fusers%3Fx%3D1");
});

test("a document that differs from the documentation names endpoint, id and field, and none of its content", async () => {
  const body = { id: "s1", answers: { questionGroupScores: [{ questionScores: [{ score: "private" }] }] } };
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body } : undefined));
  const error = await rejection(c.genesys.ask(endpoints.survey, survey));
  expect(error).toBeInstanceOf(DecodeError);
  expect(String(error)).toContain("quality surveys s1");
  expect(String(error)).toContain("answers.questionGroupScores.0.questionScores.0.score");
  expect(String(error)).not.toContain("private");
});

test("counts every attempt by endpoint, and reports each", async () => {
  const headers = { "inin-ratelimit-count": "7", "inin-ratelimit-allowed": "300", "inin-ratelimit-reset": "40" };
  const statuses = [503, 429, 200];
  await using c = await connect(({ path }) => {
    if (!path.startsWith("/api")) return undefined;
    return path.includes("users")
      ? { body: { entities: [] }, headers }
      : { status: statuses.shift() ?? 200, body: finished, headers };
  });
  expect(c.genesys.spent()).toEqual({ requests: 0, byEndpoint: {}, tooManyRequests: 0, allowed: null });
  await c.genesys.ask(endpoints.survey, survey);
  await c.genesys.ask(endpoints.users);
  const byEndpoint = { survey: 3, users: 1 };
  expect(c.genesys.spent()).toEqual({ requests: 4, byEndpoint, tooManyRequests: 1, allowed: 300 });
  expect(c.events.filter(({ type }) => type === "request")).toEqual([
    { type: "request", endpoint: "survey", status: 503, attempt: 1 },
    { type: "request", endpoint: "survey", status: 429, attempt: 2 },
    { type: "request", endpoint: "survey", status: 200, attempt: 3 },
    { type: "request", endpoint: "users", status: 200, attempt: 1 },
  ]);
});

test("an aborted signal ends a request at once, wherever it stands; others go on", async () => {
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { fault: "hang" } : undefined));
  for (const delay of [0, 50]) {
    const impatient = new AbortController();
    const refused = rejection(c.genesys.ask(endpoints.survey, survey, impatient.signal));
    await new Promise((resolve) => setTimeout(resolve, delay));
    impatient.abort();
    expect(await refused).toBeInstanceOf(InterruptedError);
  }
  expect(await rejection(c.genesys.ask(endpoints.users, {}, AbortSignal.abort()))).toBeInstanceOf(InterruptedError);
});

test("one signal serves any number of requests at once without a warning", async () => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on("warning", keep);
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body: { entities: [] } } : undefined));
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 40 }, () => c.genesys.ask(endpoints.users, {}, signal)));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", keep);
  expect(warnings).toEqual([]);
});

test("a 429 stops all requests, and is reported once", async () => {
  let now = 0;
  const sleepers: (() => void)[] = [];
  const clock = { now: () => now, sleep: () => new Promise<void>((wake) => sleepers.push(wake)) };
  let limited = true;
  const api = () => (limited ? { status: 429, headers: { "retry-after": "20" } } : { body: { entities: [] } });
  await using c = await connect(({ path }) => (path.startsWith("/api") ? api() : undefined), { clock });
  const first = c.genesys.ask(endpoints.teams);
  while (sleepers.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  limited = false;
  const others = [c.genesys.ask(endpoints.users), c.genesys.ask(endpoints.queues)];
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(c.server.api()).toHaveLength(1);
  now = 20_000;
  for (const wake of sleepers) wake();
  await Promise.all([first, ...others]);
  expect(c.server.api()).toHaveLength(4);
  expect(c.waits()).toEqual([20]);
});

test("a client that is disposed of lets nothing hang", async () => {
  await using c = await connect(() => ({ fault: "hang" }));
  const refused = rejection(c.genesys.ask(endpoints.survey, survey));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await c.genesys[Symbol.asyncDispose]();
  expect(await refused).toBeInstanceOf(InterruptedError);
});
