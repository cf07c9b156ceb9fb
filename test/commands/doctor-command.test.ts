import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startingRoute } from "../../src/collect/bulk/form-routes.ts";
import type { SandboxOptions } from "../../src/sandbox/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { openLoopback } from "../servers/loopback.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";
import { afterword, leadTo, type Ran } from "./terminal.ts";

/** Runs `afterword doctor` before a small org, on a terminal of 100 columns unless it is a pipe. */
async function doctor(
  options: SandboxOptions = {},
  where: "terminal" | "pipe" = "terminal",
  ...flags: string[]
): Promise<Ran> {
  await using org = await openSandboxed({ perDay: 20, days: 14, ...options });
  const world = { env: { ...leadTo(org.sandbox), NO_COLOR: "1" } };
  return await afterword(["doctor", ...flags], where === "terminal" ? { ...world, columns: 100 } : world);
}

const everyEvaluation = ["quality:evaluation:view", "quality:evaluation:assign", "quality:evaluation:release"];

test("all there: a table, the role to create, exit code 0", async () => {
  const { code, stdout, stderr } = await doctor({ limit: 300 });
  expect([code, stderr]).toEqual([0, expect.stringContaining('Every permission works. Next: "afterword sync"')]);
  expect(stdout).toMatch(
    /^Rate limit {4}300 requests a minute\n {14}client\.credentials\.token\.rate\.per\.minute: 300$/m,
  );
  expect(stdout).toMatch(/^ {2}works {5}quality:survey:view {2,}answers of surveys$/m);
  expect(stdout).toMatch(/role to create[\s\S]*^ {2}quality:survey:view$/m);
  expect(stdout).not.toMatch(/missing|not known\. 403|Without/);
});

test("one is missing: named, with the effect, exit code 6", async () => {
  const { code, stdout, stderr } = await doctor({ withoutPermissions: ["groups:team:view"] });
  expect(code).toBe(6);
  expect(stdout).toMatch(/^ {2}missing {3}groups:team:view .*\n +Without it: null in place of their names\.$/m);
  expect(stdout.match(/missing/g)).toHaveLength(1);
  expect(stderr).toBe(
    "The OAuth client's roles lack groups:team:view.\n" +
      'Add what is missing under Admin > Roles, for the right divisions, then run "afterword doctor" again.\n',
  );
});

test("evaluations of a division that the roles do not reach: how many, exit code 6", async () => {
  const { code, stderr } = await doctor({ switches: ["hidden-divisions"] });
  expect(code).toBe(6);
  expect(stderr).toMatch(
    /^Answers are hidden from the client in \d+ of the latest \d+ evaluations of the last 7 days\.\nGrant its roles for every division/,
  );
  expect(stderr).not.toContain("Every permission works");
});

test("neither source can be read: exit code 4", async () => {
  const { code, stdout, stderr } = await doctor({ withoutPermissions: ["quality:survey:view", ...everyEvaluation] });
  expect([code, stderr]).toEqual([
    4,
    expect.stringMatching(/lack quality:survey:view, quality:evaluation:view\..*Nothing can be extracted/s),
  ]);
  expect(stdout).toMatch(/^Surveys {7}cannot be read\nEvaluations {3}cannot be read$/m);
});

describe("JSON", () => {
  test("into a pipe, and on a terminal with --json", async () => {
    for (const ran of [await doctor({}, "pipe"), await doctor({}, "terminal", "--json")]) {
      const document = JSON.parse(ran.stdout);
      expect(document).toMatchObject({ surveys_readable: true, evaluations_readable: true });
      expect(document.permissions).toHaveLength(12);
      expect(document.role).toContain("analytics:surveyAggregate:view");
    }
  });

  test("of the missing ones", async () => {
    const { code, stdout } = await doctor({ withoutPermissions: ["routing:queue:view"] }, "pipe");
    const lacking = JSON.parse(stdout).permissions.filter(({ state }: { state: string }) => state !== "works");
    expect(code).toBe(6);
    expect(lacking).toEqual([
      {
        ...{ permission: "routing:queue:view", alternatives: [], for: "names of queues", state: "missing" },
        without: "names of queues come by another permission",
        reason: "403 on routing queues: the OAuth client's roles lack routing:queue:view.",
      },
    ]);
  });
});

