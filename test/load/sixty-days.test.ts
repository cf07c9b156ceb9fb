import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { day, Secret } from "../../src/base/index.ts";
import { type Column, changeColumns, recordColumns } from "../../src/export/columns.ts";
import { loadScript, toText } from "../../src/export/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { createMovableClock, createOrg, openSandbox } from "../../src/sandbox/index.ts";
import { defaultSync, rebuild, sync } from "../../src/sync/index.ts";
import { openWarehouse, type Row, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { keepSecret } from "../printed.ts";
import { everything } from "../seeds.ts";
import { present } from "../servers/sandboxed.ts";
import { openPostgresTarget } from "./postgres-target.ts";
import { comparable } from "./target.ts";

/** Nights. */
const length = everything ? 60 : 20;
const columns: readonly Column[] = [...recordColumns, ...changeColumns];
const names = columns.map(({ name }) => `"${name}"`).join(", ");

/** Two organizations whose responses have the same ids, day by day in one warehouse. */
async function openOrganizations(warehouse: Warehouse) {
  const clock = createMovableClock(present);
  const lastDay = Math.floor(present / day) + length + 2;
  const open = async (id: string, seed: number) => {
    const made = createOrg({ seed, idSeed: 1, firstDay: Math.floor(present / day) - 20, lastDay, perDay: 4 });
    return await openSandbox({ clock, limit: "off", org: Object.assign(Object.create(made) as typeof made, { id }) });
  };
  const sandboxes = [await open("north", 1), await open("south", 2)];
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

/** What has changed since, as `export --plain` writes it. */
async function incrementSince(warehouse: Warehouse, cursor: number): Promise<readonly Row[]> {
  return await warehouse.query(
    `SELECT ${names}, deleted FROM csat_change WHERE change_id > CAST($cursor AS BIGINT) ORDER BY change_id`,
    { cursor },
  );
}

test(`${length} nights of increments into PostgreSQL by the printed SQL = the full export`, async () => {
  await using warehouse = await openWarehouse(join(newFolder(), "days.duckdb"));
  await using organizations = await openOrganizations(warehouse);
  await using target = await openPostgresTarget();
  const file = join(newFolder(), "responses.csv");
  const script = loadScript(
    "postgres",
    { rows: "responses" },
    { format: "csv", name: file, path: file, delimiter: "," },
  );
  const load = async (rows: readonly Row[]) => {
    const written: readonly Column[] = [...columns, { name: "deleted", type: "boolean" }];
    let text = "";
    for await (const piece of toText("csv", [rows], written, { plain: true, lineEnd: "\r\n" })) text += piece;
    writeFileSync(file, text);
    await target.load(script, "");
  };
  let cursor = 0;
  let labels: readonly string[] = ["csat"];
  const increments: (readonly Row[])[] = [];
  for (let night = 0; night < length; night += 1) {
    organizations.clock.advance(day);
    if (night === 15) labels = ["csat", "quality"];
    await organizations.syncAll(labels);
    const definition = { ...defaultSync().definition, labels };
    if (night === 11) await rebuild(warehouse, definition, { clock: organizations.clock });
    // A missed night.
    if (night === 6 || night === 7) continue;
    const increment = await incrementSince(warehouse, cursor);
    cursor = Math.max(cursor, ...increment.map((row) => Number(row["change_id"])));
    increments.push(increment);
    await load(increment);
    // A task of an earlier night is run again.
    if (night % 10 === 9) await load(increments[night - 8] ?? []);
  }
  const all = increments.flat();
  const versions = new Map<string, number>();
  for (const row of all) {
    const key = `${row["organization_id"]} ${row["response_id"]}`;
    versions.set(key, (versions.get(key) ?? 0) + 1);
  }
  // Something has changed, something is gone, and both organizations have the same ids.
  expect([...versions.values()].filter((times) => times > 1).length).toBeGreaterThan(length / 2);
  expect(all.filter((row) => row["deleted"] === true).length).toBeGreaterThan(0);
  const full = await warehouse.query(`SELECT ${names} FROM csat_response`);
  expect(full.length).toBeGreaterThan(4 * length);
  expect(new Set(full.map((row) => row["response_id"])).size).toBeLessThan(full.length);
  expect(comparable(await target.read("csat_response", columns), columns)).toEqual(comparable(full, columns));
}, 300_000);
