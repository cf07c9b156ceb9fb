import { expect, test } from "vitest";
import { connect, rejection } from "../../test/servers/connect.ts";
import type { Answer } from "../../test/servers/loopback.ts";
import { CredentialsError, hour, InterruptedError, minute, UnreachableError } from "../base/index.ts";
import { endpoints } from "./index.ts";

const isLogin = (path: string): boolean => path.endsWith("/oauth/token");
const grant = (token: string, lasts = 86_400): Answer => ({ body: { access_token: token, expires_in: lasts } });
const oauthError = (description: string, error = "invalid_client"): Answer["body"] => ({ error, description });

/** The answers of one login host, the API always content; what asking once was rejected with, and how often it logged in. */
async function tryLogin(...answers: readonly Answer[]) {
  let logins = 0;
  await using c = await connect(({ path }) => {
    if (!isLogin(path)) return { body: { entities: [] } };
    logins += 1;
    return answers[Math.min(logins, answers.length) - 1];
  });
  const error = await rejection(c.genesys.ask(endpoints.users));
  return {
    error,
    logins,
    text: `${String(error)} ${error instanceof UnreachableError ? error.hint : ""}`,
    slept: c.clock.slept(),
  };
}

test("a token serves until a minute before its end, then another is asked for", async () => {
  await using c = await connect(({ path }) => (isLogin(path) ? undefined : { body: { entities: [] } }));
  const ask = () => c.genesys.ask(endpoints.users);
  await ask();
  await c.clock.sleep(24 * hour - minute - 1);
  await ask();
  await c.clock.sleep(1);
  await ask();
  expect(c.server.api().map(({ headers }) => headers.authorization)).toEqual([
    "Bearer token-1",
    "Bearer token-1",
    "Bearer token-2",
  ]);
});

test("a refusal by the login that ends in the middle is asked for again, and read when it comes whole", async () => {
  const cut = { status: 401, body: '{"error":"invalid_client","descr' };
  const { error, logins } = await tryLogin(cut, { status: 401, body: oauthError("authentication failed") });
  expect([error, logins]).toEqual([expect.any(CredentialsError), 2]);
});

test.each([undefined, null, "86400", "soon"])("a token serves whose life is stated as %j", async (expires_in) => {
  const answer = { body: { access_token: "some", expires_in } };
  await using c = await connect(({ path }) => (isLogin(path) ? answer : { body: { entities: [] } }));
  for (let index = 0; index < 3; index += 1) await c.genesys.ask(endpoints.users);
  expect(c.server.asked.filter(({ path }) => isLogin(path))).toHaveLength(1);
});

test("a short-lived token is not requested again with every request", async () => {
  await using c = await connect(({ path }) => (isLogin(path) ? grant("short", 40) : { body: { entities: [] } }));
  for (let index = 0; index < 5; index += 1) await c.genesys.ask(endpoints.users);
  expect(c.server.asked.filter(({ path }) => isLogin(path))).toHaveLength(1);
});

test("many requests at once share one request for a token, and one that is aborted neither waits nor takes them with it", async () => {
  let answerLogin = () => {};
  const patient = new Promise<void>((resolve) => {
    answerLogin = resolve;
  });
  await using c = await connect(async ({ path }) => {
    if (!isLogin(path)) return { body: { entities: [] } };
    await patient;
    return undefined;
  });
  const impatient = new AbortController();
  const aborted = rejection(c.genesys.ask(endpoints.users, {}, impatient.signal));
  const others = Array.from({ length: 12 }, () => c.genesys.ask(endpoints.users));
  impatient.abort();
  expect(await aborted).toBeInstanceOf(InterruptedError);
  answerLogin();
  await Promise.all(others);
  expect(c.server.asked.filter(({ path }) => isLogin(path))).toHaveLength(1);
});

