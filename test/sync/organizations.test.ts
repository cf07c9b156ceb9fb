import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day, Secret } from "../../src/base/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { type ReportOptions, report, rows, status } from "../../src/library/index.ts";
import { rules } from "../../src/metrics/index.ts";
import { createOrg, type Org, openSandbox } from "../../src/sandbox/index.ts";
import {
  type Definition,
  defaultSync,
  rebuild,
  type SyncRequest,
  type SyncResult,
  sync,
} from "../../src/sync/index.ts";
import { openWarehouse, type Row, scopedNames, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";

/*
 * The law of organizations: of each organization in a warehouse everything is as in a warehouse of its own, though their ids and
 * names are the same and what is behind them differs.
 */

const orgOf = (id: string, seed: number): Org => {
  const lastDay = Math.floor(present / day);
  const made = createOrg({ seed, idSeed: 1, firstDay: lastDay - 14, lastDay, perDay: 8, changedSince: lastDay - 6 });
  return Object.assign(Object.create(made) as Org, { id });
};
const orgs = { north: orgOf("north", 1), south: orgOf("south", 2) };
type Name = keyof typeof orgs;
const names = ["north", "south"] as const;

const definition = { labels: ["csat"], questions: [], scores: { roles: {}, leads: {}, scales: {} } };

async function syncOrg(
  name: Name,
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

const own: Partial<Record<Name, Warehouse>> = {};
let shared: Warehouse;

beforeAll(async () => {
  shared = await openWarehouse(join(newFolder(), "shared.duckdb"));
  for (const name of names) {
    const warehouse = await openWarehouse(join(newFolder(), `${name}.duckdb`));
    own[name] = warehouse;
    await syncOrg(name, warehouse);
    await syncOrg(name, shared);
  }
});
afterAll(async () => {
  for (const warehouse of [shared, ...Object.values(own)]) await warehouse[Symbol.asyncDispose]();
});

const ownOf = (name: Name): Warehouse => {
  const warehouse = own[name];
  if (!warehouse) throw new Error(`${name} was not synced.`);
  return warehouse;
};

const groupings = ["queue", "agent", "division", "question", "wrap-up"] as const;

/** Everything that a reader sees of an organization. */
async function seen(warehouse: Warehouse, organization: string) {
  const exported: Record<string, unknown[]> = {};
  for (const kind of ["responses", "answers", "legs"] as const) {
    const list: unknown[] = [];
    for await (const batch of rows(warehouse, { rows: kind, all: true, organization })) list.push(...batch);
    exported[kind] = list;
  }
  const asked = { organization, now: present, timeZone: "Europe/Berlin" } satisfies ReportOptions;
  const reports: unknown[] = [];
  for (const [index, by] of groupings.entries())
    reports.push(await report(warehouse, { ...asked, by, filter: { rule: rules[index % rules.length] } }));
  reports.push(await report(warehouse, { ...asked, filter: { queues: ["Billing"] } }));
  const known = await status(warehouse, { organization, now: present, timeZone: "Europe/Berlin" });
  const [state] = known.map(({ runs, ...rest }) => ({ ...rest, runs: runs.map(({ outcome }) => outcome) }));
  return { exported, reports, state };
}

test("the two have the same ids, and other content", async () => {
  const of = async (name: Name) =>
    new Map(
      (await ownOf(name).query("SELECT response_id, answers FROM response WHERE listed")).map((row) => [
        row["response_id"],
        row["answers"],
      ]),
    );
  const [north, south] = [await of("north"), await of("south")];
  const common = [...north.keys()].filter((id) => south.has(id));
  expect(common.length).toBeGreaterThan(5);
  expect(common.filter((id) => north.get(id) !== south.get(id)).length).toBeGreaterThan(3);
});

/** A document is stored where it came, and with its addresses hashed by the key of the warehouse. */
const withoutPlace = ({ arrival: _, hash: __, json: ___, ...row }: Row): string => JSON.stringify(row);

/** Every row of an organization, in every table. */
async function stored(warehouse: Warehouse, organization: string) {
  const tables = scopedNames.filter((table) => table !== "sync_run");
  const all = tables.map(async (table) => {
    const found = await warehouse.query(`SELECT * FROM ${table} WHERE organization_id = $organization`, {
      organization,
    });
    return [table, found.map(withoutPlace).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

test.each(names)("of %s everything is as in a warehouse of its own", async (name) => {
  const expected = await seen(ownOf(name), name);
  expect(expected.exported["answers"]?.length).toBeGreaterThan(50);
  expect(await seen(shared, name)).toEqual(expected);
});

test.each(names)(
  "a rebuild of %s by other settings, and a sync of it that is stopped, leave the other as it is",
  async (name) => {
    const other = name === "north" ? "south" : "north";
    const [before, unchanged] = [await stored(shared, other), await stored(shared, name)];
    const changed: Definition = {
      ...definition,
      scores: { ...definition.scores, roles: { [await anyLead(name)]: "other" } },
    };
    for (const warehouse of [shared, ownOf(name)])
      await rebuild(warehouse, changed, { clock: createTestClock(present), organization: name });
    const rebuilt = await stored(shared, name);
    expect(rebuilt).toEqual(await stored(ownOf(name), name));
    expect(rebuilt).not.toEqual(unchanged);
    await expect(syncOrg(name, shared, { stopped: true })).rejects.toThrow(/interrupted|aborted/i);
    expect(await stored(shared, other)).toEqual(before);
  },
);

test("a rebuild of both makes of each what it makes of it alone", async () => {
  for (const warehouse of [shared, ...Object.values(own)])
    await rebuild(warehouse, definition, { clock: createTestClock(present) });
  for (const name of names) {
    for (const warehouse of [shared, ownOf(name)]) await syncOrg(name, warehouse);
    expect(await stored(shared, name)).toEqual(await stored(ownOf(name), name));
  }
});

/** The lead question that most have answered. */
async function anyLead(organization: Name): Promise<string> {
  const [row] = await shared.query(
    `SELECT question_context_id AS id FROM answer WHERE organization_id = $organization AND lead
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    { organization },
  );
  return String(row?.["id"]);
}
