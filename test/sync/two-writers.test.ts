import { expect, test } from "vitest";
import { systemClock } from "../../src/base/index.ts";
import { findKinds } from "../../src/sync/documents/lookup.ts";
import { openKeepRules } from "../../src/sync/documents/privacy.ts";
import { createStore, type Store } from "../../src/sync/documents/store.ts";
import { trimDocuments } from "../../src/sync/documents/trim.ts";
import { defaultPrivacy, defaultSync, rebuild } from "../../src/sync/index.ts";
import { createLeases } from "../../src/sync/leases.ts";
import { openWarehouse, type Transaction, type Warehouse } from "../../src/warehouse/index.ts";
import { openDatabase } from "../servers/postgres.ts";

/** Two processes that write one database, as far as it can tell. */
async function openTwo() {
  const database = await openDatabase();
  const [one, other] = [await openWarehouse(database.address), await openWarehouse(database.address)];
  return {
    ...{ database, one, other },
    async [Symbol.asyncDispose]() {
      for (const each of [one, other, database]) await each[Symbol.asyncDispose]();
    },
  };
}

const storeOf = async (warehouse: Warehouse, organization: string): Promise<Store> =>
  createStore(warehouse, organization, await openKeepRules(warehouse, defaultPrivacy, 0), systemClock);

async function keepBatches(store: Store, batches: number): Promise<void> {
  for (let batch = 0; batch < batches; batch += 1) {
    for (let index = 0; index < 100; index += 1) {
      const id = `${batch * 100 + index}`;
      store.keep("user", id, { id, name: `${store.organizationId} ${id}` });
    }
    await store.flush();
  }
}

const arrivalsIn = async (warehouse: Warehouse): Promise<number[]> =>
  (await warehouse.query("SELECT arrival FROM document")).map(({ arrival }) => Number(arrival));

test.each([
  ["two organizations", ["north", "south"]],
  ["one organization", ["north", "north"]],
] as const)("two writers of %s give no number twice, and none below one that was there before", async (_, names) => {
  await using two = await openTwo();
  const [one, other] = [await storeOf(two.one, names[0]), await storeOf(two.other, names[1])];
  let seen = new Set<number>();
  const overtaken: number[] = [];
  let done = false;
  const writing = Promise.all([keepBatches(one, 12), keepBatches(other, 12)]).finally(() => {
    done = true;
  });
  while (!done) {
    const now = await arrivalsIn(two.one);
    const last = Math.max(0, ...seen);
    overtaken.push(...now.filter((arrival) => !seen.has(arrival) && arrival < last));
    seen = new Set(now);
  }
  await writing;
  const all = await arrivalsIn(two.one);
  expect([all.length, new Set(all).size]).toEqual([1_200 * new Set(names).size, all.length]);
  expect(overtaken).toEqual([]);
  for (const name of names) {
    const rows = await findKinds(two.one, name, ["user"], "json");
    expect(rows.filter(({ json }) => !String(json).includes(name))).toEqual([]);
    expect(rows).toHaveLength(1_200);
  }
});

test("what is large and has the same ids in two organizations is read of one", async () => {
  await using two = await openTwo();
  for (const [name, id] of [
    ["north", "1"],
    ["south", "1"],
    ["north", "2"],
  ] as const) {
    const store = await storeOf(two.one, name);
    store.keep("user", id, { id, name });
    await store.flush();
  }
  await two.one.transaction((tx) => tx.run("UPDATE document SET size = 50000"));
  const rows = await findKinds(two.one, "north", ["user"], "json");
  expect(rows.map(({ json }) => String(json).includes("north"))).toEqual([true, true]);
});

test("a document that comes while an older version of it is trimmed stays", async () => {
  await using two = await openTwo();
  const store = await storeOf(two.one, "north");
  store.keep("user", "1", { id: "1", name: "before" }, { fetchedAt: 1_000 });
  await store.flush();
  // As an earlier version stored it.
  await two.one.transaction((tx) =>
    tx.run("UPDATE document SET json = $json", { json: JSON.stringify({ id: "1", name: "before", more: "unread" }) }),
  );
  const later = await storeOf(two.other, "north");
  /** Once the trimmer has read the document, the other one stores its later version, unless it has to wait. */
  async function storeMeanwhile(): Promise<void> {
    later.keep("user", "1", { id: "1", name: "after" }, { fetchedAt: 2_000 });
    await Promise.race([later.flush(), systemClock.sleep(300)]);
  }
  const meanwhile = (tx: Transaction): Transaction => ({
    ...tx,
    async query(sql, parameters) {
      const rows = await tx.query(sql, parameters);
      if (sql.includes("FROM document") && sql.includes("json")) await storeMeanwhile();
      return rows;
    },
  });
  const slow: Warehouse = {
    ...two.one,
    transaction: (work, signal) => two.one.transaction((tx) => work(meanwhile(tx)), signal),
  };
  await trimDocuments(slow, "north", await openKeepRules(slow, defaultPrivacy, 0));
  await later.flush();
  const rows = await two.one.query("SELECT json FROM document");
  expect(rows.map(({ json }) => JSON.parse(String(json)))).toEqual([{ id: "1", name: "after" }]);
});

test("a rebuild waits for whoever derives the rows of an organization", async () => {
  await using two = await openTwo();
  await two.one.transaction((tx) =>
    tx.put("organization", [{ organization_id: "north", name: "North", added_at: "2026-01-01T00:00:00.000Z" }]),
  );
  const store = await storeOf(two.one, "north");
  store.keep("survey-sighting", "s", { id: "s", conversationId: "c" }, { parentId: "c" });
  await store.flush();
  const runOf = (warehouse: Warehouse, owner: string) =>
    createLeases(warehouse, { organizationId: "north", owner, clock: systemClock, signal: undefined });
  const order: string[] = [];
  let rebuilding: Promise<unknown> = Promise.resolve();
  await runOf(two.one, "sync").alone("rows", async () => {
    rebuilding = rebuild(two.other, defaultSync().definition, { onDerived: () => order.push("rebuild") });
    await systemClock.sleep(1_500);
    order.push("sync");
  });
  await rebuilding;
  expect(order).toEqual(["sync", "rebuild"]);
});

test("a rebuild holds the rows from its first change to its last", async () => {
  await using two = await openTwo();
  await two.one.transaction((tx) =>
    tx.put("organization", [{ organization_id: "north", name: "North", added_at: "2026-01-01T00:00:00.000Z" }]),
  );
  const held: boolean[] = [];
  const watched: Warehouse = {
    ...two.other,
    transaction: (work, signal) =>
      two.other.transaction(async (tx) => {
        const [lease] = await tx.query("SELECT owner FROM lease WHERE name = 'rows'");
        const result = await work(tx);
        held.push(lease !== undefined);
        return result;
      }, signal),
  };
  await rebuild(watched, defaultSync().definition);
  // One makes the key of this warehouse, one notes that it hashes from now on, and the third takes the lease.
  expect(held.slice(0, 3)).toEqual([false, false, false]);
  expect(held.length).toBeGreaterThan(5);
  expect(held.indexOf(false, 3)).toBe(-1);
  expect(await two.one.query("SELECT owner FROM lease WHERE name = 'rows'")).toEqual([]);
});
