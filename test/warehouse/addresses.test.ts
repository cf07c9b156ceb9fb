import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endpoints } from "../../src/genesys/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { openSandboxed, present } from "../servers/sandboxed.ts";

const day = 86_400_000;

/** Everything below a folder, as bytes. */
function filesIn(folder: string): [string, Buffer][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => [file, readFileSync(file)]);
}

test.each([
  ["all is well", []],
  ["documents cannot be read", ["malformed-document", "hostile-values"]],
] as const)(
  "no address of a customer is found in the file, its tables, exports or output, where %s",
  async (_, faults) => {
    await using org = await openSandboxed({ perDay: 15, days: 20, faults });
    const env = leadTo(org.sandbox);
    const folder = newFolder();
    const cwd = newFolder();
    const place = join(folder, "test.duckdb");
    const run = (...args: string[]) => afterword(args, { env, cwd, home: cwd });
    const since = new Date(present - 10 * day).toISOString();
    const ran = [
      await run("sync", "--warehouse", place, "--since", since, "--publish", join(folder, "copy.duckdb")),
      await run("rebuild", "--warehouse", place),
      await run("status", "--warehouse", place, "--json"),
      await run("report", "--warehouse", place, "--json"),
    ];
    for (const rows of ["responses", "answers", "legs"]) {
      for (const format of ["json", "ndjson", "csv", "xlsx", "parquet"]) {
        const out = join(folder, `${rows}.${format}`);
        ran.push(await run("export", "--warehouse", place, "--all", "--rows", rows, "--format", format, "--out", out));
      }
    }
    for (const format of ["json", "ndjson", "csv"]) ran.push(await run("extract", "--format", format));
    expect(ran.filter(({ code }) => code !== 0 && code !== 6)).toEqual([]);

    const tables: string[] = [];
    {
      await using warehouse = await openWarehouse(place);
      const names = await warehouse.query(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = current_database()",
      );
      for (const { table_name } of names) {
        const rows = await warehouse.query(`SELECT * FROM ${String(table_name)}`);
        tables.push(JSON.stringify(rows));
      }
    }
    const marks = org.sandbox.addressMarks();
    expect(marks.length).toBeGreaterThan(50);
    // The server sends them: the search could find them.
    const [linked] = tables.join().match(/"interaction_id":"[^"]+"/) ?? [];
    const id = [String(JSON.parse(`{${linked ?? ""}}`).interaction_id)];
    const served = JSON.stringify(await org.genesys.ask(endpoints.conversationDetails, { query: { id } }));
    expect(marks.filter((mark) => served.includes(mark)).length).toBeGreaterThan(0);

    const output = ran.map(({ stdout, stderr }) => stdout + stderr).join("\n");
    expect(marks.filter((mark) => output.includes(mark) || tables.some((rows) => rows.includes(mark)))).toEqual([]);
    expect(tables.join()).toContain("hmac:");
    for (const [file, bytes] of [...filesIn(folder), ...filesIn(cwd)])
      expect([file, marks.filter((mark) => bytes.includes(mark))]).toEqual([file, []]);
  },
  180_000,
);
