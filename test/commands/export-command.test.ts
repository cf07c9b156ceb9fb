import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { CsatRecord } from "../../src/csat/index.ts";
import { openWarehouse, type Row, type Value } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { answer, leg, openStored, response } from "../orgs/stored.ts";
import { lastWeek, openSandboxed } from "../servers/sandboxed.ts";
import { afterword } from "./terminal.ts";

/** What a sync stores of a record. */
function stored({ evaluation_id, survey_id, ...record }: CsatRecord): Row {
  const values = Object.entries(record).map(([name, value]: [string, unknown]): [string, Value] => [
    name,
    typeof value === "object" && value !== null ? JSON.stringify(value) : (value as Value),
  ]);
  return response(evaluation_id ?? survey_id ?? "", Object.fromEntries(values));
}

const inOrder = (a: CsatRecord, b: CsatRecord): number =>
  `${a.submit_date}${a.response_id}` < `${b.submit_date}${b.response_id}` ? -1 : 1;

test("prints byte for byte what extract prints and whose it is, with any holder of the file", async () => {
  await using org = await openSandboxed({ perDay: 20, days: 30 });
  const { records } = await org.extract();
  expect(records.length).toBeGreaterThan(20);
  const change = { organization_id: "org", changed_at: "2026-03-05T09:00:00.000Z", change_id: 7_000_000_000 };
  const sorted = [...records].sort(inOrder).map((record) => ({ ...record, ...change }));
  await using warehouse = await openStored({
    response: sorted.map((record) => ({ ...stored(record), ...change })).reverse(),
  });
  const [from = "", to = ""] = [lastWeek.from, lastWeek.to].map((time) => new Date(time).toISOString());
  const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...args]);
  expect(await run()).toEqual({
    code: 0,
    stdout: `[\n${sorted.map((record) => JSON.stringify(record)).join(",\n")}\n]\n`,
    stderr: `${records.length} responses.\n`,
  });
  const { stdout } = await run("--format", "ndjson", "--from", from, "--to", to);
  expect(stdout).toBe(sorted.map((record) => `${JSON.stringify(record)}\n`).join(""));
});

test("a terminal gets a table of the first hundred rows, and where the rest is to be had", async () => {
  const responses = Array.from({ length: 120 }, (_, index) =>
    response(`r${1000 + index}`, { agent_name: "Ada", nps_score: 9 }),
  );
  await using warehouse = await openStored({
    response: responses,
    answer: [answer("r1000", 0)],
    leg: [leg("r1000", 0)],
  });
  const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...args], { columns: 100 });
  const linesOf = ({ stdout }: { stdout: string }) =>
    stdout
      .replaceAll(/\u001b\[\d+m/g, "")
      .trimEnd()
      .split("\n");
  const whole = await run();
  expect(linesOf(whole)).toHaveLength(101);
  expect(linesOf(whole)[0]).toMatch(/^submitted +source +agent .* CSAT +NPS +comment$/);
  expect(linesOf(whole)[1]).toMatch(/^2026-03-05 \d\d:15 +survey +Ada .* 9$/);
  expect(whole.stderr).toMatch(/^These are the 100 newest responses; .* more\. --format csv .*--out FILE/);
  expect(linesOf(await run("--rows", "answers"))[0]).toMatch(/^submitted .* question +role +score +answer$/);
  expect(linesOf(await run("--rows", "legs"))[0]).toMatch(/^submitted .* talk +hold +ACW +wrap-up$/);
  const ids = await run("--columns", "response_id,nps_score,csat_scores", "--rows", "responses");
  expect(linesOf(ids).slice(0, 2)).toEqual([
    expect.stringMatching(/^response_id +nps_score/),
    expect.stringMatching(/^r1000 +9 +\{\}$/),
  ]);
  // With a format, or in a pipe, all of it is written.
  expect((await run("--format", "ndjson")).stdout.trimEnd().split("\n")).toHaveLength(120);
});

test("an empty warehouse gives empty output, with a note", async () => {
  await using warehouse = await openStored({});
  const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...args]);
  const stderr = "Nothing in the warehouse matches: the export is empty.\n";
  expect(await run()).toEqual({ code: 0, stdout: "[]\n", stderr });
  const onTerminal = await afterword(["export", "--warehouse", warehouse.place], { columns: 80 });
  expect(onTerminal).toEqual({ code: 0, stdout: "", stderr });
  expect(await run("--format", "ndjson")).toEqual({ code: 0, stdout: "", stderr });
  expect((await run("--format", "csv")).stdout).toMatch(/^interaction_id,.*\r\n$/);
  for (const name of ["none.xlsx", "none.parquet", "lake/"]) {
    expect(await run("--out", join(newFolder(), name))).toMatchObject({ code: 0, stderr });
  }
});

