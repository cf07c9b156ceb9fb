import { join } from "node:path";
import { day, Secret } from "../../src/base/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { createOrg, type Org, openSandbox } from "../../src/sandbox/index.ts";
import { type Definition, defaultSync, type SyncRequest, type SyncResult, sync } from "../../src/sync/index.ts";
import { openWarehouse, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { openDatabase } from "../servers/postgres.ts";
import { present } from "../servers/sandboxed.ts";

/** Two organizations whose ids and names are the same, and what is behind them differs. */
const orgOf = (id: string, seed: number): Org => {
  const lastDay = Math.floor(present / day);
  const made = createOrg({ seed, idSeed: 1, firstDay: lastDay - 14, lastDay, perDay: 8, changedSince: lastDay - 6 });
  return Object.assign(Object.create(made) as Org, { id });
};
const orgs = { north: orgOf("north", 1), south: orgOf("south", 2) };
export type OrganizationName = keyof typeof orgs;
export const organizationNames = ["north", "south"] as const;

export const definition: Definition = { labels: ["csat"], questions: [], scores: { roles: {}, leads: {}, scales: {} } };

/** Syncs one of them, or begins to. */
export async function syncOrganization(
  name: OrganizationName,
  warehouse: Warehouse,
  { stopped = false, ...changes }: Partial<SyncRequest> & { readonly stopped?: boolean } = {},
): Promise<SyncResult> {
  const clock = createTestClock(present);
  await using sandbox = await openSandbox({ clock, limit: "off", org: orgs[name] });
  await using genesys = createGenesys({
    clientId: sandbox.clientId,
    clientSecret: new Secret(sandbox.clientSecret),
    hosts: { api: sandbox.url, login: sandbox.url },
    clock,
  });
  const stop = new AbortController();
  const request = defaultSync({ since: present - 12 * day, definition, addOrganization: true, ...changes });
  return await sync(genesys, warehouse, request, {
    clock,
    signal: stop.signal,
    onProgress: ({ derived }) => {
      if (stopped && derived > 0) stop.abort();
    },
  });
}

/** A text of JSON without the numbers of changes, which are counted through the whole warehouse. */
export const withoutChangeIds = (text: string): string => text.replaceAll(/"(\w*change_id)":\s*\d+/g, '"$1":0');

/** Both of them in one warehouse, and each in one of its own. */
export interface TwoOrganizations extends AsyncDisposable {
  readonly shared: Warehouse;
  readonly own: Readonly<Record<OrganizationName, Warehouse>>;
}

/** In files, or in databases of a server. */
export async function openTwoOrganizations(engine: "DuckDB" | "PostgreSQL" = "DuckDB"): Promise<TwoOrganizations> {
  const databases: AsyncDisposable[] = [];
  const open = async (name: string): Promise<Warehouse> => {
    if (engine === "DuckDB") return await openWarehouse(join(newFolder(), `${name}.duckdb`));
    const database = await openDatabase();
    databases.push(database);
    return await openWarehouse(database.address);
  };
  const [shared, north, south] = [await open("shared"), await open("north"), await open("south")];
  const own = { north, south };
  for (const name of organizationNames)
    for (const warehouse of [own[name], shared]) await syncOrganization(name, warehouse);
  return {
    shared,
    own,
    async [Symbol.asyncDispose]() {
      for (const one of [shared, north, south, ...databases]) await one[Symbol.asyncDispose]();
    },
  };
}
