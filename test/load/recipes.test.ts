import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { createMovableClock, openSandbox } from "../../src/sandbox/index.ts";
import { openReader } from "../../src/warehouse/index.ts";
import { program } from "../commands/process.ts";
import { newFolder } from "../new-folder.ts";
import { keepPrinted, keepSecret } from "../printed.ts";
import { openDatabase } from "../servers/postgres.ts";
import { openDuckdbTarget } from "./duckdb-target.ts";

/*
 * The recipes of docs/warehouse.md, read out of the page and run by a shell, as somebody runs them who has the page alone.
 */

const page = readFileSync(join(import.meta.dirname, "../../docs/warehouse.md"), "utf8");
const recipe = (name: string): string => {
  const [, text] = new RegExp(`<!-- recipe: ${name} -->\\n\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(page) ?? [];
  if (text === undefined) throw new Error(`The page has no recipe ${name}.`);
  return text;
};

const missing = (command: string): boolean =>
  (spawnSync(command, ["--version"]) satisfies SpawnSyncReturns<Buffer>).error !== undefined;

/** A folder with `afterword` on its path, and a simulated org that has as many nights as are asked for. */
async function openShell(more: Readonly<Record<string, string>>) {
  // Near the clock of the processes, which is the system's.
  const clock = createMovableClock(Math.floor(Date.now() / 60_000) * 60_000 - 5 * day);
  const sandbox = await openSandbox({ clock, limit: "off", seed: 3, perDay: 6, days: 30, daysAhead: 6 });
  keepSecret(sandbox.clientSecret);
  const cwd = newFolder();
  mkdirSync(join(cwd, "bin"));
  const install = (name: string, text: string): void => {
    writeFileSync(join(cwd, "bin", name), text);
    chmodSync(join(cwd, "bin", name), 0o755);
  };
  install("afterword", `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  const env = {
    ...{ HOME: cwd, PATH: [join(cwd, "bin"), process.env["PATH"]].join(delimiter) },
    ...{ GENESYS_GATEWAY_URL: sandbox.url, GENESYS_CLIENT_ID: sandbox.clientId },
    ...{ GENESYS_CLIENT_SECRET: sandbox.clientSecret, ...more },
  };
  /** @returns its exit code, and what it printed where that is not 0 */
  const run = (script: string, changes: Readonly<Record<string, string>> = {}) =>
    new Promise<readonly [code: number | null, printed: string]>((resolve) => {
      writeFileSync(join(cwd, "nightly.sh"), script);
      const child = spawn("sh", ["nightly.sh"], { cwd, env: { ...env, ...changes } });
      let printed = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (text: Buffer) => {
          printed += text.toString();
        });
      child.on("close", (code) => {
        keepPrinted(printed);
        resolve([code, code === 0 ? "" : printed]);
      });
    });
  return {
    ...{ cwd, clock, install, run },
    /** What a reader of the warehouse finds, of the columns that show whether a copy is whole. */
    async stored(kind: "responses" | "answers") {
      await using reader = await openReader(join(cwd, "afterword.duckdb"));
      return await reader.query(wholeness(kind === "responses" ? "csat_response" : answersOfListed));
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

const answersOfListed = "(SELECT * FROM answer WHERE response_id IN (SELECT response_id FROM csat_response)) AS listed";

/** How many rows there are, and the sum of the numbers of their changes. */
const wholeness = (table: string): string =>
  `SELECT CAST(count(*) AS DOUBLE PRECISION) AS n, CAST(sum(change_id) AS DOUBLE PRECISION) AS changes FROM ${table}`;

describe.skipIf(process.platform === "win32" || missing("sed"))("the recipes of docs/warehouse.md", () => {
  test.skipIf(missing("psql"))("PostgreSQL, every night, one of them without the database", async () => {
    await using database = await openDatabase();
    const { hostname, port, username, password, pathname } = new URL(database.address);
    const connection = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGDATABASE: pathname.slice(1) };
    await using shell = await openShell({ ...connection, PGPASSWORD: password });
    expect(await shell.run(recipe("ddl"))).toEqual([0, ""]);
    for (const night of [0, 1, 2]) {
      const [code, printed] = await shell.run(recipe("postgres"), night === 1 ? { PGPORT: "1" } : {});
      expect([night, code === 0, printed]).toEqual([night, night !== 1, night === 1 ? expect.any(String) : ""]);
      shell.clock.advance(day);
    }
    const client = new pg.Client({ connectionString: database.address });
    await client.connect();
    await using _ = { [Symbol.asyncDispose]: () => client.end() };
    for (const [kind, table] of [
      ["responses", "csat_response"],
      ["answers", "csat_answer"],
    ] as const) {
      const { rows } = await client.query(wholeness(table));
      expect(rows).toEqual(await shell.stored(kind));
      expect(Number(rows[0]?.n)).toBeGreaterThan(50);
    }
  });

  test("DuckDB, every night, by what stands in place of psql", async () => {
    await using shell = await openShell({});
    // Its shell is not at hand: the engine is, and reads the same statements.
    shell.install("duckdb", '#!/bin/sh\n[ "$1 $2" = "-bail bi.duckdb" ] && cat >> loaded.sql\n');
    const nightly = recipe("postgres").replace(
      /^ *psql .*$/m,
      () => `${recipe("duckdb").trimEnd()}\ncp $rows.csv $rows-$NIGHT.csv`,
    );
    expect(await shell.run(recipe("ddl").replaceAll("--ddl postgres", "--ddl duckdb"))).toEqual([0, ""]);
    await using target = await openDuckdbTarget();
    for (const night of ["0", "1"]) {
      writeFileSync(join(shell.cwd, "loaded.sql"), "");
      expect(await shell.run(nightly, { NIGHT: night })).toEqual([0, ""]);
      const script = readFileSync(join(shell.cwd, "loaded.sql"), "utf8");
      await target.run(
        script.replace(
          /'(responses|answers)\.csv'/g,
          (_, kind: string) => `'${join(shell.cwd, `${kind}-${night}.csv`)}'`,
        ),
      );
      shell.clock.advance(day);
    }
    for (const [kind, table] of [
      ["responses", "csat_response"],
      ["answers", "csat_answer"],
    ] as const) {
      const rows = await target.ask(wholeness(table));
      expect(rows).toEqual(await shell.stored(kind));
      expect(Number(rows[0]?.["n"])).toBeGreaterThan(50);
    }
  });
});
