import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { expect, test } from "vitest";
import { newFolder } from "../new-folder.ts";
import { answer, leg, openStored, response } from "../orgs/stored.ts";
import { afterword } from "./terminal.ts";

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
  expect(text).toMatch(/^\ufeffinteraction_id,.*genesys_url,texts_read,organization_id,changed_at,change_id\r\n/);
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
  expect(await run("--columns", "response_id, status", "--since", "9w")).toBe("response_id,status\r\nr1,Finished\r\n");
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