test("the filters are those of report, pseudonyms included", async () => {
  const config = join(newFolder(), "afterword.toml");
  writeFileSync(config, 'agents = "pseudonym"\n');
  await using warehouse = await openStored({
    response: [
      response("low", { csat_score: 0.25, team_name: "One", agent_id: "ada" }),
      response("high", { csat_score: 1, team_name: "Two", sent_date: "2026-03-30T00:00:00.000Z" }),
    ],
    agent: [{ organization_id: "org", agent_id: "ada", name: "Ada L" }],
  });
  const run = (...args: string[]) =>
    afterword(["export", "--warehouse", warehouse.place, "--columns", "response_id", "--format", "csv", ...args]);
  expect((await run("--score", "0..0.5")).stdout).toBe("response_id\r\nlow\r\n");
  expect((await run("--team", "two", "--since", "2d", "--basis", "sent")).stdout).toBe("response_id\r\nhigh\r\n");
  expect((await run("--agent", "Ada L")).stdout).toContain("low");
  expect(await run("--agent", "Ada L", "--config", config)).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/No response in the warehouse has the agent "Ada L"\.$/m),
  });
  expect(await run("--agent", "Adda L")).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/Did you mean "Ada L"\?/),
  });
  expect((await run("--team", "one,two", "--team", "three")).code).toBe(2);
  expect((await run("--team", "one,two")).stdout).toBe((await run("--team", "one", "--team", "two")).stdout);
});

test("the warehouse is the one that is named, else the environment's, else the one here; a sandbox's is its own", async () => {
  const cwd = newFolder();
  for (const name of ["afterword", "afterword-sandbox", "named", "env"]) {
    await using warehouse = await openWarehouse(join(cwd, `${name}.duckdb`));
    await warehouse.transaction((tx) => tx.put("response", [response(name)]));
  }
  const read = async (args: string[], env = {}) =>
    (await afterword(["export", "--columns", "response_id", "--format", "ndjson", ...args], { cwd, env })).stdout;
  const env = { AFTERWORD_WAREHOUSE: "env.duckdb" };
  expect(await read([])).toContain('"afterword"');
  expect(await read([], env)).toContain('"env"');
  expect(await read(["--sandbox"], env)).toContain('"afterword-sandbox"');
  expect(await read(["--warehouse", "named.duckdb"], env)).toContain('"named"');
});

describe("is refused", () => {
  const refused: [args: string[], words: RegExp][] = [
    [[], /There is no warehouse at .*afterword\.duckdb\..*\n.*afterword sync/],
    [["--format", "xlsx"], /xlsx cannot be written to standard output\.\nName a file: --out responses\.xlsx/],
    [["--format", "parquet"], /parquet cannot be written to standard output/],
    [["--out", "answers.xls"], /The ending of answers\.xls names no format/],
    [["--columns", ","], /--columns.*It is blank/],
    [["--rows", "agents"], /'agents' is invalid.*responses, answers, legs/],
    [["--since", "soon"], /--since "soon" is neither a length of time nor an ISO 8601 date/],
    [["--to", "2026-03-01"], /--to needs --from/],
    [["--media", "pigeon"], /unknown media "pigeon"/],
  ];
  test.each(refused)("%j", async (args, words) => {
    const { code, stdout, stderr } = await afterword(["export", ...args], { cwd: newFolder() });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
  });

  test("a column that there is not, one that fits no cell, and a place that cannot be written", async () => {
    await using warehouse = await openStored({ response: [response("r")] });
    const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...args]);
    const place = newFolder();
    expect(await run("--columns", "agentname")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Did you mean agent_name\?/),
    });
    expect(await run("--columns", "answers", "--format", "csv")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^answers: JSON does not go into a cell\.\nTake lead_answer/),
    });
    expect(await run("--out", "/nowhere/at/all.parquet")).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Cannot write \/nowhere\/at\/all.parquet: its folder does not exist/),
    });
    expect(await run("--format", "json", "--out", place)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/it is a folder/),
    });
    expect(readdirSync(place)).toEqual([]);
  });

  test("Ctrl-C leaves the earlier file as it was", async () => {
    await using warehouse = await openStored({ response: [response("r")] });
    const file = join(newFolder(), "out.json");
    const run = (signal?: AbortSignal) =>
      afterword(["export", "--warehouse", warehouse.place, "--out", file], signal ? { signal } : {});
    await run();
    const before = readFileSync(file, "utf8");
    expect((await run(AbortSignal.abort())).code).toBe(130);
    expect([readFileSync(file, "utf8"), readdirSync(join(file, ".."))]).toEqual([before, ["out.json"]]);
  });
});