test.each([
  [
    400,
    oauthError("authentication failed"),
    "Genesys refused the secret of the OAuth client client",
    "GENESYS_CLIENT_SECRET",
  ],
  [401, oauthError("client not found"), "Genesys does not know the OAuth client client", "GENESYS_CLIENT_ID"],
  [
    400,
    oauthError("grant not allowed", "unauthorized_client"),
    "unauthorized_client, grant not allowed",
    "Client Credentials",
  ],
])("a client that is refused with %i %j is refused once, in words of its own", async (status, body, words, hint) => {
  const { error, logins } = await tryLogin({ status, body });
  if (!(error instanceof CredentialsError)) throw error;
  expect(error.message).toContain(words);
  expect(error.hint).toContain(hint);
  expect(logins).toBe(1);
});

test("neither secret nor credentials nor token get into a message that repeats them", async () => {
  const credentials = btoa("client:s3cret");
  const { text } = await tryLogin({ status: 400, body: oauthError(`no: s3cret Basic ${credentials}`) });
  expect(text).not.toContain("s3cret");
  expect(text).not.toContain(credentials);
  await using c = await connect(({ path, headers }) =>
    isLogin(path) ? grant("t0ken-value") : { status: 400, body: { message: `Bad ${headers.authorization}` } },
  );
  expect(String(await rejection(c.genesys.ask(endpoints.users)))).toContain("Bad Bearer ***");
});

test("what may pass is asked again: 429, 5xx, a cut connection, broken JSON", async () => {
  const { error, logins } = await tryLogin(
    { status: 429, headers: { "retry-after": "3" }, body: {} },
    { status: 500, body: {} },
    { status: 503, body: "<html>busy</html>", headers: { "content-type": "text/html" } },
    { fault: "head" },
    { body: '{"access_token":' },
    grant("late"),
  );
  expect(error).toEqual(new Error("It succeeded."));
  expect(logins).toBe(6);
});

test("a login host that is down is given up after 30 s", async () => {
  const { error, logins, slept } = await tryLogin({ status: 503, body: {} });
  expect(error).toBeInstanceOf(UnreachableError);
  expect(logins).toBeGreaterThan(3);
  expect(slept).toBe(30_000);
});

test.each([
  [
    200,
    "text/html",
    "<!doctype html><title>Corporate\u001b[31m  Wi-Fi\n</title>",
    '200 with HTML ("Corporate [31m Wi-Fi")',
  ],
  [404, "text/html", "<html><head><title>Not found</title>", '404 with HTML ("Not found")'],
  [200, "text/plain", "OK", "200 with text/plain instead of JSON"],
  [302, "text/plain", "", "302, a redirect"],
  [404, "application/json", '{"code":"not.found"}', "404 to the request for a token"],
  [200, "application/json", '{"hello":"world"}', "200 to the request for a token"],
])("a foreign login host is reported at once: %i, %s", async (status, type, body, words) => {
  const { error, text, logins } = await tryLogin({ status, body, headers: { "content-type": type } });
  expect(error).toBeInstanceOf(UnreachableError);
  expect(text).toMatch(/127\.0\.0\.1:\d+ answered /);
  expect(text).toContain(words);
  expect(text).toContain("GENESYS_GATEWAY_URL");
  expect(logins).toBe(1);
});

test("a refused token is replaced, once for all who hold it", async () => {
  let revoked = false;
  await using c = await connect(({ path, headers }) => {
    if (isLogin(path)) return undefined;
    return revoked && headers.authorization === "Bearer token-1"
      ? { status: 401, body: {} }
      : { body: { entities: [] } };
  });
  await c.genesys.ask(endpoints.users);
  revoked = true;
  await Promise.all(Array.from({ length: 8 }, () => c.genesys.ask(endpoints.users)));
  expect(c.server.api().filter(({ headers }) => headers.authorization === "Bearer token-1").length).toBeGreaterThan(2);
  expect(c.server.asked.filter(({ path }) => isLogin(path))).toHaveLength(2);
});

test("an API that refuses every token is not asked for ever", async () => {
  await using c = await connect(({ path }) => (isLogin(path) ? undefined : { status: 401, body: {} }));
  expect(await rejection(c.genesys.ask(endpoints.users))).toBeInstanceOf(CredentialsError);
  expect(c.server.api()).toHaveLength(4);
});
