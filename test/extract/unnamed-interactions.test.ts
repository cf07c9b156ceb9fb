import { expect, test } from "vitest";
import { day, isRecord } from "../../src/base/index.ts";
import { type Alter, openAltered } from "../servers/altered.ts";

/** A response's own document does not say what it belongs to; what listed it does. */
const unnamed: Alter = ({ path }, document) => {
  const isResponse = /\/quality\/(surveys\/[^/]+|conversations\/[^/]+\/(surveys|evaluations\/[^/]+))$/.test(path);
  if (!isResponse) return undefined;
  const without = (one: unknown): unknown => (isRecord(one) ? { ...one, conversation: undefined } : one);
  return { body: Array.isArray(document) ? document.map(without) : without(document) };
};
const untouched: Alter = () => undefined;
const org = { perDay: 12, days: 8 };

test("a response whose document does not name its interaction belongs to the one that its listing names", async () => {
  const extracted = async (alter: Alter) => {
    await using altered = await openAltered(alter, org);
    const now = altered.clock.now();
    return (await altered.extract({ from: now - 7 * day, to: now })).records;
  };
  const records = await extracted(untouched);
  expect(new Set(records.map(({ source, linked }) => `${source} ${linked}`))).toEqual(
    new Set(["survey true", "evaluation true"]),
  );
  expect(await extracted(unnamed)).toEqual(records);
});

test("so it does in a warehouse", async () => {
  const stored = async (alter: Alter) => {
    await using altered = await openAltered(alter, org);
    await altered.sync({ since: altered.clock.now() - 7 * day });
    return await altered.query(
      "SELECT response_id, interaction_id, linked, link_problem, agent_id, queue_id FROM response ORDER BY response_id",
    );
  };
  const rows = await stored(untouched);
  expect(rows.length).toBeGreaterThan(20);
  expect(await stored(unnamed)).toEqual(rows);
});
