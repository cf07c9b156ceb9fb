import { describe, expect, test } from "vitest";
import { interaction, monday, slow, smallOrg } from "../../../test/orgs/small-org.ts";
import { openAsked } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { second } from "../../base/index.ts";
import type { SandboxOptions } from "../sandbox-options.ts";
import { endpoints } from "./endpoints/all-endpoints.ts";

const org = smallOrg([interaction("i-slow", monday, { surveys: [slow] })]);
const open = (options: SandboxOptions = {}) =>
  openAsked({ org, clock: createTestClock(monday), limit: "off", ...options });

describe("the token endpoint", () => {
  test("grants a token with its life", async () => {
    await using asked = await open({ tokenLifeSeconds: 600 });
    const { status, body } = await asked.login();
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: expect.any(String), token_type: "bearer", expires_in: 600 });
    expect((await asked.login()).body.access_token).not.toBe(body.access_token);
    expect((await asked.askAs(`Bearer ${body.access_token}`, "/users")).status).toBe(200);
  });

  test("refuses like OAuth, not like the API", async () => {
    await using asked = await open();
    const refusal = (error: string, description: string) => ({
      status: 400,
      body: { error, description, error_description: description },
    });
    expect(await asked.login(undefined, "wrong")).toMatchObject(refusal("invalid_client", "authentication failed"));
    expect(await asked.login("nobody")).toMatchObject(refusal("invalid_client", "client not found"));
    const { body } = await asked.login(undefined, undefined, "grant_type=password");
    expect(body.error).toBe("unsupported_grant_type");
    const byGet = await fetch(`${asked.sandbox.url}/oauth/token`);
    expect(byGet.status).toBe(405);
  });

  test("variant: 401", async () => {
    await using asked = await open({ variants: ["bad-client-401"] });
    expect((await asked.login(undefined, "wrong")).status).toBe(401);
  });
});

test("a token is required, known and not expired", async () => {
  const clock = createTestClock(monday);
  await using asked = await open({ clock, tokenLifeSeconds: 300 });
  const token = `Bearer ${(await asked.login()).body.access_token}`;
  const code = async (authorization: string | null) => {
    const { status, body } = await asked.askAs(authorization, "/users");
    return [status, body.code];
  };
  expect(await code(null)).toEqual([401, "authentication.required"]);
  expect(await code("Bearer nonsense")).toEqual([401, "bad.credentials"]);
  expect(await code(token)).toEqual([200, undefined]);
  await clock.sleep(300 * second);
  expect(await code(token)).toEqual([401, "credentials.expired"]);
});

test("every answer of the API carries a correlation id; a refusal repeats it", async () => {
  await using asked = await open();
  expect((await asked.ask("/users")).headers.get("inin-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
  const { status, headers, body } = await asked.ask("/quality/evaluations");
  expect(body).toEqual({
    ...{ message: expect.any(String), code: "not.found", status, messageParams: {}, details: [], errors: [] },
    contextId: headers.get("inin-correlation-id"),
  });
});

test("what does not exist is 404, what exists with another method 405", async () => {
  await using asked = await open();
  for (const path of ["/quality/evaluations", "/quality/surveyresponses", "/nothing"])
    expect((await asked.ask(path)).status).toBe(404);
  expect((await asked.ask("/routing/queues/divisionviews", {})).body.code).toBe("method.not.allowed");
  expect((await asked.ask("/quality/evaluations/search")).status).toBe(405);
});

test("a body of more than 512,000 bytes is refused, and so is one that is no JSON", async () => {
  await using asked = await open();
  const path = "/quality/evaluations/search";
  expect((await asked.ask(path, `{"query":"${"x".repeat(512_000)}"}`)).status).toBe(413);
  expect((await asked.ask(path, "{")).body.message).toBe("body: not readable as JSON");
});

const demanding = endpoints.flatMap(({ method, path, permissions }) => {
  if (permissions === "none") return [];
  const alternatives = "any" in permissions ? permissions.any : permissions.all;
  return [
    { method, path, alternatives, code: "any" in permissions ? "missing.any.permissions" : "missing.permissions" },
  ];
});

test.each(demanding)("$method $path names the permission it lacks", async ({ method, path, alternatives, code }) => {
  await using asked = await open({ withoutPermissions: alternatives });
  const place = path.slice("/api/v2".length).replaceAll(/\{\w+\}/g, "x");
  const { status, body } = await asked.ask(place, method === "POST" ? {} : undefined, method);
  expect([status, body.code]).toEqual([403, code]);
  expect(body.messageParams).toEqual({ permissions: `[${alternatives.join(", ")}]` });
  expect(body.message).toContain(`[${alternatives.join(", ")}]`);
});

test("one of several permissions is enough", async () => {
  await using asked = await open({ withoutPermissions: ["analytics:conversationDetail:view"] });
  expect((await asked.ask("/analytics/conversations/details?id=i-slow")).status).toBe(200);
});

test("the allowance counts API requests, refused ones too, and no logins", async () => {
  const clock = createTestClock(monday);
  await using asked = await open({ clock, limit: 2 });
  await asked.login();
  expect((await asked.ask("/nothing")).headers.get("inin-ratelimit-count")).toBe("1");
  const { headers } = await asked.ask("/users");
  expect([headers.get("inin-ratelimit-allowed"), headers.get("inin-ratelimit-reset")]).toEqual(["2", "60"]);
  const refused = await asked.ask("/users");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(refused.body.limit.value).toBe(2);
  await clock.sleep(60 * second);
  expect((await asked.ask("/users")).status).toBe(200);
});

test("without a limit there are no such headers; a 429 may leave out which limit was hit", async () => {
  await using off = await open();
  expect([...(await off.ask("/users")).headers.keys()].filter((name) => name.includes("ratelimit"))).toEqual([]);
  await using withoutName = await open({ limit: 0, variants: ["unnamed-limit"] });
  expect((await withoutName.ask("/users")).body).not.toHaveProperty("limit");
});

test("the log has every request, by endpoint", async () => {
  await using asked = await open();
  await asked.ask("/users?state=any");
  await asked.ask("/quality/surveys/nobody");
  await asked.ask("/quality/evaluations?x=1");
  expect(asked.sandbox.requests.map(({ method, path, query, status }) => [method, path, query, status])).toEqual([
    ["POST", "/oauth/token", "", 200],
    ["GET", "/api/v2/users", "state=any", 200],
    ["GET", "/api/v2/quality/surveys/nobody", "", 404],
    ["GET", "/api/v2/quality/evaluations", "x=1", 404],
  ]);
  expect(asked.sandbox.counts()).toEqual({
    "POST /oauth/token": 1,
    "GET /api/v2/users": 1,
    "GET /api/v2/quality/surveys/{surveyId}": 1,
    "GET /api/v2/quality/evaluations": 1,
  });
});
