import { expect, expectTypeOf, test } from "vitest";
import { connect } from "../../test/servers/connect.ts";
import { type Endpoint, endpoints, type Genesys, type WireSurvey } from "./index.ts";

test("every endpoint is named by its key, once each, and reads a path of the API", () => {
  for (const [key, { name, path }] of Object.entries(endpoints)) {
    expect(name).toBe(key);
    expect(path).toMatch(/^\/api\/v2\/[a-z/]+(\{[a-z]+(?:Id|Name)\}|[a-z/])*$/i);
  }
  const rows = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`);
  expect(new Set(rows).size).toBe(rows.length);
});

test("every POST only reads", () => {
  const posts = Object.values(endpoints).filter(({ method }) => method === "POST");
  expect(posts.map(({ path }) => path).sort()).toEqual([
    "/api/v2/analytics/conversations/aggregates/query",
    "/api/v2/analytics/conversations/details/query",
    "/api/v2/analytics/evaluations/aggregates/query",
    "/api/v2/analytics/surveys/aggregates/query",
    "/api/v2/quality/evaluations/search",
  ]);
});

test("a call that changes an org does not compile", async () => {
  const { answer } = endpoints.users;
  const row = { name: "x", permissions: [], answer };
  // @ts-expect-error POST /api/v2/quality/surveys creates a survey
  const create: Endpoint<unknown> = { ...row, method: "POST", path: "/api/v2/quality/surveys" };
  // @ts-expect-error DELETE is no method of ours
  const remove: Endpoint<unknown> = { ...row, method: "DELETE", path: "/api/v2/quality/surveys/{surveyId}" };
  // @ts-expect-error what lies outside the API is not asked for
  const outside: Endpoint<unknown> = { ...row, method: "GET", path: "/oauth/token" };
  expect([create, remove, outside]).toHaveLength(3);
});

test("an answer has the type that its endpoint decodes", async () => {
  const ask = async (genesys: Genesys) => genesys.ask(endpoints.survey, { path: { surveyId: "s" } });
  expectTypeOf(ask).returns.resolves.toEqualTypeOf<WireSurvey>();
  await using c = await connect(({ path }) => (path.startsWith("/api") ? { body: { id: "s" } } : undefined));
  expect((await ask(c.genesys)).id).toBe("s");
});
