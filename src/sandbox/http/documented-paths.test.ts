import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { smallOrg } from "../../../test/orgs/small-org.ts";
import { openAsked } from "../../../test/servers/asked.ts";
import { documentedAs, otherAreas, servedAreas } from "./documented-paths.ts";
import { endpoints } from "./endpoints/all-endpoints.ts";

const sdk = join(dirname(createRequire(import.meta.url).resolve("purecloud-platform-client-v2/package.json")), "src");
const apis = join(sdk, "purecloud-platform-client-v2", "api");

/** `GET /api/v2/…` of every call that the SDK makes. */
const calls = readdirSync(apis).flatMap((file) =>
  [...readFileSync(join(apis, file), "utf8").matchAll(/'(\/api\/v2\/[^']*)',\s*'([A-Z]+)'/g)].map(
    ([, path = "", method = ""]) => ({ method, path }),
  ),
);
const areaOf = (path: string): string => path.split("/")[3] ?? "";
const letterOf = (method: string): string => (method === "PUT" ? "U" : method === "PATCH" ? "A" : method.slice(0, 1));

test("every path and method of the official SDK is known", () => {
  expect(calls.length).toBeGreaterThan(2_000);
  expect(calls.filter(({ method, path }) => documentedAs(method, path) !== "documented")).toEqual([]);
});

test("and nothing else is", () => {
  const areas = new Set(calls.map(({ path }) => areaOf(path)));
  expect(new Set([...Object.keys(servedAreas), ...otherAreas.split(/\s+/).filter(Boolean)])).toEqual(areas);
  const known = new Set(
    calls.map(
      ({ method, path }) => `${letterOf(method)} ${path.replaceAll(/\{[^}]*\}/g, "*").slice("/api/v2/".length)}`,
    ),
  );
  const noted = Object.entries(servedAreas).flatMap(([area, text]) =>
    text.split(/\s+/).flatMap((word) => {
      const [letters = "", ...parts] = word.split("/");
      return [...letters].map((letter) => `${letter} ${[area, ...parts].filter(Boolean).join("/")}`);
    }),
  );
  expect(noted.filter((line) => !known.has(line))).toEqual([]);
});

test("what the sandbox answers is documented", () => {
  expect(endpoints.filter(({ method, path }) => documentedAs(method, path) !== "documented")).toEqual([]);
});

test("an endpoint that only Genesys has is 501 with the reason; an unknown one is 404 or 405", async () => {
  await using asked = await openAsked({ org: smallOrg([]), limit: "off" });
  const answer = async (method: string, path: string) => {
    const { status, body } = await asked.ask(path, undefined, method);
    expect(body).toMatchObject({ status, message: expect.any(String), contextId: expect.any(String) });
    return status === 501 ? body.message : status;
  };
  const notSimulated = (what: string) => `The sandbox does not simulate ${what}.`;
  expect(await answer("GET", "/analytics/surveys/aggregates/jobs/1")).toBe(
    notSimulated("GET /api/v2/analytics/surveys/aggregates/jobs/1"),
  );
  expect(await answer("PUT", "/quality/forms/surveys/sf-1")).toBe(
    notSimulated("PUT /api/v2/quality/forms/surveys/sf-1"),
  );
  expect(await answer("GET", "/conversations/i-1")).toBe(notSimulated("GET /api/v2/conversations/i-1"));
  expect(await answer("DELETE", "/tokens/me")).toBe(notSimulated("DELETE /api/v2/tokens/me"));
  expect(await answer("PATCH", "/quality/forms/surveys/sf-1/versions")).toBe(405);
  expect(await answer("GET", "/quality/surveys")).toBe(405);
  expect(await answer("GET", "/quality/surveyresponses")).toBe(404);
  expect(await answer("GET", "/analytics/surveys")).toBe(404);
  expect(await answer("GET", "/nothing")).toBe(404);
});
