import { beforeAll, expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { createOrg, type Org, type SandboxOptions, truth, truthCreated } from "../../src/sandbox/index.ts";
import { status } from "../../src/sync/index.ts";
import { asReadInBulk } from "../servers/read-in-bulk.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/* Answers in bulk, into a warehouse: what was read so is marked, gives way to documents, and is read again where it lies. */

const since = present - 20 * day;

let org: Org;
beforeAll(() => {
  const lastDay = Math.floor(present / day);
  org = createOrg({ seed: 3, firstDay: lastDay - 23, lastDay: lastDay + 3, perDay: 450 });
});

const open = (options: SandboxOptions = {}): Promise<Synced> => openSynced({ org, ...options });

const lists = ["csat_scores", "answers", "divisions", "wrap_up", "agents"];

/** Every row is the truth, or as much of it as the bulk route gives. */
async function expectTruth({ sandbox, clock, warehouse }: Synced): Promise<void> {
  const rows = await warehouse.query(
    `SELECT * EXCLUDE (settled, organization_id, changed_at, change_id) FROM csat_response
     WHERE submit_date >= CAST($from AS TIMESTAMP) ORDER BY submit_date, response_id`,
    { from: new Date(since).toISOString() },
  );
  const expected = truth(sandbox.org, { from: since, to: clock.now(), now: clock.now() }, { sources: ["survey"] });
  expect(rows.map(({ response_id }) => response_id)).toEqual(expected.map(({ response_id }) => response_id));
  for (const [index, row] of rows.entries()) {
    const record = Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        lists.includes(key) && value !== null ? JSON.parse(String(value)) : value,
      ]),
    );
    const whole = expected[index];
    if (whole === undefined) continue;
    const sent_date = truthCreated(sandbox.org, whole.response_id, since);
    const alternatives = [whole, asReadInBulk(whole, { ...record, ...whole, texts_read: record["texts_read"] })];
    expect(alternatives.map((one) => ({ ...one, sent_date }))).toContainEqual(record);
  }
}

const countOf = async ({ warehouse }: Synced, condition: string): Promise<number> => {
  const [row] = await warehouse.query(`SELECT count(*) AS n FROM response WHERE ${condition}`);
  return Number(row?.["n"]);
};

test("synced in bulk = the truth; a further sync asks for little, and wanted texts are read later", async () => {
  await using synced = await open();
  const first = await synced.sync({ since, sources: ["surveys"], texts: "never" });
  expect([first.missing, first.problems]).toEqual([[], []]);
  await expectTruth(synced);
  const inBulk = await countOf(synced, "in_bulk");
  expect(inBulk).toBeGreaterThan(600);
  expect(await countOf(synced, "in_bulk AND (texts_read IS NULL OR NOT settled)")).toBe(0);

  synced.clock.advance(6 * hour);
  const second = await synced.sync({ sources: ["surveys"], texts: "never" });
  expect(second.spent.requests).toBeLessThan(40);
  await expectTruth(synced);

  const before = await synced.table("answer");
  const unread = await countOf(synced, "texts_read = false");
  expect(unread).toBeGreaterThan(100);
  const third = await synced.sync({ sources: ["surveys"], texts: "all" });
  expect(await countOf(synced, "texts_read = false")).toBe(0);
  expect(third.spent.requests).toBeLessThan(unread + 40);
  await expectTruth(synced);
  expect(await synced.table("answer")).toHaveLength(before.length);
}, 600_000);

test("a form that lies once in a while is found out, and all that was read of it in bulk is read again", async () => {
  await using synced = await open({ variants: ["wrong-survey-answers"], wrongOneIn: 400 });
  const result = await synced.sync({ since, sources: ["surveys"], texts: "never" });
  expect(result.notes.join("\n")).toMatch(
    /"Voice survey" are read one by one from now on\. Analytics gives another answer/,
  );
  expect(await countOf(synced, "in_bulk AND form_name = 'Voice survey'")).toBe(0);
  expect(await countOf(synced, "in_bulk")).toBeGreaterThan(300);
  await expectTruth(synced);
  const [{ routes } = { routes: [] }] = await status(synced.warehouse, { now: synced.clock.now() });
  const ofVoice = routes.find(({ formName }) => formName === "Voice survey");
  expect(ofVoice).toMatchObject({
    source: "surveys",
    inBulk: false,
    reason: expect.stringContaining("another answer"),
  });
  expect(
    routes.filter(({ inBulk, reason }) => inBulk && /^All \d+ that were read both ways agree/.test(reason)),
  ).not.toEqual([]);
  // Said once, remembered for good.
  synced.clock.advance(day);
  const next = await synced.sync({ sources: ["surveys"], texts: "never" });
  expect(next.notes.join("\n")).not.toContain("one by one");
  await expectTruth(synced);
}, 600_000);
