import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openSandbox } from "../../src/sandbox/index.ts";
import { openReader } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";
import { enter, seat } from "./person.ts";
import { afterword, closedPipe, leadTo, type Ran } from "./terminal.ts";

const small = { perDay: 8, days: 12 };
const asJson = ({ stdout }: Ran): Record<string, unknown> => JSON.parse(stdout) as Record<string, unknown>;
const answersAsked = "GET /api/v2/quality/surveys/{surveyId}";

describe("a warehouse, from the first sync on", () => {
  const cwd = newFolder();
  const file = join(cwd, "afterword.duckdb");
  const since = ["--since", "10d"];
  let planned: Record<string, unknown>;
  let first: Ran;

  beforeAll(async () => {
    await using org = await openSandboxed(small);
    const world = { cwd, env: leadTo(org.sandbox) };
    planned = asJson(await afterword(["sync", ...since, "--dry-run"], world));
    expect(org.sandbox.counts()[answersAsked]).toBeUndefined();
    expect(readdirSync(cwd)).toEqual([]);
    first = await afterword(["sync", ...since, "--json"], world);
  });

  test("a dry run has reported what it costs, and made no file", () => {
    const { requests, read } = asJson(first) as { requests: number; read: number };
    expect(planned).toEqual({
      since: new Date(present - 10 * 86_400_000).toISOString(),
      surveys: expect.any(Number),
      evaluations: expect.any(Number),
      requests: expect.any(Number),
      minutes: expect.any(Number),
      one_by_one: { requests: planned["requests"], minutes: planned["minutes"] },
      forms: expect.any(Array),
      spent: expect.any(Number),
    });
    expect(Number(planned["surveys"]) + Number(planned["evaluations"])).toBeGreaterThanOrEqual(0.8 * read);
    expect(Number(planned["requests"]) / requests).toBeGreaterThan(0.6);
    expect(Number(planned["requests"]) / requests).toBeLessThan(1.5);
    expect(Number(planned["spent"])).toBeLessThan(8);
  });

  test("the sync prints as JSON what it did", () => {
    expect([first.code, first.stderr]).toEqual([0, expect.not.stringContaining("Found")]);
    expect(asJson(first)).toMatchObject({
      warehouse: file,
      complete: true,
      complete_to: "2026-03-31T09:45:00.000Z",
      completeness: expect.stringMatching(/^complete to 31 Mar \d\d:45; \d+ surveys? still open$/),
      unlinked: 0,
      requests_by_endpoint: { survey: expect.any(Number) },
      missing: [],
      problems: [],
    });
  });

  test("status reports the same, without credentials, as JSON into a pipe and as a table on a terminal", async () => {
    const { code, stdout } = await afterword(["status"], { cwd });
    expect(code).toBe(0);
    const { organizations } = JSON.parse(stdout) as { organizations: Record<string, unknown>[] };
    const { completeness, complete_to, requests } = asJson(first);
    expect(organizations).toMatchObject([
      { complete_to, completeness, runs: [{ outcome: "done", requests }], spent: { runs: 1, requests } },
    ]);
    const table = await afterword(["status"], { cwd, columns: 100 });
    expect(table.stdout).toContain(`: ${String(completeness)}.`);
    expect(table.stdout).not.toContain("evaluation changes");
    expect(table.stdout).toMatch(/^surveys +2026-03-21 .* 2026-03-31 /m);
    expect(table.stdout).toMatch(new RegExp(`${String(requests)} +together`));
    expect(table.stdout.split("\n").length).toBeLessThan(45);
    expect(asJson(await afterword(["status", "--json"], { cwd, columns: 100 }))).toMatchObject({ warehouse: file });
  });

  test("rebuild derives the same rows, without credentials", async () => {
    const copy = join(newFolder(), "copy.duckdb");
    copyFileSync(file, copy);
    const exported = async () => (await afterword(["export", "--all", "--warehouse", copy], { cwd })).stdout;
    const before = await exported();
    const { code, stderr } = await afterword(["rebuild", "--warehouse", copy], { cwd, columns: 80 });
    const [, drawn, whole, stated] =
      /derived (\d+) of (\d+) responses.*from the stored documents of (\d+) responses/s.exec(stderr) ?? [];
    expect([code, Number(whole), Number(stated)]).toEqual([0, Number(stated), expect.any(Number)]);
    expect(Number(drawn)).toBeGreaterThan(0);
    expect(JSON.parse(before)).not.toEqual([]);
    expect(await exported()).toBe(before);
  });

  test("the next sync is cheap, in words on a terminal, and publishes a copy", async () => {
    const [copy, published] = [join(newFolder(), "copy.duckdb"), join(newFolder(), "published.duckdb")];
    copyFileSync(file, copy);
    copyFileSync(`${file}.key`, `${copy}.key`);
    await using org = await openSandboxed(small);
    const args = ["sync", "--warehouse", copy, "--publish", published];
    const again = asJson(await afterword([...args, "--dry-run"], { cwd, env: leadTo(org.sandbox) }));
    expect(again["surveys"]).toBeLessThan(3);
    expect(again["requests"]).toBeLessThan(30);
    expect(existsSync(published)).toBe(false);
    const { code, stdout, stderr } = await afterword(args, { cwd, env: leadTo(org.sandbox), columns: 300 });
    expect([code, stdout]).toEqual([0, ""]);
    const lines = stderr.split(/\r\u001b\[2K|\n/).filter((line) => line !== "");
    expect(lines[0]).toMatch(/^starting · found 0 /);
    expect(lines.at(-2)).toMatch(/^(Nothing new|Read the answers of 0 .*); \d+ requests\.$/);
    expect(Number(/(\d+) requests\.$/.exec(lines.at(-2) ?? "")?.[1])).toBeLessThan(15);
    expect(lines.at(-1)).toMatch(/copy\.duckdb: \d+ responses, complete to 31 Mar/);
    await using reader = await openReader(published);
    expect(await reader.query("SELECT count(*) > 0 AS there FROM csat_response")).toEqual([{ there: true }]);
  });

  test("a reader of the summary that has gone leaves no copy out", async () => {
    const [copy, published] = [join(newFolder(), "copy.duckdb"), join(newFolder(), "published.duckdb")];
    copyFileSync(file, copy);
    copyFileSync(`${file}.key`, `${copy}.key`);
    await using org = await openSandboxed(small);
    const world = { cwd, env: leadTo(org.sandbox), context: { stdout: closedPipe() } };
    const { code } = await afterword(["sync", "--json", "--warehouse", copy, "--publish", published], world);
    expect([code, existsSync(published)]).toEqual([0, true]);
  });

  test("a warehouse of another organization is refused by a sync and by its dry run", async () => {
    await using org = await openSandboxed({ ...small, seed: 2 });
    for (const more of [[], ["--dry-run"]]) {
      const { code, stderr } = await afterword(["sync", ...more], { cwd, env: leadTo(org.sandbox) });
      expect([code, stderr]).toEqual([
        2,
        expect.stringMatching(/holds the responses of the organization[\s\S]*--warehouse/),
      ]);
    }
  });
});

describe("errors are reported before anything is asked for or made", () => {
  test.each([
    [["--since", "yesterday"], /--since "yesterday" is neither a length of time nor an ISO 8601/],
    [["--since", "0d"], /--since "0d" is not a length of time/],
    [["--since", "999999w"], /--since "999999w" is in the future, or before/],
    [["--since", "2040-01-01"], /in the future/],
    [["--source", "survey"], /--source/],
    [["--csat-label", " "], /--csat-label.*It is blank/],
    [["--patience", "long"], /--patience "long"/],
    [["--config", "no.toml"], /no\.toml/],
    [["--format", "csv"], /unknown option '--format'/],
    [["90d"], /too many arguments/],
    [["--warehouse", "/dev/null/x.duckdb"], /x\.duckdb/],
    [["--warehouse", "."], /cannot be opened/],
    [["--publish", "there/is/none.duckdb"], /--publish: the folder .*there\/is does not exist/],
    [["--publish", "."], /--publish: .* is a folder/],
    [["--publish", "./afterword.duckdb"], /would replace the warehouse/],
  ])("sync %j", async (args, words) => {
    await using sandbox = await openSandbox({ perDay: 0, days: 1, clock: createTestClock(present) });
    const cwd = newFolder();
    const { code, stdout, stderr } = await afterword(["sync", ...args], { cwd, env: leadTo(sandbox) });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringMatching(words)]);
    expect([sandbox.requests.length, readdirSync(cwd)]).toEqual([0, []]);
  });

  test("no credentials", async () => {
    const cwd = newFolder();
    const { code, stderr } = await afterword(["sync"], { cwd });
    expect([code, stderr, readdirSync(cwd)]).toEqual([2, expect.stringContaining("GENESYS_CLIENT_ID"), []]);
  });

  test.each(["status", "rebuild", "export"])(
    "no warehouse: %s makes none, and names the command that does",
    async (command) => {
      const cwd = newFolder();
      const { code, stderr } = await afterword([command], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringMatching(/There is no warehouse at [\s\S]*afterword sync/)]);
      expect(readdirSync(cwd)).toEqual([]);
    },
  );

  test("credentials that are refused", async () => {
    await using sandbox = await openSandbox({ perDay: 0, days: 1, clock: createTestClock(present) });
    const env = { ...leadTo(sandbox), GENESYS_CLIENT_SECRET: "wrong" };
    expect((await afterword(["sync"], { cwd: newFolder(), env })).code).toBe(3);
  });
});

