import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openReader, openWarehouse, type Warehouse } from "../index.ts";

let folder: string;
let place: string;
let outside: string;
beforeEach(() => {
  folder = newFolder("it's ");
  place = join(folder, "warehouse.duckdb");
  outside = join(folder, "outside");
  mkdirSync(outside);
  writeFileSync(join(outside, "private.csv"), "a,b\nhunter2,1\n");
  writeFileSync(join(outside, "private.json"), '{"a":"hunter2"}\n');
});

const quoted = (file: string): string => `'${join(outside, file).replaceAll("'", "''")}'`;
const named = (file: string): string => `"${join(outside, file)}"`;

/** Each reaches a file, a setting, the catalogue, or changes something, where nothing forbids it. */
const attacks = (): readonly string[] => {
  const csv = quoted("private.csv");
  const made = quoted("made");
  return [
    `SELECT * FROM read_text(${csv})`,
    `SELECT * FROM READ_BLOB(${csv})`,
    `SELECT * FROM read_csv(${csv})`,
    `SELECT * FROM read_csv_auto(${csv})`,
    `SELECT * FROM sniff_csv(${csv})`,
    `SELECT * FROM read_json(${quoted("private.json")})`,
    `SELECT * FROM read_ndjson_objects(${quoted("private.json")})`,
    `SELECT * FROM parquet_metadata(${csv})`,
    `SELECT * FROM glob(${quoted("*")})`,
    `FROM ${csv}`,
    `SELECT * FROM ${named("private.csv")}`,
    `SELECT name FROM fact WHERE name IN (FROM read_text(${csv}))`,
    `SELECT (SELECT content FROM read_text(${csv})) AS content`,
    `SELECT name FROM fact UNION ALL SELECT content FROM read_text(${csv})`,
    `WITH x AS (FROM read_text(${csv})) FROM x`,
    `WITH fact AS (FROM glob(${csv})) FROM fact`,
    `SELECT * FROM (WITH ${named("private.csv")} AS (SELECT 1) SELECT 1), ${named("private.csv")}`,
    `SELECT * FROM fact, LATERAL (SELECT * FROM read_text(${csv}))`,
    `SELECT * FROM fact ORDER BY (SELECT count(*) FROM read_text(${csv}))`,
    `SELECT * FROM query('FROM read_text(''/etc/passwd'')')`,
    `SELECT * FROM query_table(['fact'])`,
    `SELECT * FROM read_blob('${place.replaceAll("'", "''")}')`,
    `COPY fact TO ${made}`,
    `COPY (SELECT 1) TO ${made} (FORMAT parquet)`,
    `COPY fact FROM ${csv}`,
    `EXPORT DATABASE ${made}`,
    `IMPORT DATABASE ${made}`,
    `ATTACH ${made} AS other`,
    "ATTACH ':memory:' AS other",
    "DETACH warehouse",
    "INSTALL httpfs",
    "LOAD httpfs",
    "PRAGMA database_list",
    "PRAGMA enable_external_access",
    "SET enable_external_access = true",
    "SET GLOBAL memory_limit = '1TB'",
    "RESET memory_limit",
    "CALL pragma_database_list()",
    "SELECT * FROM pragma_database_list()",
    "SELECT * FROM pragma_storage_info('fact')",
    "SELECT * FROM duckdb_settings()",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM duckdb_logs()",
    "SELECT current_setting('temp_directory') AS folder",
    "SELECT CURRENT_SETTING('temp_directory') AS folder",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM duckdb_tables",
    "SELECT * FROM system.main.duckdb_databases",
    "SELECT * FROM other.main.fact",
    "DESCRIBE fact",
    "SUMMARIZE fact",
    "SHOW TABLES",
    "FROM (SHOW ALL TABLES)",
    "EXPLAIN SELECT 1",
    "EXPLAIN ANALYZE DELETE FROM fact",
    "DELETE FROM fact",
    "INSERT INTO fact VALUES ('b', 'c')",
    "CREATE TEMP TABLE t AS SELECT 1",
    "CREATE MACRO m() AS 1",
    "PREPARE p AS SELECT 1",
    "BEGIN TRANSACTION",
    "COMMIT",
    "CHECKPOINT",
    "VACUUM",
    "SELECT 1; DELETE FROM fact",
    "SELECT 1 AS a; SELECT 2 AS a",
    "",
    ";",
    "SELEC",
  ];
};

const filled = async (): Promise<Warehouse> => {
  const warehouse = await openWarehouse(place);
  await warehouse.transaction((tx) => tx.put("fact", [{ name: "a", value: "1" }]));
  return warehouse;
};

