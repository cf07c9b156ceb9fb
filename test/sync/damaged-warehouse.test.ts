import { describe, expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { createPeople } from "../../src/csat/index.ts";
import { rows } from "../../src/export/index.ts";
import { createStore } from "../../src/sync/documents/store.ts";
import { defaultSync, rebuild, status } from "../../src/sync/index.ts";
import { asItCame } from "../orgs/as-it-came.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const range = { since: present - 6 * day };

async function openDamaged(statement: string): Promise<Synced> {
  const synced = await openSynced({ seed: 4, perDay: 6, days: 10 });
  await synced.sync(range);
  await synced.warehouse.transaction((tx) => tx.run(statement));
  return synced;
}

/** Of one of a kind that some response is made of. */
const damage = (kind: string, json: string): string =>
  `UPDATE document SET json = '${json}' WHERE arrival = (SELECT max(arrival) FROM document WHERE kind = '${kind}')`;

const idOf = async ({ warehouse }: Synced, kind: string): Promise<string> =>
  String(
    (await warehouse.query("SELECT id FROM document WHERE kind = $kind ORDER BY arrival DESC", { kind }))[0]?.["id"],
  );

const kinds = ["survey-sighting", "evaluation-sighting", "survey", "evaluation", "interaction"];
const shared = ["survey-form", "evaluation-form", "form-lead", "user", "queue", "division"];

describe.each([
  ["no JSON", "{"],
  ["a list", "[]"],
])("a stored document that is %s", (_, json) => {
  test.each([...kinds, ...shared])("is named by a rebuild and costs no other one: %s", async (kind) => {
    await using synced = await openDamaged(damage(kind, json));
    const before = (await synced.table("response")).length;
    const id = await idOf(synced, kind);
    const { problems } = await rebuild(synced.warehouse, defaultSync().definition, { clock: synced.clock });
    const about = problems.filter(({ reason }) => reason.includes(`document ${kind} ${id}`));
    expect(about.length).toBeGreaterThan(0);
    const lost = kind.includes("form") ? before : about.length;
    expect((await synced.table("response")).length).toBeGreaterThanOrEqual(before - lost);
    expect((await synced.sync(range)).organization).toBeTruthy();
  });

  test.each(["evaluation-form", "survey", "evaluation"])("comes again after that: %s", async (kind) => {
    await using synced = await openDamaged(damage(kind, json));
    const id = await idOf(synced, kind);
    const named = async () =>
      (await rebuild(synced.warehouse, defaultSync().definition, { clock: synced.clock })).problems.filter(
        ({ reason }) => reason.includes(`document ${kind} ${id}`),
      ).length;
    expect(await named()).toBeGreaterThan(0);
    synced.clock.advance(day + hour);
    await synced.sync(range);
    expect(await named()).toBe(0);
  });
});

test.each([
  ["survey-sighting", "[]"],
  ["evaluation-sighting", '{"conversationId": 7}'],
  ["survey", "{"],
] as const)("what a step asks for and cannot read is a problem until it is stored again: %s", async (kind, json) => {
  const another = `SELECT id, json FROM document WHERE kind = '${kind}' ORDER BY arrival DESC`;
  await using synced = await openSynced({ seed: 4, perDay: 6, days: 10 });
  await synced.sync(range);
  const [one, other] = await synced.warehouse.query(another);
  await synced.warehouse.transaction((tx) => tx.run(damage(kind, json)));
  const [organization] = await synced.warehouse.query("SELECT organization_id FROM organization");
  const store = createStore(synced.warehouse, String(organization?.["organization_id"]), asItCame, synced.clock);
  const [id, second] = [String(one?.["id"]), String(other?.["id"])];
  expect([...(await store.read(kind, [id, second])).keys()]).toEqual([second]);
  expect(store.flaws.found()).toEqual([
    {
      kind: expect.any(String),
      id: expect.stringContaining(id),
      reason: expect.stringContaining(`document ${kind} ${id}`),
    },
  ]);
  store.keep(kind, id, JSON.parse(String(one?.["json"])));
  await store.flush();
  expect(store.flaws.found()).toEqual([]);
  expect((await store.read(kind, [id])).get(id)).toEqual(JSON.parse(String(one?.["json"])));
});

test("counts of days that cannot be read are named as missing once, and counted again", async () => {
  await using synced = await openDamaged("UPDATE fact SET value = '[7]' WHERE name LIKE 'counted surveys %'");
  expect((await synced.sync(range)).missing).toEqual([expect.stringContaining('fact "counted surveys')]);
  expect((await synced.sync(range)).missing).toEqual([]);
});

test("what a sync has spent that cannot be read is named with what to do", async () => {
  await using synced = await openDamaged(`UPDATE sync_run SET endpoints = '{"GET": "many"}'`);
  await expect(status(synced.warehouse, { now: synced.clock.now() })).rejects.toMatchObject({
    code: "decode",
    message: expect.stringMatching(
      /column endpoints of the sync that began at 2\d{3}-.* not what Afterword stores: GET: /,
    ),
    hint: expect.stringContaining("afterword rebuild"),
  });
});

test.each(["{", '{"agent_id": 1}', "7"])(
  "legs that are %s are named before people are hidden in them",
  async (agents) => {
    await using synced = await openDamaged(`UPDATE response SET agents = '${agents}'`);
    const people = createPeople("pseudonym", new Uint8Array(32));
    const read = async () => {
      for await (const batch of rows(synced.warehouse, { rows: "responses" }, { people })) expect(batch).toBeDefined();
    };
    await expect(read()).rejects.toMatchObject({
      code: "decode",
      message: expect.stringMatching(/column agents of response \S+ is not/),
      hint: expect.stringContaining("afterword rebuild"),
    });
  },
);
