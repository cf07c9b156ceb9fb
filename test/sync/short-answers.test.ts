import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { WireVariant } from "../../src/sandbox/index.ts";
import { openAltered } from "../servers/altered.ts";
import { openSynced } from "../servers/synced.ts";

/** What a sync links and names where the first answer of this endpoint to several ids is another one. */
async function linked(looked: string | null, body: unknown) {
  let isSpoilt = false;
  await using altered = await openAltered(
    ({ path, query }) => {
      const ids = query.getAll("id").join().split(",");
      if (path !== looked || isSpoilt || ids.length < 2) return undefined;
      isSpoilt = true;
      return { body };
    },
    { perDay: 8, days: 6 },
  );
  await altered.sync({ since: altered.clock.now() - 4 * day });
  const [row] = await altered.query(
    "SELECT count(*) AS n, count(*) FILTER (linked) AS linked, count(agent_name) AS agents, count(queue_name) AS queues FROM response",
  );
  return { isSpoilt, row };
}

test.each([
  ["interactions", "/api/v2/analytics/conversations/details", {}],
  ["people", "/api/v2/users", { entities: [], total: 100, pageCount: 1 }],
  ["queues", "/api/v2/routing/queues", { entities: [], total: 100, pageCount: 1 }],
])("%s that did not come in an answer are asked for once more", async (_, looked, body) => {
  const { row } = await linked(null, null);
  expect(Number(row?.["queues"])).toBeGreaterThan(5);
  expect(await linked(looked, body)).toEqual({ isSpoilt: true, row });
});

test("interactions of which an answer has the first 20 alone are all linked by one sync, and those that are absent are not", async () => {
  const linked = async (variants: readonly WireVariant[]): Promise<readonly unknown[]> => {
    await using synced = await openSynced({ perDay: 60, days: 6, switches: ["missing-interactions"], variants });
    await synced.sync({ since: synced.clock.now() - 4 * day });
    return await synced.warehouse.query(
      "SELECT linked, link_problem, count(*) AS n FROM response GROUP BY linked, link_problem ORDER BY linked",
    );
  };
  const whole = await linked([]);
  expect(whole).toEqual([
    { linked: false, link_problem: "Analytics does not return this interaction.", n: expect.anything() },
    { linked: true, link_problem: null, n: expect.anything() },
  ]);
  expect(await linked(["cut-details"])).toEqual(whole);
});
