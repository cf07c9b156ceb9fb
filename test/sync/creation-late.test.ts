import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { type Alter, type Altered, openAltered } from "../servers/altered.ts";
import { onServer } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import { recordsOf, truthOf } from "../truth/stored-records.ts";

const last = { from: present - 30 * day, to: present };

/** A first sync in which the first so many questions about creation find Genesys out of order. */
async function syncWithout(questions: number): Promise<Altered> {
  let left = questions;
  const alter: Alter = ({ body }) =>
    body.includes("surveyCreatedDate") && left-- > 0 ? { status: 400, body: '{"message":"not now"}' } : undefined;
  const org = await openAltered(alter, { perDay: 20, days: 60 });
  await org.sync({ since: last.from });
  return org;
}

test("times of creation that come late are added to all that has been seen before", async () => {
  await using org = await syncWithout(8);
  expect(await recordsOf(org.warehouse, last)).toEqual(truthOf(org, last));
});

test.skipIf(onServer)("each time of creation is asked for once: hardly a row of a first sync is replaced", async () => {
  await using org = await syncWithout(0);
  expect(await gone(org, "response")).toBeLessThan(0.01 * (await stored(org)));
  const asked = org.server.asked.filter(({ body }) => body.includes("surveyCreatedDate"));
  expect(asked.length).toBeLessThan(8);
});

test.skipIf(onServer)("a response that is derived again leaves the rows that are as they were", async () => {
  await using org = await syncWithout(8);
  expect(await gone(org, "response")).toBeGreaterThan(20);
  for (const table of ["interaction", "interaction_division", "interaction_wrap_up"])
    expect([table, await gone(org, table)]).toEqual([table, 0]);
  // Legs, answers and attribution have times of their response, which become known later: they are replaced with it, not without.
  expect(await gone(org, "leg")).toBeLessThan(2 * (await gone(org, "response")));
  // A form has six questions at most.
  expect(await gone(org, "answer")).toBeLessThanOrEqual(6 * (await gone(org, "response")));
  expect(await gone(org, "attribution")).toBeLessThan(2 * (await gone(org, "response")));
});

const stored = async ({ query }: Altered): Promise<number> => (await query("SELECT 1 FROM response")).length;

/** Rows that were deleted or replaced: their numbers are not given again. */
async function gone({ query }: Altered, table: string): Promise<number> {
  const [row] = await query(`SELECT max(rowid) + 1 - count(*) AS gone FROM ${table}`);
  return Number(row?.["gone"]);
}