test("a question about anything but the warehouse's own tables is refused, through the holder and without", async () => {
  const warehouse = await filled();
  for (const held of [true, false]) {
    if (!held) await warehouse[Symbol.asyncDispose]();
    await using reader = await openReader(place);
    const before = readdirSync(folder).sort();
    for (const sql of attacks()) {
      const error: unknown = await reader.query(sql).catch((error: unknown) => error);
      expect(error, sql).toMatchObject({
        code: "usage",
        message: expect.stringMatching(/^The warehouse does not answer/),
      });
      expect(String(error), sql).not.toMatch(/hunter2|\n\s+at |LINE 1/);
    }
    expect(await reader.query("SELECT name, value FROM fact")).toEqual([{ name: "a", value: "1" }]);
    expect([readdirSync(folder).sort(), readdirSync(outside).sort()]).toEqual([
      before,
      ["private.csv", "private.json"],
    ]);
    // A statement that was allowed once is refused with another behind it.
    await expect(reader.query("SELECT name, value FROM fact; SELECT 1")).rejects.toMatchObject({ code: "usage" });
  }
});

test("the instance itself reaches no other file, even past the guard, and still publishes, renews and checkpoints", async () => {
  await using warehouse = await openWarehouse(place, { rowsBetweenRenewals: 1 });
  for (let round = 0; round < 3; round += 1) {
    await warehouse.transaction((tx) => tx.put("fact", [{ name: `f${round}`, value: "1" }]));
    await expect(warehouse.query(`SELECT * FROM read_csv(${quoted("private.csv")})`)).rejects.toThrow(
      /Permission Error/,
    );
    const written = warehouse.transaction((tx) => tx.run(`COPY fact TO ${quoted("made.csv")}`));
    await expect(written).rejects.toThrow(/disabled by configuration/);
    await warehouse.copyTo?.(join(folder, `copy-${round}`));
  }
  await warehouse.transaction((tx) => tx.run("CHECKPOINT").catch(() => 0)).catch(() => {});
  expect(readdirSync(outside).sort()).toEqual(["private.csv", "private.json"]);
  await using copy = await openReader(join(folder, "copy-2"));
  expect(await copy.query("SELECT count(*) AS n FROM fact")).toEqual([{ n: 3 }]);
});

describe("what reports ask is answered", () => {
  test.each([
    "SELECT 1 AS one",
    "SELECT count(*) AS n FROM csat_response",
    "SELECT r.response_id FROM main.response r JOIN warehouse.main.leg l USING (interaction_id)",
    "WITH RECURSIVE x AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM x WHERE n < 3), y AS (FROM x) SELECT * FROM y",
    "SELECT unnest($list) AS one, (SELECT max(value) FROM fact) AS most",
    "SELECT * FROM unnest($list) AS t(one), range(2) AS r",
    "SELECT name FROM FACT WHERE name IN (SELECT unnest($list)) UNION SELECT * FROM (VALUES ('a')) AS v",
    "SELECT response_id, row_number() OVER (ORDER BY submit_date) AS n FROM response QUALIFY n = 1",
  ])("%s", async (sql) => {
    await using _warehouse = await filled();
    await using reader = await openReader(place);
    const parameters = sql.includes("$list") ? { list: ["a", "b"] } : {};
    expect(await reader.query(sql, parameters)).toBeInstanceOf(Array);
  });
});

test.each<[string, RegExp]>([
  ["", /^This is not a question/],
  ["{", /^This is not a question/],
  ["null", /^This is not a question/],
  ["[]", /^This is not a question/],
  ['{"sql": 1}', /^This is not a question/],
  ['{"sql": "SELECT 1", "parameters": 7}', /^This is not a question/],
  ['{"sql": "SELECT $a", "parameters": {"a": {"b": 1}}}', /^This is not a question/],
  ['{"sql": "SELECT $a", "parameters": {"a": [1]}}', /^This is not a question/],
  ['{"sql": "SELECT $a"}', /parameter \$a has no value/],
  [`{"sql": "SELECT ${"1".repeat(1_000_000)}"}`, /^The question is too long/],
  ['{"sql": "SELECT CAST(name AS INTEGER) FROM fact"}', /^Conversion Error: .*'a' to INT32 [\w ]+$/],
  ['{"sql": "SELECT nothing FROM fact"}', /^Binder Error: .*nothing/],
])("the listener words the fault of a question: %.60s", async (body, words) => {
  await using _warehouse = await filled();
  const { url, token } = JSON.parse(readFileSync(`${place}.lock`, "utf8")) as { url: string; token: string };
  const answer = await new Promise<string>((resolve, reject) => {
    const sent = request(url, { method: "POST", headers: { authorization: `Bearer ${token}` }, agent: false });
    sent.on("error", reject).on("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece: string) => {
        text += piece;
      });
      response.on("end", () => resolve(text));
    });
    sent.end(body);
  });
  const { error } = JSON.parse(answer) as { error: { message: string } };
  expect(error.message).toMatch(words);
  expect(answer).not.toMatch(/\\n\s+at |node_modules|LINE 1/);
  expect(answer).not.toContain(folder);
});
