import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
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

describe("formats", () => {
  const rows = {
    response: [
      response("r1", { comment: "=1+1", nps_score: 9, divisions: '["Home","Öst"]', csat_scores: '{"How?":5}' }),
      response("r2", { submit_date: "2026-04-01T00:00:00.000Z", comment: "x".repeat(40_000) }),
      response("open", { submit_date: null, status: "Sent" }),
      response("gone", { listed: false, deleted: true }),
    ],
    answer: [answer("r1", 0, { lead: true, question: "How?", answer: "Very satisfied", value: 5 })],
    leg: [leg("r1", 0)],
  };

  test("CSV into a file: with a byte order mark, CR LF, the lead question's answer, and no JSON", async () => {
    await using warehouse = await openStored(rows);
    const file = join(newFolder(), "out.csv");
    const { code, stdout, stderr } = await afterword(["export", "--warehouse", warehouse.place, "--out", file]);
    expect([code, stdout]).toEqual([0, ""]);
    expect(stderr).toBe(
      `3 responses in ${file}.\n1 cell was cut to the 32,767 characters that a spreadsheet takes; ` +
        "--plain, json, ndjson and parquet have the whole text.\n",
    );
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^\ufeffinteraction_id,.*genesys_url,organization_id,changed_at,change_id\r\n/);
    const [first, second, open] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(first).toMatchObject({
      ...{ response_id: "r1", survey_id: "r1", submit_date: "2026-03-05T08:15:00.000Z", divisions: "Home; Öst" },
      ...{ comment: "'=1+1", nps_score: "9", lead_question: "How?", lead_answer: "Very satisfied", lead_value: "5" },
    });
    expect(second?.["comment"]).toHaveLength(32_767);
    expect(open).toMatchObject({ response_id: "open", submit_date: "", lead_answer: "" });
    expect(Object.keys(first ?? {})).not.toContain("csat_scores");
  });

  test("CSV into a pipe has no byte order mark; --columns, --rows and --all choose", async () => {
    await using warehouse = await openStored(rows);
    const run = async (...args: string[]) =>
      (await afterword(["export", "--warehouse", warehouse.place, "--format", "csv", ...args])).stdout;
    expect(await run("--columns", "response_id, status", "--since", "9w")).toBe(
      "response_id,status\r\nr1,Finished\r\n",
    );
    expect(await run("--rows", "answers", "--columns", "response_id,answer")).toBe(
      "response_id,answer\r\nr1,Very satisfied\r\n",
    );
    expect(await run("--rows", "legs", "--columns", "interaction_id,talk_seconds")).toBe(
      "interaction_id,talk_seconds\r\ni-r1,10.5\r\n",
    );
    expect(await run("--all", "--columns", "response_id,deleted")).toMatch(/^gone,true\r$/m);
  });

  test("plain CSV, into a file and a pipe: what Parquet has, each value as it is", async () => {
    await using warehouse = await openStored(rows);
    const file = join(newFolder(), "out.csv");
    const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...args]);
    expect(await run("--plain", "--out", file)).toEqual({ code: 0, stdout: "", stderr: `3 responses in ${file}.\n` });
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^interaction_id,/);
    const [first, second, open] = parse(text, { columns: true }) as Record<string, string>[];
    expect(first).toMatchObject({
      ...{ comment: "=1+1", divisions: '["Home","Öst"]', csat_scores: '{"How?":5}' },
    });
    expect(second?.["comment"]).toHaveLength(40_000);
    expect(open).toMatchObject({ response_id: "open", submit_date: "" });
    // Without a format a plain export is CSV, on a terminal too.
    const ids = ["--columns", "response_id,csat_scores", "--plain", "--limit", "3"];
    const lines = ["response_id,csat_scores", "r2,{}", 'r1,"{""How?"":5}"', "open,{}", ""];
    expect((await run(...ids)).stdout).toBe(lines.join("\r\n"));
    const onTerminal = await afterword(["export", "--warehouse", warehouse.place, ...ids], { columns: 100 });
    expect(onTerminal.stdout).toBe(lines.join("\n"));
  });

  test.each(["json", "ndjson", "xlsx", "parquet"])("%s has no plain form, by name or by ending", async (format) => {
    await using warehouse = await openStored(rows);
    const run = (...args: string[]) => afterword(["export", "--plain", "--warehouse", warehouse.place, ...args]);
    const refused = {
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(`--plain is for CSV, and this is ${format}.`),
    };
    expect(await run("--format", format)).toEqual(refused);
    expect(await run("--out", join(newFolder(), `out.${format}`))).toEqual(refused);
  });

  test("--ddl prints the SQL for the rows, the columns and the file of the same flags, and needs no warehouse", async () => {
    const run = (...args: string[]) => afterword(["export", "--ddl", ...args], { cwd: newFolder() });
    const { code, stdout, stderr } = await run(
      "postgres",
      "--rows",
      "answers",
      "--columns",
      "response_id,position,answer",
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      `CREATE TABLE IF NOT EXISTS csat_answer (
  response_id text NOT NULL,
  position integer NOT NULL,
  answer text,
  organization_id text NOT NULL,
  changed_at timestamptz,
  change_id bigint NOT NULL,
  PRIMARY KEY (organization_id, response_id, position)
);`,
    );
    expect(stdout).toContain(
      `afterword export --rows answers --columns response_id,position,answer --plain --state answers.state --out answers.csv`,
    );
    expect(stdout).toContain("\\copy csat_answer_increment FROM 'answers.csv' WITH (FORMAT csv, HEADER match)");
    expect((await run("duckdb", "--out", "it's.parquet")).stdout).toContain("FROM read_parquet('it''s.parquet');");
    expect((await run("bigquery", "--format", "parquet")).stdout).toContain(
      "DATASET.csat_response_increment responses.parquet",
    );
    expect((await run("snowflake", "--plain", "--out", "a/b c.csv", "--delimiter", "tab")).stdout).toMatch(
      /PUT 'file:\/\/\/.*\/a\/b c\.csv' .*FILES = \('b c\.csv'\).*FIELD_DELIMITER = '\\t'/s,
    );
    for (const engine of ["postgres", "duckdb", "snowflake", "bigquery"])
      for (const rows of ["responses", "answers", "legs"])
        expect((await run(engine, "--rows", rows)).stdout).toMatch(/^--[^{}]+COMMIT( TRANSACTION)?;\n$/);
  });

  test.each([
    ["a CSV for spreadsheets", ["duckdb", "--out", "a.csv"], "Add --plain."],
    ["XLSX", ["duckdb", "--format", "xlsx"], "Take --plain, or --format parquet."],
    ["JSON", ["duckdb", "--json"], "Take --plain, or --format parquet."],
    ["Parquet into PostgreSQL", ["postgres", "--format", "parquet"], "PostgreSQL does not load parquet."],
    ["a folder", ["duckdb", "--out", "lake/"], "Name a file: --out responses.parquet"],
    ["the SQL's own file", ["duckdb", "--out", "a.sql"], "redirect it with > a.sql"],
    [
      "columns without keys",
      ["duckdb", "--columns", "answer", "--rows", "answers"],
      "--columns leaves out response_id, position",
    ],
    ["a column that there is not", ["duckdb", "--columns", "answer"], "Did you mean answers?"],
    ["a name of two lines", ["duckdb", "--plain", "--out", "a\nb.csv"], "Name another file."],
    ["responses that increments do not have", ["duckdb", "--all"], "leave --all out"],
    ["a part of the rows", ["duckdb", "--limit", "5"], "leave --limit out"],
    ["a range that moves", ["duckdb", "--since", "7d"], "give a date or a time"],
    ["another database", ["mysql"], "Allowed choices are postgres, duckdb, snowflake, bigquery."],
  ])("--ddl refuses %s", async (_, args, advice) => {
    const ran = await afterword(["export", "--ddl", ...args], { cwd: newFolder() });
    expect(ran).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(advice) });
  });

  test("Parquet into a file, and into a folder by month, columns of its own", async () => {
    await using warehouse = await openStored(rows);
    const place = newFolder();
    const run = (...args: string[]) => afterword(["export", "--warehouse", warehouse.place, ...args]);
    const read = (...names: string[]) =>
      parquetReadObjects({ file: new Uint8Array(readFileSync(join(place, ...names))).buffer, compressors });
    expect((await run("--out", join(place, "all.parquet"))).code).toBe(0);
    expect((await read("all.parquet")).map((row) => row["response_id"])).toEqual(["r1", "r2", "open"]);
    mkdirSync(join(place, "lake"));
    expect((await run("--out", join(place, "lake"), "--columns", "response_id,csat_scores")).code).toBe(0);
    expect(readdirSync(join(place, "lake")).sort()).toEqual([
      ...["month=2026-03", "month=2026-04", "month=__HIVE_DEFAULT_PARTITION__"],
    ]);
    expect(await read("lake", "month=2026-03", "responses.parquet")).toEqual([
      { response_id: "r1", csat_scores: '{"How?":5}' },
    ]);
    expect((await run("--rows", "answers", "--out", `${join(place, "answers")}/`)).code).toBe(0);
    expect(await read("answers", "month=2026-03", "answers.parquet")).toMatchObject([{ question: "How?", lead: true }]);
  });

  test("XLSX into a file", async () => {
    await using warehouse = await openStored(rows);
    const file = join(newFolder(), "out.xlsx");
    const { code, stderr } = await afterword(["export", "--warehouse", warehouse.place, "--out", file]);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^3 responses in .*out.xlsx\.\n1 cell was/)]);
    expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
  });
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
