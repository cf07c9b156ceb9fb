import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { day, isoTime, minute } from "../../src/base/index.ts";
import { openSandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { status } from "../../src/sync/index.ts";
import type { Warehouse } from "../../src/warehouse/index.ts";
import { start, until } from "../commands/process.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";

const small = { perDay: 3, days: 5, limit: "off" } as const;
const nobody = ["quality:survey:view", "analytics:surveyAggregate:view", "analytics:conversationDetail:view"];
/** Evaluations count as read on days on which none has csat questions: none is asked for then, whatever may be read. */
const onlySurveys = ["--source", "surveys"];

interface StatusJson {
  readonly organizations: readonly { readonly runs: readonly Record<string, unknown>[] }[];
  readonly unassigned_runs: readonly Record<string, unknown>[];
}

async function statusOf(warehouse: string): Promise<StatusJson> {
  return JSON.parse((await start(["status", "--warehouse", warehouse]).end).stdout) as StatusJson;
}

describe("a run that fails is recorded like a good one, with its reason and the exit code of the process", () => {
  test.each<[string, SandboxOptions, Record<string, string>, readonly string[], object]>([
    ["credentials refused", {}, { GENESYS_CLIENT_SECRET: "wrong" }, [], { outcome: "failed", exit_code: 3 }],
    ["unreachable", { faults: ["hang"] }, {}, ["--patience", "2s"], { outcome: "failed", exit_code: 5 }],
    [
      "nothing permitted",
      { perDay: 30, withoutPermissions: nobody },
      {},
      onlySurveys,
      { outcome: "failed", exit_code: 4 },
    ],
  ])("%s", async (_, options, more, flags, recorded) => {
    await using sandbox = await openSandbox({ ...small, ...options });
    const warehouse = join(newFolder(), "test.duckdb");
    const env = { ...leadTo(sandbox), ...more };
    const { code, stderr } = await start(["sync", ...flags, "--warehouse", warehouse], env).end;
    const { organizations, unassigned_runs: unassigned } = await statusOf(warehouse);
    const [run, ...others] = organizations[0]?.runs ?? unassigned;
    expect(others).toEqual([]);
    expect(run).toMatchObject({ ...recorded, exit_code: code, run_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(stderr).toContain(String(run?.["message"]).split("\n")[0]);
    const text = await afterword(["status", "--warehouse", warehouse], { columns: 160 });
    expect(text.stdout).toContain(`failed (${code})`);
  });

  test("one that nobody could assign is shown with the organization that the warehouse holds", async () => {
    await using sandbox = await openSandbox(small);
    const warehouse = join(newFolder(), "test.duckdb");
    const sync = (more = {}) => start(["sync", "--warehouse", warehouse], { ...leadTo(sandbox), ...more }).end;
    expect((await sync()).code).toBe(0);
    expect((await sync({ GENESYS_CLIENT_SECRET: "wrong" })).code).toBe(3);
    expect((await statusOf(warehouse)).organizations).toMatchObject([
      {
        runs: [
          { outcome: "failed", exit_code: 3, organization_id: null },
          { outcome: "done", exit_code: 0, organization_id: expect.any(String) },
        ],
      },
    ]);
  });

  test("interrupted", async () => {
    await using sandbox = await openSandbox({ ...small, perDay: 40, limit: 20 });
    const warehouse = join(newFolder(), "test.duckdb");
    const run = start(["sync", "--warehouse", warehouse], leadTo(sandbox));
    await until(() => sandbox.requests.length > 10);
    run.child.kill("SIGTERM");
    expect((await run.end).code).toBe(130);
    const [recorded] = (await statusOf(warehouse)).organizations[0]?.runs ?? [];
    expect(recorded).toMatchObject({ outcome: "interrupted", exit_code: 130 });
  });

  test("killed: the next run records it, with its last sign of life", async () => {
    await using sandbox = await openSandbox({ ...small, perDay: 40, limit: 20 });
    const warehouse = join(newFolder(), "test.duckdb");
    const run = start(["sync", "--warehouse", warehouse], leadTo(sandbox));
    await until(() => sandbox.requests.length > 10);
    run.child.kill("SIGKILL");
    await run.end;
    const [before] = (await statusOf(warehouse)).organizations[0]?.runs ?? [];
    expect(before).toMatchObject({ outcome: null, ended_at: null, exit_code: null });
    const wrong = { ...leadTo(sandbox), GENESYS_CLIENT_SECRET: "wrong" };
    expect((await start(["sync", "--warehouse", warehouse], wrong).end).code).toBe(3);
    const [refused, killed] = (await statusOf(warehouse)).organizations[0]?.runs ?? [];
    expect(refused).toMatchObject({ outcome: "failed", exit_code: 3 });
    expect(killed).toMatchObject({ outcome: "killed", exit_code: null, run_id: before?.["run_id"] });
    expect(String(killed?.["ended_at"]) >= String(killed?.["started_at"])).toBe(true);
    expect(killed?.["message"]).toMatch(/killed/);
  });

  test("incomplete: what is missing is its reason, also where it is single documents", async () => {
    await using synced = await openSynced({ ...small, perDay: 30, faults: ["malformed-document"] });
    const { runId, complete } = await synced.sync();
    expect(complete).toBe(false);
    const [one] = await status(synced.warehouse, { now: synced.clock.now() });
    expect(one?.runs).toMatchObject([
      {
        id: runId,
        outcome: "incomplete",
        exitCode: 6,
        message: expect.stringMatching(/\d+ documents? could not be read/),
      },
    ]);
  });
});

test("a warehouse of another organization records that it refused, under no organization", async () => {
  await using synced = await openSynced(small);
  await synced.sync();
  await synced.warehouse.transaction((tx) => tx.run("UPDATE organization SET organization_id = 'another'"));
  await expect(synced.sync()).rejects.toThrow("holds the responses of the organization");
  const rows = await synced.warehouse.query("SELECT exit_code FROM sync_run WHERE organization_id IS NULL");
  expect(rows).toEqual([{ exit_code: 2 }]);
});

test("a running sync notes with a commit that it is alive, once a minute at most", async () => {
  await using synced = await openSynced({ perDay: 40, days: 10 });
  const seen = async (): Promise<unknown> =>
    (await synced.warehouse.query("SELECT seen_at FROM sync_run WHERE ended_at IS NULL"))[0]?.["seen_at"];
  const before = await warehouseRuns(synced.warehouse);
  expect(before).toBe(0);
  const times: unknown[] = [];
  let checks: Promise<void> = Promise.resolve();
  await synced.sync(
    {},
    {
      onProgress: () => {
        void synced.clock.sleep(minute / 4);
        checks = checks.then(async () => void times.push(await seen()));
      },
    },
  );
  await checks;
  const distinct = [...new Set(times)].filter((time) => typeof time === "string").sort();
  expect(distinct.length).toBeGreaterThan(2);
  for (const [index, time] of distinct.slice(1).entries())
    expect(Date.parse(String(time)) - Date.parse(String(distinct[index]))).toBeGreaterThanOrEqual(minute);
});

const warehouseRuns = async (warehouse: Warehouse): Promise<number> =>
  Number((await warehouse.query("SELECT count(*) AS n FROM sync_run"))[0]?.["n"]);

test("where several write one warehouse, only a run that has been silent for long is recorded as killed", async () => {
  await using synced = await openSynced(small);
  await synced.sync();
  const run = (id: string, silent: number) => ({
    ...{ run_id: id, organization_id: null, version: "1", started_at: isoTime(present - day) },
    seen_at: isoTime(present - silent),
  });
  await synced.warehouse.transaction((tx) =>
    tx.put("sync_run", [run("alive", 10 * minute), run("silent", 60 * minute)]),
  );
  // As an engine that is no file.
  const { copyTo: _, ...shared } = synced.warehouse;
  await synced.sync({}, {}, shared);
  const killed = "SELECT run_id FROM sync_run WHERE outcome = 'killed' ORDER BY run_id";
  expect(await synced.warehouse.query(killed)).toEqual([{ run_id: "silent" }]);
  await synced.sync();
  expect(await synced.warehouse.query(killed)).toEqual([{ run_id: "alive" }, { run_id: "silent" }]);
});

test("a disk without room loses the record of the run, and the next run records that", async () => {
  await using synced = await openSynced(small);
  let full = false;
  const { warehouse } = synced;
  const broken: Warehouse = {
    ...warehouse,
    transaction: (work, signal) =>
      full ? Promise.reject(new Error("IO Error: No space left on device")) : warehouse.transaction(work, signal),
  };
  const failing = synced.sync(
    {},
    {
      onProgress: () => {
        full = true;
      },
    },
    broken,
  );
  await expect(failing).rejects.toThrow("No space left");
  full = false;
  synced.clock.advance(1_000);
  await synced.sync({}, {}, broken);
  const [done, lost] = (await status(warehouse, { now: synced.clock.now() }))[0]?.runs ?? [];
  expect([done?.outcome, lost?.outcome]).toEqual(["done", "killed"]);
});
