import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { changeColumns, knownColumns, recordColumns } from "../../src/export/columns.ts";
import { writeParquetByMonth } from "../../src/export/parquet-files.ts";
import { storedRows } from "../../src/export/rows.ts";
import { newFolder } from "../new-folder.ts";
import { openStored, response } from "../orgs/stored.ts";

const documentation = readFileSync("docs/warehouse.md", "utf8");

const documented = [...documentation.matchAll(/^\| `(\w+)` \| ([A-Z]+) \|([^|]*)\|([^|]+)\|$/gm)].map(
  ([, name, type, unit = "", source = ""]) => ({ name, type, unit: unit.trim(), source: source.trim() }),
);

test("docs/warehouse.md has the columns of csat_response, in order, with their types and sources", async () => {
  await using warehouse = await openStored({});
  const columns = await warehouse.query(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_name = 'csat_response' ORDER BY ordinal_position`,
  );
  expect(documented.map(({ name, type }) => ({ name, type }))).toEqual(columns);
  expect(documented.filter(({ source }) => source === "")).toEqual([]);
  for (const { name = "", unit, type } of documented) {
    if (name.endsWith("_seconds")) expect([name, type, unit]).toEqual([name, "DOUBLE", "seconds"]);
    if (type === "TIMESTAMP") expect([name, unit]).toEqual([name, "UTC"]);
  }
});

test("the record that is exported is csat_response but for its state", () => {
  const names = [...recordColumns, { name: "settled" }, ...changeColumns].map(({ name }) => name);
  expect(names).toEqual(documented.map(({ name }) => name));
});

test("answers and legs have every column of their tables but the organization's and those that figures are made of or found by", async () => {
  await using warehouse = await openStored({});
  const figures = ["points", "favourable", "unfavourable", "headline", "sent_date", "interaction_start"];
  for (const [rows, table] of [["answers", "answer"] as const, ["legs", "leg"] as const]) {
    const columns = await warehouse.query(
      `SELECT column_name AS name FROM information_schema.columns
       WHERE table_name = $table AND column_name <> 'organization_id' ORDER BY ordinal_position`,
      { table },
    );
    const names = knownColumns[rows].map(({ name }) => name);
    const left = columns.map(({ name }) => String(name)).filter((name) => !names.includes(name));
    expect(left).toEqual(rows === "answers" ? figures : []);
  }
});

describe("the SQL of docs/warehouse.md runs", async () => {
  const statements = [...documentation.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql = ""]) => sql.replace(";", ""));
  test("there is some", () => expect(statements.length).toBeGreaterThan(2));

  test.each(statements)("%s", async (sql) => {
    await using warehouse = await openStored({
      response: [response("r", { satisfied: true, nps_score: 9, answers: '[{"question":"How?","answer":"Well"}]' })],
    });
    const lake = join(newFolder(), "lake");
    const stored = storedRows(warehouse, { rows: "responses" }, recordColumns);
    await writeParquetByMonth(stored, recordColumns, lake, "responses");
    // As in the DuckDB shell, on a copy: Afterword's own instance reaches no other file.
    const copy = join(newFolder(), "copy.duckdb");
    await warehouse.copyTo?.(copy);
    const shell = await DuckDBInstance.create(copy, { access_mode: "READ_ONLY" });
    const connection = await shell.connect();
    const { currentRowCount } = await connection.runAndReadAll(sql.replace("'lake/", `'${lake}/`));
    connection.closeSync();
    shell.closeSync();
    expect(currentRowCount).toBe(1);
  });
});
