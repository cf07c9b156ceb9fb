import { expect, test } from "vitest";
import { day, hour, Secret } from "../../src/base/index.ts";
import { createGenesys } from "../../src/genesys/index.ts";
import { openSandbox, truth } from "../../src/sandbox/index.ts";
import { defaultSync, sync } from "../../src/sync/index.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { keepSecret } from "../printed.ts";
import { asReadInBulk } from "../servers/read-in-bulk.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/* Evaluations in bulk, into a warehouse: what was read so is marked, gives way to documents, and is read again where it lies. */

const since = present - 10 * day;
const evaluations = { since, sources: ["evaluations"], texts: "never" } as const;

const lists = ["csat_scores", "answers", "divisions", "wrap_up", "agents"];
const bookkeeping = ["settled", "organization_id", "changed_at", "change_id"];

/** Every row is the truth, or as much of it as the bulk route gives. */
async function expectTruth({ sandbox, clock, warehouse }: Synced): Promise<void> {
  const rows = await warehouse.query("SELECT * FROM csat_response ORDER BY submit_date, response_id");
  const expected = truth(sandbox.org, { from: since, to: clock.now(), now: clock.now() }, { sources: ["evaluation"] });
  expect(rows.map(({ response_id }) => response_id)).toEqual(expected.map(({ response_id }) => response_id));
  for (const [index, row] of rows.entries()) {
    const record = Object.fromEntries(
      Object.entries(row).flatMap(([key, value]) => {
        if (bookkeeping.includes(key)) return [];
        return [[key, lists.includes(key) && value !== null ? JSON.parse(String(value)) : value]];
      }),
    );
    const whole = expected[index];
    if (whole === undefined) continue;
    const alternatives = [whole, asReadInBulk(whole, { ...record, ...whole, texts_read: record["texts_read"] })];
    expect(alternatives).toContainEqual(record);
  }
}

const countOf = async ({ warehouse }: Synced, condition: string): Promise<number> => {
  const [row] = await warehouse.query(`SELECT count(*) AS n FROM response WHERE ${condition}`);
  return Number(row?.["n"]);
};

test("synced in bulk = the truth; a further sync asks for little, and wanted texts are read later", async () => {
  await using synced = await openSynced({ org: createJudgedOrg({ "Call handling": 360 }) });
  const first = await synced.sync(evaluations);
  expect([first.missing, first.problems]).toEqual([[], []]);
  expect(first.spent.byEndpoint["evaluation"]).toBeLessThan(210);
  await expectTruth(synced);
  const inBulk = await countOf(synced, "in_bulk");
  expect(inBulk).toBeGreaterThan(140);
  expect(await countOf(synced, "in_bulk AND (texts_read OR NOT settled)")).toBe(0);

  synced.clock.advance(6 * hour);
  const second = await synced.sync(evaluations);
  expect(second.spent.requests).toBeLessThan(40);
  expect(second.spent.byEndpoint["evaluation"] ?? 0).toBe(0);

  const before = await synced.table("answer");
  const low = await synced.sync({ ...evaluations, texts: "low" });
  const satisfied = await countOf(synced, "in_bulk");
  expect(low.spent.byEndpoint["evaluation"]).toBe(inBulk - satisfied);
  expect(satisfied).toBeGreaterThan(20);
  await synced.sync({ ...evaluations, texts: "all" });
  expect(await countOf(synced, "in_bulk OR texts_read = false")).toBe(0);
  await expectTruth(synced);
  expect(await synced.table("answer")).toHaveLength(before.length);
});

test.each([
  ["in every answer", 1],
  // None of these is among the few that are compared again: the totals show it.
  ["in one answer of 130", 130],
])(
  "a search that begins to lie %s is found out, and all that was read of the form in bulk is read again",
  async (_, wrongOneIn) => {
    await using synced = await openSynced({ org: createJudgedOrg({ "Call handling": 560 }, { later: 200 }) });
    await synced.sync(evaluations);
    expect(await countOf(synced, "in_bulk")).toBeGreaterThan(140);
    synced.clock.advance(2 * hour);
    const { sandbox, clock, warehouse } = synced;
    await using lying = await openSandbox({
      ...{ org: sandbox.org, clock, limit: "off", variants: ["wrong-evaluation-answers"], wrongOneIn },
    });
    await using genesys = createGenesys({
      ...{ clientId: lying.clientId, clientSecret: new Secret(lying.clientSecret), clock },
      hosts: { api: lying.url, login: lying.url },
    });
    const result = await sync(genesys, warehouse, defaultSync(evaluations), { clock });
    for (const secret of [lying.clientSecret, ...lying.tokens()]) keepSecret(secret);
    expect(result.notes.join("\n")).toMatch(
      /"Call handling" are read one by one from now on\. The search gives another/,
    );
    expect(await countOf(synced, "in_bulk")).toBe(0);
    await expectTruth(synced);
    // Said once, remembered for good.
    clock.advance(day);
    expect((await synced.sync(evaluations)).notes.join("\n")).not.toContain("one by one");
  },
);
