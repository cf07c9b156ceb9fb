import fc from "fast-check";
import { expect, test } from "vitest";
import { asItCame } from "../../test/orgs/as-it-came.ts";
import { openEmptyWarehouse } from "../../test/servers/engine.ts";
import { present } from "../../test/servers/sandboxed.ts";
import { openSynced, readTable } from "../../test/servers/synced.ts";
import { day, readTime } from "../base/index.ts";
import type { Row } from "../warehouse/index.ts";
import { derive } from "./derive/derive.ts";
import type { StoredKind } from "./documents/documents.ts";
import { sharedKinds } from "./documents/shared-documents.ts";
import { createStore } from "./documents/store.ts";
import { rebuild } from "./rebuild.ts";
import { defaultSync } from "./request.ts";

const tables = [
  "response",
  "answer",
  "attribution",
  "interaction",
  "interaction_division",
  "interaction_wrap_up",
  "leg",
  "form",
  "question",
  "answer_option",
  "agent",
];
const { definition } = defaultSync();

test("documents arriving in any order, derived at any time = the same tables; and so is a rebuild", async () => {
  await using synced = await openSynced({ seed: 3, perDay: 12, days: 40 });
  await synced.sync({ since: present - 14 * day });
  const expected = await Promise.all(tables.map((name) => synced.table(name)));
  const documents = await synced.warehouse.query("SELECT * FROM document");
  const [organization] = await synced.table("organization");

  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...documents.keys()], { minLength: documents.length }), async (order) => {
      await using warehouse = await openEmptyWarehouse();
      const organizationId = String(organization?.["organization_id"]);
      const store = createStore(warehouse, organizationId, asItCame, synced.clock);
      const options = {
        organizationId,
        definition,
        interactionUrl: () => null,
        now: synced.clock.now(),
        clock: synced.clock,
        flaws: store.flaws,
        rules: asItCame,
      };
      for (const [count, index] of order.entries()) {
        keep(store, documents[index] as Row);
        if (count % Math.ceil(order.length / 3) !== 0) continue;
        await store.flush();
        await derive(warehouse, options);
      }
      await store.flush();
      await derive(warehouse, options);
      for (const [index, name] of tables.entries()) expect(await readTable(warehouse, name)).toEqual(expected[index]);
    }),
    { numRuns: 3 },
  );

  await rebuild(synced.warehouse, definition, { clock: synced.clock });
  expect(await Promise.all(tables.map((name) => synced.table(name)))).toEqual(expected);

  // A team that is renamed concerns its own responses, and a new one none; they are as if it had always been called so.
  const [team] = await synced.table("team");
  const named = (): Promise<readonly Row[]> =>
    synced.warehouse.query("SELECT response_id FROM response WHERE team_name = $name ORDER BY 1", {
      name: "Renamed",
    });
  const ofTeam = await synced.warehouse.query("SELECT response_id FROM response WHERE team_name = $name ORDER BY 1", {
    name: team?.["name"] ?? null,
  });
  expect(ofTeam).not.toEqual([]);
  const organizationId = String(organization?.["organization_id"]);
  const store = createStore(synced.warehouse, organizationId, asItCame, synced.clock);
  store.keep("team", String(team?.["team_id"]), { id: team?.["team_id"], name: "Renamed" });
  store.keep("team", "new", { id: "new", name: "New" });
  await store.flush();
  let derived = 0;
  const onDerived = (more: number): void => {
    derived += more;
  };
  await derive(synced.warehouse, {
    organizationId,
    definition,
    interactionUrl: () => null,
    now: synced.clock.now(),
    clock: synced.clock,
    flaws: store.flaws,
    rules: asItCame,
    onDerived,
  });
  expect([await named(), derived]).toEqual([ofTeam, ofTeam.length]);
  const renamed = await Promise.all(tables.map((name) => synced.table(name)));
  await rebuild(synced.warehouse, definition, { clock: synced.clock });
  expect(await Promise.all(tables.map((name) => synced.table(name)))).toEqual(renamed);
}, 120_000);

test("forms and names that another process stores at any time of a derivation are in the rows in the end", async () => {
  await using synced = await openSynced({ seed: 4, perDay: 6, days: 20 });
  await synced.sync({ since: present - 7 * day });
  const expected = await Promise.all(tables.map((name) => synced.table(name)));
  const documents = await synced.warehouse.query("SELECT * FROM document ORDER BY arrival");
  const isShared = ({ kind }: Row) => sharedKinds.some((one) => one === kind);
  const organizationId = String((await synced.table("organization"))[0]?.["organization_id"]);
  /** They arrive before this transaction of the derivation, or after the last one. Returns how many transactions it had. */
  const deriveWith = async (arrival: number): Promise<number> => {
    await using warehouse = await openEmptyWarehouse();
    const shared = warehouse.shared ?? { change: () => Promise.reject(new Error("No fact is changed.")) };
    const one = { ...warehouse, shared };
    const [own, other] = [0, 1].map(() => createStore(one, organizationId, asItCame, synced.clock));
    if (!own || !other) throw new Error("There are two.");
    for (const row of documents) if (!isShared(row)) keep(own, row);
    await own.flush();
    const arrive = async () => {
      for (const row of documents) if (isShared(row)) keep(other, row);
      await other.flush();
    };
    let transactions = 0;
    const second: typeof one = {
      ...one,
      async transaction(work, signal) {
        if (transactions++ === arrival) await arrive();
        return await one.transaction(work, signal);
      },
    };
    const options = {
      ...{ organizationId, definition, interactionUrl: () => null, now: synced.clock.now(), clock: synced.clock },
      ...{ flaws: own.flaws, rules: asItCame },
    };
    await derive(second, options);
    const count = transactions;
    if (count <= arrival) await arrive();
    await derive(one, options);
    for (const [index, name] of tables.entries()) expect(await readTable(warehouse, name)).toEqual(expected[index]);
    return count;
  };
  let arrival = 0;
  while (arrival < (await deriveWith(arrival))) arrival += 1;
  expect(arrival).toBeGreaterThan(3);
}, 120_000);

function keep(store: ReturnType<typeof createStore>, { kind, id, parent_id, json, fetched_at }: Row): void {
  store.keep(String(kind) as StoredKind, String(id), JSON.parse(String(json)), {
    parentId: parent_id === null || parent_id === undefined ? null : String(parent_id),
    fetchedAt: readTime(String(fetched_at)) ?? 0,
  });
}
