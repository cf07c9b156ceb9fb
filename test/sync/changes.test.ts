import { describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { type RowKind, rowKinds, rows } from "../../src/export/index.ts";
import { derive } from "../../src/sync/derive/derive.ts";
import { createStore } from "../../src/sync/documents/store.ts";
import { defaultSync, rebuild } from "../../src/sync/index.ts";
import type { Row, Warehouse } from "../../src/warehouse/index.ts";
import { asItCame } from "../orgs/as-it-came.ts";
import { seeds } from "../seeds.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const since = present - 10 * day;
const { definition } = defaultSync();

type Seen = ReadonlyMap<string, { readonly text: string; readonly number: number }>;

/** What a reader sees of each kind of rows, and the number of its latest change. */
async function look(warehouse: Warehouse): Promise<Readonly<Record<RowKind, Seen>>> {
  const seen: Record<RowKind, Map<string, { text: string; number: number }>> = {
    responses: new Map(),
    answers: new Map(),
    legs: new Map(),
  };
  for (const kind of rowKinds) {
    for await (const batch of rows(warehouse, { rows: kind })) {
      for (const row of batch as readonly Readonly<Record<string, unknown>>[]) {
        const { change_id: number, changed_at: _, ...shown } = row;
        const key = `${String(row["response_id"])} ${Number(row["position"] ?? 0)}`;
        seen[kind].set(key, { text: JSON.stringify(shown), number: Number(number) });
      }
    }
  }
  // The view shows one column more.
  for (const row of await warehouse.query("SELECT response_id, settled FROM csat_response")) {
    const key = `${row["response_id"]} 0`;
    const own = seen.responses.get(key);
    if (own) seen.responses.set(key, { ...own, text: `${own.text} ${row["settled"]}` });
  }
  return seen;
}

const tombstones = async (warehouse: Warehouse): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (await warehouse.query("SELECT * FROM tombstone")).map((row) => [
      `${row["row_kind"]} ${row["response_id"]} ${row["position"]}`,
      Number(row["change_id"]),
    ]),
  );

const lastChange = async (warehouse: Warehouse): Promise<number> =>
  Number((await warehouse.query("SELECT last FROM change_counter"))[0]?.["last"]);

/** Does something, and compares what is numbered with what a reader sees differ. @returns how many rows that are */
async function expectNumbered({ warehouse }: Synced, act: () => Promise<unknown>): Promise<number> {
  const [before, gone, last] = [await look(warehouse), await tombstones(warehouse), await lastChange(warehouse)];
  await act();
  const [after, left] = [await look(warehouse), await tombstones(warehouse)];
  const now = await lastChange(warehouse);
  let differ = 0;
  for (const kind of rowKinds) {
    const numbered = [...after[kind]].filter(([, { number }]) => number > last).map(([key]) => key);
    const others = new Set(
      [...after[kind]].filter(([key, row]) => before[kind].get(key)?.text !== row.text).map(([key]) => key),
    );
    const ofResponses = new Set([...others].map((key) => key.split(" ")[0]));
    const vanished = [...before[kind].keys()].filter((key) => !after[kind].has(key));
    // Legs change together.
    const expected =
      kind !== "legs"
        ? others
        : new Set(
            [...after.legs.keys()].filter(
              (key) =>
                ofResponses.has(key.split(" ")[0]) || vanished.some((one) => one.split(" ")[0] === key.split(" ")[0]),
            ),
          );
    expect([kind, numbered.sort()]).toEqual([kind, [...expected].sort()]);
    for (const key of vanished) expect(left.get(`${kind} ${key}`)).toBeGreaterThan(last);
    for (const [key] of after[kind]) expect(left.has(`${kind} ${key}`)).toBe(false);
    for (const { number } of after[kind].values()) expect(number).toBeLessThanOrEqual(now);
    differ += others.size + vanished.length;
  }
  // No other tombstone is new, and none is lost but those of rows that are there again.
  for (const [key, number] of left) {
    const [kind = "", id, position] = key.split(" ");
    const wasLive = rowKinds.some((one) => one === kind && before[one].has(`${id} ${position}`));
    if (!wasLive) expect([key, number]).toEqual([key, gone.get(key)]);
  }
  for (const key of gone.keys()) {
    const [kind = "", id, position] = key.split(" ");
    if (!left.has(key)) expect(rowKinds.some((one) => one === kind && after[one].has(`${id} ${position}`))).toBe(true);
  }
  if (differ === 0) expect(now).toBe(last);
  return differ;
}

interface Documents {
  of(kind: string): Promise<readonly Row[]>;
  change(kind: string, id: string, alter: (document: Record<string, unknown>) => unknown): Promise<void>;
  derive(): Promise<void>;
}

