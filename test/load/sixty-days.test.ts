import { join } from "node:path";
import { expect, test } from "vitest";
import { day, Secret } from "../../src/base/index.ts";
import { changeColumns, knownColumns, recordColumns } from "../../src/export/columns.ts";
import { type RowKind, rowKinds, rows } from "../../src/export/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { createMovableClock, createOrg, openSandbox } from "../../src/sandbox/index.ts";
import { defaultSync, rebuild, sync } from "../../src/sync/index.ts";
import type { Warehouse } from "../../src/warehouse/index.ts";
import { afterword } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { keepSecret } from "../printed.ts";
import { everything } from "../seeds.ts";
import { openEmptyWarehouse } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import { openPostgresTarget } from "./postgres-target.ts";
import { comparable, type LoadTarget } from "./target.ts";

/** Nights. */
const length = everything ? 60 : 14;
const tables: Readonly<Record<RowKind, string>> = {
  responses: "csat_response",
  answers: "csat_answer",
  legs: "csat_leg",
};
const organizationNames = ["north", "south"] as const;

/** Two organizations whose responses have the same ids, day by day in one warehouse: one deletes surveys, the other scores again. */
async function openOrganizations(warehouse: Warehouse) {
  const clock = createMovableClock(present);
  const lastDay = Math.floor(present / day) + length + 2;
  const open = async (id: string, seed: number) => {
    const made = createOrg({ seed, idSeed: 1, firstDay: Math.floor(present / day) - 20, lastDay, perDay: 4 });
    return await openSandbox({ clock, limit: "off", org: Object.assign(Object.create(made) as typeof made, { id }) });
  };
  const sandboxes = [await open("north", 11), await open("south", 2)];
  return {
    clock,
    async syncAll(labels: readonly string[]) {
      for (const { clientId, clientSecret, url } of sandboxes) {
        const hosts = { api: url, login: url };
        await using genesys = createGenesys({ clientId, clientSecret: new Secret(clientSecret), hosts, clock });
        const definition = { ...defaultSync().definition, labels };
        const since = present - 10 * day;
        await sync(genesys, warehouse, defaultSync({ since, definition, addOrganization: true }), { clock });
      }
    },
    async [Symbol.asyncDispose]() {
      for (const sandbox of sandboxes) {
        for (const secret of [sandbox.clientSecret, ...sandbox.tokens()]) keepSecret(secret);
        await sandbox[Symbol.asyncDispose]();
      }
    },
  };
}

/** Somebody who loads each kind of rows of each organization every night, as docs/warehouse.md says, by the command line alone. */
function createConsumer(address: string, target: LoadTarget) {
  const cwd = newFolder();
  const run = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await afterword(["export", ...args], { cwd });
    expect([code, code === 0 ? "" : stderr]).toEqual([0, ""]);
    return stdout;
  };
  const parts = rowKinds.flatMap((kind) => organizationNames.map((organization) => ({ kind, organization })));
  return {
    async loadNight(): Promise<void> {
      for (const { kind, organization } of parts) {
        const out = join(cwd, `${kind}.csv`);
        const shown = ["--rows", kind, "--plain", "--out", out];
        const state = join(cwd, `${organization}-${kind}.state`);
        await run(...shown, "--warehouse", address, "--org", organization, "--state", state);
        await target.load(await run(...shown, "--ddl", target.engine), "");
      }
    },
  };
}

/** What happened to responses that a reader had seen, without which increments would prove little. */
function createHistory() {
  const seen = new Map<string, string>();
  const changes = { deletedSurveys: 0, rescored: 0 };
  return {
    changes: () => changes,
    async look({ query }: Pick<Warehouse, "query">): Promise<void> {
      const stored = await query(
        "SELECT organization_id, response_id, source, csat_score, submit_date FROM csat_response",
      );
      const now = new Map(
        stored.map(({ organization_id, response_id, ...row }) => [
          `${organization_id} ${response_id}`,
          JSON.stringify(row),
        ]),
      );
      for (const [key, before] of seen) {
        const after = now.get(key);
        if (after === undefined && before.includes('"survey"')) changes.deletedSurveys += 1;
        if (after !== undefined && after !== before && before.includes('"evaluation"')) changes.rescored += 1;
        seen.delete(key);
      }
      for (const [key, row] of now) seen.set(key, row);
    },
  };
}

test(`${length} nights of the command line's increments into PostgreSQL by the printed SQL = the full export`, async () => {
  await using warehouse = await openEmptyWarehouse();
  await using organizations = await openOrganizations(warehouse);
  await using target = await openPostgresTarget();
  const consumer = createConsumer(warehouse.address, target);
  const history = createHistory();
  let labels: readonly string[] = ["csat"];
  for (let night = 0; night < length; night += 1) {
    organizations.clock.advance(day);
    if (night === 9) labels = ["csat", "quality"];
    await organizations.syncAll(labels);
    const definition = { ...defaultSync().definition, labels };
    if (night === 7) await rebuild(warehouse, definition, { clock: organizations.clock });
    // Two missed nights.
    if (night !== 4 && night !== 5) await consumer.loadNight();
    await history.look(warehouse);
  }
  for (const [what, count] of Object.entries(history.changes())) expect([what, count]).not.toEqual([what, 0]);
  for (const kind of rowKinds) {
    const columns = kind === "responses" ? [...recordColumns, ...changeColumns] : knownColumns[kind];
    const full: Record<string, unknown>[] = [];
    for await (const batch of rows(warehouse, { rows: kind, columns: columns.map(({ name }) => name) }))
      full.push(...(batch as readonly Record<string, unknown>[]));
    expect(full.length).toBeGreaterThan(4 * length);
    expect(new Set(full.map((row) => row["response_id"])).size).toBeLessThan(full.length);
    expect([kind, comparable(await target.read(tables[kind], columns), columns)]).toEqual([
      kind,
      comparable(full, columns),
    ]);
  }
}, 900_000);
