import { expect, test } from "vitest";
import { asItCame } from "../../../test/orgs/as-it-came.ts";
import { openSandboxed, present } from "../../../test/servers/sandboxed.ts";
import { openSyncContext } from "../../../test/servers/sync-context.ts";
import { day } from "../../base/index.ts";
import type { Transaction, Warehouse } from "../../warehouse/index.ts";
import { createStore } from "./store.ts";

const hundreds = (count: number): string[] => Array.from({ length: count * 100 }, (_, index) => `${index}`);

test("there is room when few batches wait for their commit", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  for (const id of hundreds(40)) context.store.keep("user", id, { id, name: id });
  await context.store.room();
  const [row] = await context.warehouse.query("SELECT count(*) AS documents FROM document");
  expect(Number(row?.["documents"])).toBeGreaterThanOrEqual(2_500);
});

test("documents whose transaction lacked memory are written once more, and what it remembered is forgotten", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  const { transaction } = context.warehouse;
  let failures = 0;
  const lacking: Warehouse = {
    ...context.warehouse,
    transaction: (work, signal) =>
      transaction(async (tx) => {
        const done = await work(tx);
        if (failures++ === 0) throw new Error("Out of Memory Error: failed to pin block");
        return done;
      }, signal),
  };
  const store = createStore(lacking, "org", asItCame, org.clock);
  for (const id of ["a", "b"]) store.keep("user", id, { id, name: id });
  await store.flush();
  expect(failures).toBe(2);
  expect(await context.warehouse.query("SELECT id FROM document ORDER BY id")).toEqual([{ id: "a" }, { id: "b" }]);
});

test("where nothing can be stored, a caller that waits for room gets the error", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  await context.warehouse.transaction((tx) => tx.run("DROP TABLE document"));
  for (const id of hundreds(40)) context.store.keep("user", id, { id, name: id });
  await expect(context.store.room()).rejects.toThrow("document");
});

test("the stub of a survey that comes again is joined with the stored one, which is not read for it", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  const read: string[] = [];
  const { transaction } = context.warehouse;
  const noted =
    (query: Transaction["query"]): Transaction["query"] =>
    (sql, parameters) => {
      read.push(sql);
      return query(sql, parameters);
    };
  const watched: Warehouse = {
    ...context.warehouse,
    transaction: (work, signal) => transaction((tx) => work({ ...tx, query: noted(tx.query) }), signal),
  };
  const store = createStore(watched, "org", asItCame, org.clock);
  const stub = { conversationId: "c", formId: null, queueId: null, surveyType: null, deleted: false };
  for (const more of [
    { status: "Finished", started: false, agentId: null },
    { status: "Sent", started: true, agentId: "a" },
  ]) {
    store.keep("survey-sighting", "s", { ...stub, ...more }, { parentId: "c" });
    await store.flush();
  }
  expect(read.filter((sql) => sql.includes("json"))).toEqual([]);
  expect((await store.read("survey-sighting", ["s"])).get("s")).toMatchObject({
    ...{ status: "Finished", started: true, agentId: "a" },
  });
});

test("a document that changes again and again is one row, whether its last version is remembered or read", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  const { warehouse } = context;
  const keep = async (open: () => typeof context.store, names: readonly string[]) => {
    for (const name of names) {
      const store = open();
      for (const id of ["a", "b"]) store.keep("user", id, { id, name: `${name} ${id}` });
      await store.flush();
    }
  };
  const stored = () =>
    warehouse.query("SELECT id, json LIKE $last AS is_last FROM document WHERE kind = 'user' ORDER BY id", {
      last: '%"last _"%',
    });
  const once = createStore(warehouse, "org", asItCame, org.clock);
  await keep(() => once, ["first", "second", "last"]);
  const alike = [
    { id: "a", is_last: true },
    { id: "b", is_last: true },
  ];
  expect(await stored()).toEqual(alike);
  await keep(() => createStore(warehouse, "org", asItCame, org.clock), ["third", "fourth", "last"]);
  expect(await stored()).toEqual(alike);
  const [{ arrivals } = {}] = await warehouse.query("SELECT count(DISTINCT arrival) AS arrivals FROM document");
  expect(arrivals).toBe(2);
});
