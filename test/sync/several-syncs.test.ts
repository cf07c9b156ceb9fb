import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Clock, day, Secret, systemClock } from "../../src/base/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { openSandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import { defaultSync, type SyncRequest, type SyncResult, sync } from "../../src/sync/index.ts";
import type { Warehouse } from "../../src/warehouse/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { createChoiceOrg } from "../orgs/choice-surveys.ts";
import { keepSecret } from "../printed.ts";
import { type Database, openDatabase } from "../servers/postgres.ts";
import { present } from "../servers/sandboxed.ts";
import { recordsOf, truthOf } from "../truth/stored-records.ts";

const program = join(import.meta.dirname, "shared-sync.mjs");
const since = present - 30 * day;

/** Time that passes as it does, from `present` on: those who wait for others do not make it jump. */
function createPassingClock(): Clock {
  const start = Date.now();
  return { now: () => present + Date.now() - start, sleep: systemClock.sleep };
}

/** Opens the same warehouse as often as it is asked to. */
interface SharedWarehouse extends AsyncDisposable {
  readonly database: Database;
  /** Where the key is. */
  readonly place: string;
  open(): Promise<Warehouse>;
}

/** A database on a real server. */
async function openOnServer(): Promise<SharedWarehouse> {
  const database = await openDatabase();
  const place = join(newFolder(), "warehouse");
  const opened: Warehouse[] = [];
  return {
    ...{ database, place },
    async open() {
      const warehouse = { ...(await openWarehouse(database.address)), place };
      opened.push(warehouse);
      return warehouse;
    },
    async [Symbol.asyncDispose]() {
      for (const warehouse of opened) await warehouse[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

async function openOrg(options: SandboxOptions = {}) {
  const clock = createPassingClock();
  const sandbox = await openSandbox({ clock, limit: "off", seed: 1, perDay: 12, days: 60, ...options });
  const connect = () =>
    createGenesys({
      clientId: sandbox.clientId,
      clientSecret: new Secret(sandbox.clientSecret),
      hosts: { api: sandbox.url, login: sandbox.url },
      clock,
    });
  return {
    sandbox,
    clock,
    connect,
    async [Symbol.asyncDispose]() {
      for (const secret of [sandbox.clientSecret, ...sandbox.tokens()]) keepSecret(secret);
      await sandbox[Symbol.asyncDispose]();
    },
  };
}

async function syncOnce(
  org: Awaited<ReturnType<typeof openOrg>>,
  warehouse: Warehouse,
  changes: Partial<SyncRequest> = {},
): Promise<SyncResult> {
  await using genesys = org.connect();
  return await sync(genesys, warehouse, defaultSync({ since, ...changes }), { clock: org.clock });
}

async function expectTruth(org: Awaited<ReturnType<typeof openOrg>>, warehouse: Warehouse) {
  const range = { from: since, to: present };
  expect(await recordsOf(warehouse, range)).toEqual(truthOf(org, range));
}

test("three syncs at once read each window once, and what they have together is the truth", async () => {
  await using org = await openOrg();
  await using first = await openOnServer();
  const single = await first.open();
  const alone = await syncOnce(org, single);
  await expectTruth(org, single);
  await using server = await openOnServer();
  const warehouses = [await server.open(), await server.open(), await server.open()];
  const results = await Promise.all(warehouses.map((warehouse) => syncOnce(org, warehouse)));
  for (const warehouse of warehouses) await expectTruth(org, warehouse);
  const documents = ({ spent }: SyncResult): number =>
    (spent.byEndpoint["survey"] ?? 0) + (spent.byEndpoint["evaluation"] ?? 0);
  // What stands where two windows meet may be read by both.
  expect(results.reduce((sum, one) => sum + documents(one), 0)).toBeLessThan(1.05 * documents(alone));
}, 300_000);

test("one of three is killed: another takes over what it had, none asks twice for what is stored, and the limit is never hit", async () => {
  await using org = await openOrg({ limit: 100, perDay: 7, days: 40 });
  await using server = await openOnServer();
  const { sandbox, clock } = org;
  const { database, place } = server;
  const off = clock.now() - Date.now();
  const start = (run: string) => {
    const flags = [database.address, place, run, sandbox.url, sandbox.clientId, off, since].map(String);
    const child = spawn(process.execPath, [program, ...flags], { env: { SECRET: sandbox.clientSecret } });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => (printed += text.toString()));
    const end = new Promise<string>((resolve) =>
      child.on("close", (code, signal) => resolve(`${signal ?? code} ${printed}`)),
    );
    return { run, child, end };
  };
  const all = ["run-0", "run-1", "run-2"].map(start);
  const reading = "SELECT owner FROM afterword.lease WHERE done_at IS NULL AND from_time IS NOT NULL LIMIT 1";
  while (sandbox.requests.length < 80) await systemClock.sleep(20);
  const { rows } = await database.query(reading);
  const victim = all.find(({ run }) => run === rows[0]?.owner);
  victim?.child.kill("SIGKILL");
  expect(await victim?.end).toMatch(/^SIGKILL /);
  const stored = await database.query("SELECT id FROM afterword.document WHERE kind IN ('survey', 'evaluation')");
  const before = sandbox.requests.length;
  // Five minutes later.
  await database.query("UPDATE afterword.lease SET until_time = '2000-01-01' WHERE owner = $1", [victim?.run]);
  const ends = await Promise.all(all.filter((one) => one !== victim).map(({ end }) => end));
  expect(ends).toEqual(["0 ", "0 "]);
  await expectTruth(org, await server.open());
  expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([]);
  const ids = new Set(stored.rows.map(({ id }) => String(id)));
  expect(ids.size).toBeGreaterThan(0);
  const again = sandbox.requests.slice(before).filter(({ path }) => ids.has(path.split("/").at(-1) ?? ""));
  expect(again).toEqual([]);
}, 300_000);

test("two syncs learn different routes of one form at once: what either doubts is read again by both", async () => {
  const org = createChoiceOrg({ seed: 9, surveys: 900, days: 6, present });
  await using honest = await openOrg({ org });
  await using lying = await openOrg({ org, variants: ["wrong-survey-answers"], wrongOneIn: 4 });
  await using server = await openOnServer();
  const warehouse = await server.open();
  const surveys = (from: typeof honest, into: Warehouse) => syncOnce(from, into, { sources: ["surveys"] });
  // The one that is lied to begins; else the other one might have read everything before it.
  const first = surveys(lying, await server.open());
  const begun = async () =>
    (await warehouse.query("SELECT 1 AS one FROM document WHERE kind = 'survey' LIMIT 1")).length > 0;
  while (!(await begun())) await systemClock.sleep(20);
  const results = await Promise.all([first, surveys(honest, warehouse)]);
  const notes = results.flatMap(({ notes }) => notes).filter((note) => note.includes("one by one from now on"));
  expect(notes).toHaveLength(1);
  const [left] = await warehouse.query("SELECT count(*) AS n FROM response WHERE in_bulk");
  expect(Number(left?.["n"])).toBe(0);
  await expectTruth(honest, warehouse);
  // Remembered for good.
  const next = await surveys(honest, warehouse);
  expect(next.notes.join(" ")).not.toContain("one by one");
}, 300_000);
