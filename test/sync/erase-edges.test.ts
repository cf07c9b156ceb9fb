import { readFile, rm, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { day, UsageError } from "../../src/base/index.ts";
import * as library from "../../src/index.ts";
import { addressMark } from "../../src/sandbox/http/documents/customer-addresses.ts";
import { defaultPrivacy, openKeepRules } from "../../src/sync/documents/privacy.ts";
import { createStore } from "../../src/sync/documents/store.ts";
import { defaultSync, erase, openAddressKey, planErase, purgeErased, rebuild } from "../../src/sync/index.ts";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { organizationNames, syncOrganization } from "../orgs/two-organizations.ts";
import { onServer, openEmptyWarehouse } from "../servers/engine.ts";
import { openDatabase } from "../servers/postgres.ts";
import { present } from "../servers/sandboxed.ts";
import { cameToEnd, lackMemoryIn, stopAfter } from "../servers/stopping.ts";
import { openSynced, type Synced } from "../servers/synced.ts";
import { findEverywhere } from "./erased-texts.ts";

const { definition } = defaultSync();

describe("a warehouse of some days", () => {
  let c: Synced;
  beforeAll(async () => {
    c = await openSynced({ seed: 4, perDay: 14, days: 10, daysAhead: 2 });
    await c.sync({ since: present - 6 * day });
  });
  afterAll(() => c[Symbol.asyncDispose]());

  const answered = async (n: number): Promise<string> => {
    const rows = await c.warehouse.query(
      "SELECT interaction_id FROM csat_response WHERE source = 'survey' AND linked ORDER BY response_id",
    );
    const id = rows[n]?.["interaction_id"];
    if (typeof id !== "string") throw new Error("too few were answered");
    return id;
  };

  test("a number that many interactions have is the organization's own, and nothing is erased", async () => {
    const hash = (await openAddressKey(c.warehouse))("499911");
    await c.warehouse.transaction((tx) =>
      tx.run("UPDATE document SET json = replace(json, '\"addresses\":[', $more) WHERE kind = 'interaction'", {
        more: `"addresses":["${hash}",`,
      }),
    );
    await expect(
      erase(c.warehouse, { kind: "customer", value: "+49 9911", definition }, { clock: c.clock }),
    ).rejects.toThrow(/of your organization's own/);
    expect(await c.warehouse.query("SELECT * FROM erased")).toEqual([]);
  });

  test("one that is stopped anywhere and run again leaves nothing, and nothing half in between", async () => {
    const interaction = await answered(0);
    let stopped = 0;
    for (let done = false; !done; stopped += 1) {
      const request = {
        kind: "customer" as const,
        value: `customer.${addressMark({ id: interaction })}@mail.example`,
        definition,
      };
      done = await cameToEnd(erase(stopAfter(c.warehouse, stopped), request, { clock: c.clock }));
      // All of it is there, or nothing.
      const found = await findEverywhere(c.warehouse, [interaction]);
      expect([[], expect.arrayContaining(["document.json", "response.interaction_id"])]).toContainEqual(found);
    }
    expect(stopped).toBeGreaterThan(3);
    expect(await findEverywhere(c.warehouse, [interaction])).toEqual([]);
  });

  test.skipIf(onServer)("where memory lacks in any transaction, it is erased all the same, and for good", async () => {
    const marks = () =>
      c.warehouse.query("SELECT kind, count(*) AS n FROM erased WHERE kind <> 'key' GROUP BY kind ORDER BY kind");
    let lacked = 0;
    for (let lacks = true, number = 1; lacks; number += 1) {
      const interaction = await answered(0);
      const value = `customer.${addressMark({ id: interaction })}@mail.example`;
      const { warehouse, hasLacked } = lackMemoryIn(c.warehouse, number);
      const before = new Map((await marks()).map(({ kind, n }) => [kind, Number(n)]));
      await erase(warehouse, { kind: "customer", value, definition }, { clock: c.clock });
      lacks = hasLacked();
      expect([number, await findEverywhere(c.warehouse, [interaction])]).toEqual([number, []]);
      const added = (await marks()).map(({ kind, n }) => `${kind} ${Number(n) - (before.get(kind ?? null) ?? 0)}`);
      expect(added).toEqual(["customer 1", "interaction 1", expect.stringMatching(/^survey [12]$/)]);
      lacked += lacks ? 1 : 0;
    }
    expect(lacked).toBeGreaterThan(3);
  });

  test("a file that could not be rewritten is rewritten by the next sync", async () => {
    await erase(c.warehouse, { kind: "interaction", value: await answered(1), definition }, { clock: c.clock });
    const failing = { ...c.warehouse, purge: () => Promise.reject(new UsageError("There is no room.", "Make room.")) };
    expect((await purgeErased(failing)).failure?.message).toBe("There is no room.");
    const incomplete = await c.sync({}, {}, failing);
    expect([incomplete.complete, incomplete.missing.join()]).toEqual([
      false,
      expect.stringContaining("There is no room."),
    ]);
    const purge = vi.fn(c.warehouse.purge);
    const counting = { ...c.warehouse, purge };
    expect((await c.sync({}, {}, counting)).complete).toBe(true);
    await c.sync({}, {}, counting);
    expect(purge).toHaveBeenCalledTimes(1);
  });

  test("a response that comes before its interaction shows whose it is goes again, and the file is rewritten", async () => {
    const interaction = await answered(2);
    const value = `customer.${addressMark({ id: interaction })}@mail.example`;
    await erase(c.warehouse, { kind: "customer", value, definition }, { clock: c.clock });
    await c.warehouse.transaction((tx) => tx.run("DELETE FROM erased WHERE kind NOT IN ('customer', 'key')"));
    await purgeErased(c.warehouse);
    const organization = c.sandbox.org.id;
    const store = createStore(
      c.warehouse,
      organization,
      await openKeepRules(c.warehouse, defaultPrivacy, present),
      c.clock,
    );
    const survey = { id: "s", conversation: { id: interaction }, status: "Finished" };
    store.keep("survey", "s", survey, { parentId: interaction });
    await store.flush();
    expect(await findEverywhere(c.warehouse, [interaction])).toContain("document.parent_id");
    const participants = [{ participantId: "p", purpose: "customer", sessions: [{ ani: value }] }];
    store.keep("interaction", interaction, { conversationId: interaction, participants });
    await store.flush();
    expect(await findEverywhere(c.warehouse, [interaction])).toEqual([]);
    // Its document once more, of which nothing says what it belongs to.
    store.keep("survey", "s", { id: "s", status: "Finished" });
    await store.flush();
    expect(await c.warehouse.query("SELECT id FROM document WHERE id = 's'")).toEqual([]);
    const purge = vi.fn(c.warehouse.purge);
    await c.sync({}, {}, { ...c.warehouse, purge });
    expect(purge).toHaveBeenCalledTimes(1);
  });

  test("the library erases one thing at a time, and rewrites the file", async () => {
    const interaction = await answered(3);
    const [planned] = await library.planErase(c.warehouse, { interaction });
    await expect(library.erase(c.warehouse, { interaction, agent: "a" })).rejects.toThrow(/one thing/);
    const purge = vi.fn(c.warehouse.purge);
    const [erased] = await library.erase({ ...c.warehouse, purge }, { interaction }, { clock: c.clock });
    expect([erased?.counts, purge.mock.calls.length]).toEqual([planned?.counts, 1]);
    expect(await findEverywhere(c.warehouse, [interaction])).toEqual([]);
  });

  test.skipIf(onServer)(
    "with another key, or none, nothing would be recognized: whatever stores something refuses, until the key is back",
    async () => {
      const key = `${c.warehouse.place}.key`;
      const own = await readFile(key);
      const [before] = await c.warehouse.query("SELECT count(*) AS n FROM document");
      for (const other of [`${"0".repeat(64)}\n`, null]) {
        await rm(key);
        if (other !== null) await writeFile(key, other);
        for (const attempt of [
          () => c.sync(),
          () => c.reconcile({ repair: true }),
          () => rebuild(c.warehouse, definition),
          () => erase(c.warehouse, { kind: "agent", value: "somebody", definition }),
        ])
          await expect(attempt()).rejects.toThrow(expect.objectContaining({ hint: expect.stringContaining("backup") }));
        expect((await c.warehouse.query("SELECT count(*) AS n FROM document"))[0]).toEqual(before);
      }
      await writeFile(key, own);
      expect((await c.sync()).complete).toBe(true);
    },
  );
});

test("of several organizations it erases in each, or in the one that is named", async () => {
  await using warehouse = await openEmptyWarehouse();
  for (const name of organizationNames) await syncOrganization(name, warehouse, { since: present - 4 * day });
  // Both have the same ids.
  const [row] = await warehouse.query(
    `SELECT interaction_id FROM response GROUP BY 1 HAVING count(DISTINCT organization_id) = 2 ORDER BY 1 LIMIT 1`,
  );
  const request = { kind: "interaction" as const, value: String(row?.["interaction_id"]), definition };
  const left = async () =>
    (
      await warehouse.query(
        "SELECT DISTINCT organization_id AS id FROM response WHERE interaction_id = $value ORDER BY 1",
        {
          value: request.value,
        },
      )
    ).map(({ id }) => id);
  expect(await left()).toEqual(["north", "south"]);
  expect(await planErase(warehouse, request)).toHaveLength(2);
  await erase(warehouse, { ...request, organization: "south" });
  expect(await left()).toEqual(["north"]);
  expect((await erase(warehouse, request)).map(({ counts }) => counts.interactions)).toEqual([1, 0]);
  expect(await findEverywhere(warehouse, [request.value])).toEqual([]);
});

test("a sync that has begun on a server stores nothing of what another process erases meanwhile", async () => {
  await using database = await openDatabase();
  await using one = await openWarehouse(database.address);
  await using other = await openWarehouse(database.address);
  await one.transaction((tx) =>
    tx.put("organization", [{ organization_id: "org", name: "Org", added_at: "2026-03-01T00:00:00.000Z" }]),
  );
  const clock = { now: () => present, sleep: () => Promise.resolve() };
  const store = createStore(one, "org", await openKeepRules(one, defaultPrivacy, present), clock);
  store.keep("survey", "s1", { id: "s1", conversation: { id: "i1" } }, { parentId: "i1" });
  await store.flush();
  await erase(other, { kind: "interaction", value: "i1", definition }, { clock });
  await erase(other, { kind: "agent", value: "a1", definition }, { clock });
  const agent = { id: "a1", name: "Ann Other" };
  store.keep("survey", "s1", { id: "s1", conversation: { id: "i1" } }, { parentId: "i1" });
  store.keep("user", "a1", agent);
  store.keep("survey", "s2", { id: "s2", conversation: { id: "i2" }, agent }, { parentId: "i2" });
  await store.flush();
  const stored = await one.query("SELECT kind, id, json FROM document ORDER BY id");
  expect(stored.map(({ kind, id }) => `${kind} ${id}`)).toEqual(["survey s2"]);
  expect(JSON.parse(String(stored[0]?.["json"])).agent).toEqual({ id: expect.stringMatching(/^erased-/), name: null });
});