async function openDocuments({ warehouse, clock }: Synced): Promise<Documents> {
  const organizationId = String(
    (await warehouse.query("SELECT organization_id FROM organization"))[0]?.["organization_id"],
  );
  const store = createStore(warehouse, organizationId, asItCame, clock);
  const of = (kind: string) =>
    warehouse.query("SELECT id, parent_id, json FROM document WHERE kind = $kind ORDER BY id", { kind });
  return {
    of,
    async change(kind, id, alter) {
      const row = (await of(kind)).find((one) => one["id"] === id);
      const document = JSON.parse(String(row?.["json"])) as Record<string, unknown>;
      const parentId = typeof row?.["parent_id"] === "string" ? row["parent_id"] : null;
      store.keep(kind as Parameters<typeof store.keep>[0], id, alter(document), { parentId });
      await store.flush();
    },
    async derive() {
      await derive(warehouse, {
        ...{ organizationId, definition, interactionUrl: () => null, now: clock.now(), clock, flaws: store.flaws },
        rules: asItCame,
      });
    },
  };
}

describe.each(seeds(3, 1))("a change is what a reader sees, seed %i", (seed) => {
  test("in syncs day by day, with rebuilds, label changes and what comes late", async () => {
    await using synced = await openSynced({ seed, perDay: 6, days: 40, daysAhead: 14 });
    await synced.sync({ since });
    for (let night = 0; night < 10; night += 1) {
      synced.clock.advance(day);
      const labels = night >= 5 ? ["csat", "quality"] : definition.labels;
      await expectNumbered(synced, () => synced.sync({ since, definition: { ...definition, labels } }));
      if (night % 3 !== 0) continue;
      const again = { ...definition, labels };
      expect(await expectNumbered(synced, () => rebuild(synced.warehouse, again, { clock: synced.clock }))).toBe(0);
    }
  });

  test("of documents that change and change back, each alone", async () => {
    await using synced = await openSynced({ seed, perDay: 6, days: 30 });
    const { warehouse } = synced;
    await synced.sync({ since });
    const documents = await openDocuments(synced);
    await documents.derive();
    await expectNumbered(synced, () => rebuild(warehouse, definition, { clock: synced.clock }));
    const [agent] = await warehouse.query(
      "SELECT agent_id AS id FROM leg GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    );
    const [survey, other] = await warehouse.query(
      "SELECT response_id AS id, interaction_id FROM csat_response WHERE source = 'survey' AND status = 'Finished' AND linked ORDER BY 1 LIMIT 2",
    );
    const cases: readonly (readonly [string, string, (document: Record<string, unknown>) => unknown])[] = [
      ["user", String(agent?.["id"]), (user) => ({ ...user, name: "Renamed" })],
      ["survey", String(survey?.["id"]), (own) => ({ ...own, completedDate: new Date(present).toISOString() })],
      [
        "survey",
        String(survey?.["id"]),
        (own) => ({ ...own, answers: { ...(own["answers"] as object), totalScore: 1 } }),
      ],
      // The form's questions without an answer.
      ["survey", String(survey?.["id"]), (own) => ({ ...own, answers: { totalScore: 0, questionGroupScores: [] } })],
      ["interaction", String(survey?.["interaction_id"]), (own) => ({ ...own, participants: [] })],
      // Last: what was listed as deleted stays so.
      ["survey-sighting", String(survey?.["id"]), (stub) => ({ ...stub, deleted: true })],
    ];
    for (const [kind, id, alter] of cases) {
      const before = (await documents.of(kind)).find((row) => row["id"] === id);
      expect([kind, before?.["id"]]).toEqual([kind, id]);
      const there = await expectNumbered(synced, async () => {
        await documents.change(kind, id, alter);
        await documents.derive();
      });
      expect([kind, there > 0]).toEqual([kind, true]);
      await expectNumbered(synced, async () => {
        await documents.change(kind, id, () => JSON.parse(String(before?.["json"])));
        await documents.derive();
      });
      expect(await expectNumbered(synced, () => rebuild(warehouse, definition, { clock: synced.clock }))).toBe(0);
    }
    // Documents that are deleted by hand, and a rebuild: the rows go.
    expect(
      await expectNumbered(synced, async () => {
        await warehouse.transaction((tx) =>
          tx.run("DELETE FROM document WHERE id = $id AND kind IN ('survey', 'survey-sighting')", {
            id: other?.["id"] ?? "",
          }),
        );
        await rebuild(warehouse, definition, { clock: synced.clock });
      }),
    ).toBeGreaterThan(1);
  });
});
