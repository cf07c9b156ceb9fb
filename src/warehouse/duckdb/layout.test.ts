import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openWarehouse } from "../index.ts";

/** Does something with a connection of DuckDB's own. */
async function withDuckdb<Result>(work: (run: (sql: string) => Promise<string>) => Promise<Result>): Promise<Result> {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  try {
    return await work(async (sql) => String((await connection.runAndReadAll(sql)).getRows()));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test("a file of an older version of DuckDB's storage becomes one of the present, with all that was in it", async () => {
  const place = join(newFolder(), "warehouse.duckdb");
  const old = `${place}.old`;
  await (await openWarehouse(place))[Symbol.asyncDispose]();
  const version = "SELECT CAST(tags AS VARCHAR) FROM duckdb_databases() WHERE database_name = 'old'";
  await withDuckdb(async (run) => {
    await run(`ATTACH '${place}' AS new (READ_ONLY)`);
    await run(`ATTACH '${old}' AS old (STORAGE_VERSION 'v1.2.0')`);
    await run("COPY FROM DATABASE new TO old");
    await run("INSERT INTO old.fact (name, value) VALUES ('of before', '1')");
    expect(await run(version)).toContain("v1.2.0");
  });

  const warehouse = await openWarehouse(old);
  await warehouse.transaction((tx) => tx.put("fact", [{ name: "of now", value: "2" }]));
  await warehouse[Symbol.asyncDispose]();

  await withDuckdb(async (run) => {
    await run(`ATTACH '${old}' AS old (READ_ONLY)`);
    expect(await run(version)).toContain("v1.4.0");
    expect(await run("SELECT string_agg(value ORDER BY value) FROM old.fact WHERE name LIKE 'of %'")).toBe("1,2");
  });
});
