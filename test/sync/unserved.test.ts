import { expect, test } from "vitest";
import { day, isRecord } from "../../src/base/index.ts";
import { type Alter, openAltered } from "../servers/altered.ts";
import { present } from "../servers/sandboxed.ts";

/* What a sync does of an org that serves a part of the API, or answers it in a way of its own. */

const small = { perDay: 10, days: 14, seed: 5 };
const wanted = { sources: ["surveys"] } as const;
const aggregates = "/api/v2/analytics/surveys/aggregates/query";

/** All responses after a first sync and one of the next day, and what was missing in either. */
async function syncTwice(alter: Alter) {
  await using org = await openAltered(alter, small, present);
  const missing = [...(await org.sync(wanted)).missing];
  org.clock.advance(day);
  const { notes, missing: later } = await org.sync(wanted);
  const rows = await org.query(
    "SELECT response_id, status, csat_scores FROM response WHERE status = 'Finished' AND NOT deleted ORDER BY response_id",
  );
  return { rows, notes, missing: [...missing, ...later] };
}

const groupless: Alter = ({ path }, document) => {
  const results = isRecord(document) ? document["results"] : null;
  if (path !== aggregates || !Array.isArray(results)) return undefined;
  return { body: { results: results.map((one) => ({ ...one, group: { mediaType: "voice" } })) } };
};

const listless: Alter = ({ path }, document) => {
  if (path === aggregates) return { status: 404, body: {} };
  const list = isRecord(document) && path.includes("/conversations/details") ? document["conversations"] : null;
  if (!isRecord(document) || !Array.isArray(list)) return undefined;
  return { body: { ...document, conversations: list.map((one) => ({ ...one, surveys: undefined })) } };
};

test.each<[string, Alter]>([
  ["without aggregates of surveys", ({ path }) => (path === aggregates ? { status: 404, body: {} } : undefined)],
  ["with aggregates that are not grouped as asked", groupless],
  ["whose interactions do not name their surveys either", listless],
])("an org %s gives all surveys by start day, and none is called missing", async (_, alter) => {
  const whole = await syncTwice(() => undefined);
  const { rows, notes, missing } = await syncTwice(alter);
  expect(whole.rows.length).toBeGreaterThan(5);
  expect(rows).toEqual(whole.rows);
  expect(notes.join()).toContain("Surveys were found by the day their interaction started");
  expect(missing).toEqual([]);
});
