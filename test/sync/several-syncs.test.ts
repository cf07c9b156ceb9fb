import { join } from "node:path";
import { expect, test } from "vitest";
import { type Clock, day, Secret, systemClock } from "../../src/base/index.ts";
import { createGenesys, type Genesys } from "../../src/genesys/index.ts";
import { openSandbox, truth } from "../../src/sandbox/index.ts";
import { defaultSync, type SyncResult, sync } from "../../src/sync/index.ts";
import type { Warehouse } from "../../src/warehouse/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { keepSecret } from "../printed.ts";
import { openDatabase } from "../servers/postgres.ts";
import { present } from "../servers/sandboxed.ts";

const since = present - 30 * day;

/** Time that passes as it does, from `present` on: those who wait for others do not make it jump. */
function createPassingClock(): Clock {
  const start = Date.now();
  return { now: () => present + Date.now() - start, sleep: systemClock.sleep };
}

/** Opens the same warehouse as often as it is asked to. */
interface SharedWarehouse extends AsyncDisposable {
  open(): Promise<Warehouse>;
}

/** A database on a real server. */
async function openOnServer(): Promise<SharedWarehouse> {
  const database = await openDatabase();
  const place = join(newFolder(), "warehouse");
  const opened: Warehouse[] = [];
  return {
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

async function openOrg() {
  const clock = createPassingClock();
  const sandbox = await openSandbox({ clock, limit: "off", seed: 1, perDay: 20, days: 60 });
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
  through = (g: Genesys) => g,
): Promise<SyncResult> {
  await using genesys = org.connect();
  return await sync(through(genesys), warehouse, defaultSync({ since }), { clock: org.clock });
}

async function expectTruth({ sandbox, clock }: Awaited<ReturnType<typeof openOrg>>, warehouse: Warehouse) {
  const rows = await warehouse.query(
    "SELECT response_id, submit_date, csat_score, agent_id, queue_id, linked, comment FROM csat_response WHERE submit_date >= CAST($from AS TIMESTAMP) AND submit_date < CAST($to AS TIMESTAMP) ORDER BY submit_date, response_id",
    { from: new Date(since).toISOString(), to: new Date(present).toISOString() },
  );
  const expected = truth(sandbox.org, { from: since, to: present, now: clock.now() });
  expect(rows).toEqual(
    expected.map(({ response_id, submit_date, csat_score, agent_id, queue_id, linked, comment }) => ({
      ...{ response_id, submit_date, csat_score, agent_id, queue_id, linked, comment },
    })),
  );
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
  const together = (endpoint: string) => results.reduce((sum, { spent }) => sum + (spent.byEndpoint[endpoint] ?? 0), 0);
  for (const endpoint of ["survey", "evaluation"])
    expect(together(endpoint)).toBeLessThan(1.05 * (alone.spent.byEndpoint[endpoint] ?? 0));
}, 120_000);
