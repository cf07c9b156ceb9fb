import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { everything } from "../seeds.ts";
import { tableWithout } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import { openSecondWarehouse, openSynced, type Synced } from "../servers/synced.ts";

const since = present - 30 * day;
/** Days; an interaction is read again until its fourth. */
const length = everything ? 60 : 20;

/** What `export --rows responses|answers|legs` reads. */
async function exported({ warehouse }: Synced) {
  const stamps = ["change_id", "changed_at"];
  return {
    responses: await tableWithout(warehouse, "csat_response", stamps),
    answers: await tableWithout(
      warehouse,
      "answer WHERE response_id IN (SELECT response_id FROM csat_response)",
      stamps,
    ),
    handled: await tableWithout(warehouse, "handled"),
    legs: await tableWithout(
      warehouse,
      "leg WHERE interaction_id IN (SELECT interaction_id FROM csat_response)",
      stamps,
    ),
  };
}

test(`${length} days, a sync a day = one sync at the end`, { timeout: 300_000 }, async () => {
  await using daily = await openSynced({ seed: 4, perDay: 8, days: 60, daysAhead: length + 2 });
  for (let days = 0; days <= length; days++) {
    await daily.sync({ since });
    daily.clock.advance(day);
  }
  await daily.sync();
  for (const table of ["answer", "attribution"]) {
    // A row whose time is another is left out of a question about its period.
    const [row] = await daily.warehouse.query(
      `SELECT count(*) AS kept, count(*) FILTER (WHERE own.submit_date IS DISTINCT FROM response.submit_date
         OR own.sent_date IS DISTINCT FROM response.sent_date
         OR own.interaction_start IS DISTINCT FROM response.interaction_start) AS astray
       FROM ${table} AS own LEFT JOIN response USING (organization_id, response_id)`,
    );
    expect(row?.["kept"], table).toBeGreaterThan(200);
    expect(row?.["astray"], table).toBe(0);
  }
  await using once = await openSecondWarehouse(daily);
  await once.sync({ since });
  const [a, b] = [await exported(daily), await exported(once)];
  expect(a.responses.length).toBeGreaterThan(200);
  expect(a).toEqual(b);
});
