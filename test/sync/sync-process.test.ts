import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { day, isoTime } from "../../src/base/index.ts";
import { openSandbox } from "../../src/sandbox/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { exportedRows } from "../commands/exported-rows.ts";
import { start, until } from "../commands/process.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";

const place = (): string => join(newFolder(), "test.duckdb");

test("Ctrl-C keeps what has arrived, and the next sync goes on from there", async () => {
  await using sandbox = await openSandbox({ perDay: 20, days: 15, limit: "off" });
  const env = leadTo(sandbox);
  const [whole, broken] = [place(), place()];
  const sync = (warehouse: string) => start(["sync", "--since", "12d", "--warehouse", warehouse], env);

  expect((await sync(whole).end).code).toBe(0);
  const uninterrupted = sandbox.requests.length;
  const run = sync(broken);
  await until(() => sandbox.requests.length > uninterrupted * 1.6);
  run.child.kill("SIGINT");
  const { code, stderr } = await run.end;
  expect([code, stderr]).toEqual([130, expect.stringContaining("What has arrived is stored")]);
  expect(readdirSync(join(broken, "..")).sort()).toEqual(["test.duckdb", "test.duckdb.key"]);
  expect((await afterword(["status", "--warehouse", broken])).stdout).toContain('"outcome": "interrupted"');

  expect((await sync(broken).end).code).toBe(0);
  // A batch of a hundred documents is what a stop can cost.
  expect(sandbox.requests.length).toBeLessThan(2 * uninterrupted + 100);
  const past = ["--from", isoTime(sandbox.now() - 12 * day), "--to", isoTime(sandbox.now() - day)];
  const [one, other] = await Promise.all([whole, broken].map((warehouse) => exportedRows(warehouse, past)));
  expect(one?.length).toBeGreaterThan(20);
  expect(other).toEqual(one);
});

test("of two syncs one works; the other names it and what to do, and readers are not kept waiting", async () => {
  await using sandbox = await openSandbox({ perDay: 20, days: 15, limit: 20 });
  const env = leadTo(sandbox);
  const warehouse = place();
  const run = start(["sync", "--warehouse", warehouse], env);
  // By then it waits for the limit.
  await until(() => sandbox.requests.length >= 15);

  // Also the files that DuckDB makes next to the warehouse.
  const neighbours = readdirSync(dirname(warehouse)).filter((name) => name.startsWith(basename(warehouse)));
  expect(neighbours).toEqual(
    expect.arrayContaining([".wal", ".key", ".lock"].map((ending) => `${basename(warehouse)}${ending}`)),
  );
  for (const name of neighbours)
    expect([name, statSync(join(dirname(warehouse), name)).mode & 0o077]).toEqual([name, 0]);

  const second = await start(["sync", "--warehouse", warehouse], env).end;
  expect(second.code).toBe(7);
  expect(second.stderr).toContain(`${warehouse} is open for writing in process ${run.child.pid} since`);
  expect(second.stderr).toMatch(/reading is possible meanwhile/);
  const rebuild = await start(["rebuild", "--warehouse", warehouse]).end;
  expect([rebuild.code, rebuild.stderr]).toEqual([7, expect.stringContaining(`process ${run.child.pid}`)]);

  const status = await start(["status", "--warehouse", warehouse]).end;
  expect([status.code, status.stderr]).toEqual([0, ""]);
  const { pid } = run.child;
  expect(JSON.parse(status.stdout)).toMatchObject({
    organizations: [{ runs: [{ outcome: null, ended_at: null, pid }] }],
  });
  const asText = async () => (await afterword(["status", "--warehouse", warehouse], { columns: 100 })).stdout;
  expect(await asText()).toMatch(new RegExp(`^A sync has been running since .*, process ${pid}\\.$`, "m"));
  const exported = await start(["export", "--warehouse", warehouse]).end;
  expect([exported.code, Array.isArray(JSON.parse(exported.stdout))]).toEqual([0, true]);

  expect(readFileSync(`${warehouse}.lock`, "utf8")).toContain(`"pid":${run.child.pid}`);
  run.child.kill("SIGKILL");
  expect((await run.end).signal).toBe("SIGKILL");
  const after = await start(["status", "--warehouse", warehouse]).end;
  const killed = { outcome: null, ended_at: null, pid: null, last_stored_at: expect.any(String) };
  expect(JSON.parse(after.stdout)).toMatchObject({ organizations: [{ runs: [killed] }] });
  expect(await asText()).toMatch(
    /^The sync of .* stopped without recording its end .* something at .*afterword sync to continue/m,
  );
  // A process that opened it since then is not that sync.
  await using _later = await openWarehouse(warehouse);
  expect(await asText()).toMatch(/stopped without recording its end/);
});

/** Prints, when the engine is being loaded, the settings of its allocator by then. */
const spy = `
  const { dlopen } = process;
  process.dlopen = (module, file, ...flags) => {
    if (file.includes("duckdb")) console.error("engine:", process.env.DUCKDB_JE_MALLOC_CONF ?? "its own");
    return dlopen.call(process, module, file, ...flags);
  };`;

const lean = "narenas:1,dirty_decay_ms:10,muzzy_decay_ms:0";

test.each([
  ["sync", lean],
  ["export", lean],
  ["rebuild", lean],
  ["report", "its own"],
])("%s has the engine keep freed memory: %s", async (command, kept) => {
  const env = { NODE_OPTIONS: `--import=data:text/javascript;base64,${btoa(spy)}`, GENESYS_ENVIRONMENT: "nowhere" };
  const { stderr } = await start([command, "--warehouse", "none.duckdb"], env).end;
  expect(stderr.split("\n").filter((line) => line.startsWith("engine:"))).toEqual([`engine: ${kept}`]);
});
