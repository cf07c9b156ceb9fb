import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Column } from "../../src/export/columns.ts";
import { loadScript, toText } from "../../src/export/index.ts";
import { newFolder } from "../new-folder.ts";
import { openDuckdbTarget } from "./duckdb-target.ts";
import { type History, historyOf } from "./increments.ts";
import { openPostgresTarget } from "./postgres-target.ts";
import { comparable, type LoadTarget } from "./target.ts";
import { openTranspiledTarget } from "./transpiled-target.ts";

/** Writes each increment as `export --plain` does, and loads it by the script that `--ddl` prints for that file. */
async function loadAll(
  target: LoadTarget,
  rows: "responses" | "answers",
  path: string,
  { columns, increments }: History,
) {
  const file = { format: "csv", name: path, path, delimiter: "," } as const;
  const script = loadScript(target.engine, { rows }, file);
  const [fill = ""] = /^INSERT INTO .*?;$/ms.exec(loadScript("duckdb", { rows }, file)) ?? [];
  const written = [...columns, { name: "deleted", type: "boolean" }] as readonly Column[];
  for (const increment of increments) {
    let text = "";
    for await (const piece of toText("csv", [increment], written, { plain: true, lineEnd: "\r\n" })) text += piece;
    writeFileSync(path, text);
    await target.load(script, fill);
  }
}

const kinds = ["responses", "answers"] as const;

/** Whatever the order of increments, what is there in the end is the latest of each row. */
async function expectLatest(open: () => Promise<LoadTarget>, rows: "responses" | "answers", numRuns: number) {
  const path = join(newFolder(), "increment.csv");
  const property = fc.asyncProperty(historyOf(rows), async (history) => {
    await using target = await open();
    await loadAll(target, rows, path, history);
    expect(
      comparable(
        await target.read(rows === "responses" ? "csat_response" : "csat_answer", history.columns),
        history.columns,
      ),
    ).toEqual(comparable(history.latest, history.columns));
  });
  await fc.assert(property, { numRuns, endOnFailure: true });
}

describe("increments that are loaded late, out of order and twice leave the latest of each row", () => {
  test.each(kinds)("%s, in DuckDB", (kind) => expectLatest(openDuckdbTarget, kind, 20));

  test.each(kinds)("%s, in PostgreSQL", (kind) => expectLatest(openPostgresTarget, kind, 10));

  test.each(kinds)("%s, by the SQL for Snowflake", (kind) =>
    expectLatest(() => openTranspiledTarget("snowflake"), kind, 10),
  );

  test.each(kinds)("%s, by the SQL for BigQuery", (kind) =>
    expectLatest(() => openTranspiledTarget("bigquery"), kind, 10),
  );
});
