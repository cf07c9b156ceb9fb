import { expect, test } from "vitest";
import { asItCame } from "../../test/orgs/as-it-came.ts";
import { createChoiceOrg } from "../../test/orgs/choice-surveys.ts";
import { present } from "../../test/servers/sandboxed.ts";
import { openSynced } from "../../test/servers/synced.ts";
import { day } from "../base/index.ts";
import { createStore } from "./documents/store.ts";
import { rebuild } from "./rebuild.ts";
import { defaultSync } from "./request.ts";

const { definition } = defaultSync();

test("a rebuild keeps what was read in bulk and its marks; a survey's document stays, whichever of both came first", async () => {
  const org = createChoiceOrg({ seed: 8, surveys: 280, days: 2, present });
  await using synced = await openSynced({ org });
  await synced.sync({ since: present - 3 * day, sources: ["surveys"] });
  const [before, answers] = [await synced.table("response"), await synced.table("answer")];
  const inBulk = before.filter(({ in_bulk }) => in_bulk).map(({ response_id }) => String(response_id));
  expect(inBulk.length).toBeGreaterThan(40);
  const again = (): Promise<unknown> => rebuild(synced.warehouse, definition, { clock: synced.clock });
  await again();
  expect([await synced.table("response"), await synced.table("answer")]).toEqual([before, answers]);

  const [first = "", second = ""] = inBulk;
  const organizationId = String(before[0]?.["organization_id"]);
  const readStored = async (id: string): Promise<object> => {
    const [row] = await synced.warehouse.query("SELECT json FROM document WHERE kind = 'survey' AND id = $id", { id });
    return JSON.parse(String(row?.["json"]));
  };
  for (const [id, order] of [
    [first, ["document", "bulk"]],
    [second, ["bulk", "document"]],
  ] as const) {
    const bulk = await readStored(id);
    // In another run each, as two processes have it.
    for (const which of order) {
      const store = createStore(synced.warehouse, organizationId, asItCame, synced.clock);
      store.keep("survey", id, which === "bulk" ? bulk : { ...bulk, bulk: null });
      await store.flush();
    }
    expect(await readStored(id)).toEqual({ ...bulk, bulk: null });
  }
  await again();
  const after = (await synced.table("response")).filter(({ in_bulk }) => in_bulk);
  expect(after.map(({ response_id }) => String(response_id))).toEqual(inBulk.slice(2));
});