describe("permissions", () => {
  const evaluationsLack = ["quality:evaluation:view", "quality:evaluation:assign", "quality:evaluation:release"];

  test("a source that may not be read is skipped and named, with exit code 6, at every sync", async () => {
    await using org = await openSandboxed({ ...small, withoutPermissions: evaluationsLack });
    const world = { cwd: newFolder(), env: leadTo(org.sandbox) };
    for (let run = 0; run < 2; run += 1) {
      const { code, stderr } = await afterword(["sync", "--since", "5d"], world);
      expect(code).toBe(6);
      expect(stderr).toMatch(/Skipped evaluations: .*quality:evaluation:view/);
      expect(stderr).toMatch(/; evaluations not read; .*\nIncomplete: /);
    }
  });

  test("nothing that was asked for may be read: exit code 4, each permission named", async () => {
    const withoutPermissions = ["quality:survey:view", ...evaluationsLack];
    await using org = await openSandboxed({ ...small, withoutPermissions });
    const { code, stderr } = await afterword(["sync", "--since", "5d"], { cwd: newFolder(), env: leadTo(org.sandbox) });
    expect([code, stderr]).toEqual([4, expect.stringMatching(/quality:survey:view[\s\S]*quality:evaluation:view/)]);
  });

  test("a dry run reports what it cannot know", async () => {
    const withoutPermissions = ["analytics:surveyAggregate:view", "analytics:evaluationAggregate:view"];
    await using org = await openSandboxed({ ...small, withoutPermissions });
    const ran = await afterword(["sync", "--dry-run"], { cwd: newFolder(), env: leadTo(org.sandbox) });
    expect(asJson(ran)).toMatchObject({ surveys: null, evaluations: null });
    for (const permission of withoutPermissions) expect(ran.stderr).toContain(permission);
  });
});