test.each([
  [-90, /^Clock {9}89 s ahead of Genesys'$/m],
  [-1, /^Clock {9}agrees with Genesys'$/m],
  [7200, /^Clock {9}2 hours behind Genesys'\n +Set it right/m],
])("a clock of ours that differs by %i s", async (seconds, words) => {
  const headers = { date: new Date(present + seconds * 1000).toUTCString() };
  await using server = await openLoopback(({ path }) => {
    const body = { id: path.split("/").at(-1), organization: { id: "o" }, entities: [], results: [] };
    return path.startsWith("/api") ? { headers, body } : undefined;
  });
  const env = { GENESYS_GATEWAY_URL: server.url, GENESYS_CLIENT_ID: "c", GENESYS_CLIENT_SECRET: "s", NO_COLOR: "1" };
  expect((await afterword(["doctor"], { env, columns: 100 })).stdout).toMatch(words);
});

test("a division's name cannot steer the terminal", async () => {
  const entities = [{ id: "d", name: "Home\u001b[2J\nSurveys" }];
  await using server = await openLoopback(({ path }) => (path.startsWith("/api") ? { body: { entities } } : undefined));
  const env = { GENESYS_GATEWAY_URL: server.url, GENESYS_CLIENT_ID: "c", GENESYS_CLIENT_SECRET: "s", NO_COLOR: "1" };
  const { stdout } = await afterword(["doctor"], { env, columns: 100 });
  expect(stdout).toMatch(/^Divisions {5}1 in the org: Home\[2J Surveys$/m);
  expect(stdout).not.toContain("\u001b");
});

describe("nothing to diagnose", () => {
  const refused = async (change: Record<string, string>): Promise<[number, string]> => {
    await using org = await openSandboxed({ perDay: 20, days: 14 });
    const { code, stdout, stderr } = await afterword(["doctor"], { env: { ...leadTo(org.sandbox), ...change } });
    expect(stdout).toBe("");
    return [code, stderr];
  };
  test("a wrong secret", async () =>
    expect(await refused({ GENESYS_CLIENT_SECRET: "wrong" })).toEqual([
      3,
      expect.stringMatching(/secret.*GENESYS_CLIENT_SECRET/s),
    ]));
  test("a client that is not known here: the region may be wrong", async () =>
    expect(await refused({ GENESYS_CLIENT_ID: "nobody" })).toEqual([
      3,
      expect.stringMatching(/client not found.*region/s),
    ]));
  test("offline", async () =>
    expect(await refused({ GENESYS_GATEWAY_URL: "http://127.0.0.1:9" })).toEqual([
      5,
      expect.stringMatching(/127\.0\.0\.1:9.*network/s),
    ]));
  test("no credentials", async () => {
    const { code, stderr } = await afterword(["doctor"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("No Genesys Cloud credentials are set.")]);
  });
});

test("the routes of the forms, as status has them, of the warehouse that is here", async () => {
  await using org = await openSandboxed();
  const cwd = newFolder();
  const world = { cwd, env: leadTo(org.sandbox) };
  const before = JSON.parse((await afterword(["doctor"], world)).stdout);
  expect([before.routes, before.not_told.routes]).toEqual([null, expect.stringContaining("There is no warehouse at ")]);
  const organization = before.organization.id;
  const agrees = { ...startingRoute, route: "bulk", compared: 210, since: "2026-03-30T10:00:00.000Z" };
  const value = JSON.stringify({ closed: null, forms: { "form-1": agrees } });
  {
    await using warehouse = await openWarehouse(join(cwd, "afterword.duckdb"));
    await warehouse.transaction((tx) => tx.put("fact", [{ name: `survey routes ${organization}`, value }]));
  }
  expect(JSON.parse((await afterword(["doctor"], world)).stdout).routes).toEqual([
    {
      ...{ source: "surveys", form_context_id: "form-1", form_name: null, in_bulk: true, compared: 210 },
      ...{ reason: "All 210 that were read both ways agree.", since: "2026-03-30T10:00:00.000Z" },
    },
  ]);
  const { stdout } = await afterword(["doctor"], { ...world, columns: 140 });
  expect(stdout).toMatch(/\nHow answers are read\n.*\nin bulk +surveys +form-1 +2026-03-30\n +All 210/);
});