test("what was missing before this run is no longer news", async () => {
  await using org = await openSandboxed({ ...small, seed: 6, perDay: 20, switches: ["missing-interactions"] });
  const world = { cwd: newFolder(), env: leadTo(org.sandbox) };
  const codes: number[] = [];
  for (const _ of [1, 2]) codes.push((await afterword(["sync", "--since", "8d"], world)).code);
  expect(codes).toEqual([6, 0]);
});

test("no label matches: what shows the labels is named", async () => {
  await using org = await openSandboxed(small);
  const args = ["sync", "--since", "3d", "--csat-label", "no such label"];
  const { code, stderr } = await afterword(args, { cwd: newFolder(), env: leadTo(org.sandbox) });
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/No evaluation with a question labelled "no such label" was found/),
  ]);
});

describe("invented customers never reach a real warehouse", () => {
  test.each([
    ["--sandbox", ["--sandbox"], []],
    ["a yes at a terminal", [], [["Use the sandbox", `y${enter}`]]],
  ] as const)("%s", async (_, flags, script) => {
    const cwd = newFolder();
    const env = { AFTERWORD_WAREHOUSE: join(cwd, "real.duckdb") };
    const seated = seat(script);
    const { code } = await afterword(["sync", "--since", "1d", ...flags], {
      cwd,
      env,
      context: { ...seated.context, clock: createTestClock(present) },
    });
    expect(code).toBe(0);
    expect(seated.screen()).toContain("nothing here is real");
    expect(existsSync(join(cwd, "afterword-sandbox.duckdb"))).toBe(true);
    expect(readdirSync(cwd).filter((name) => !name.startsWith("afterword-sandbox"))).toEqual([]);
    expect((await afterword(["status", "--sandbox"], { cwd, env })).code).toBe(0);
  });
});
