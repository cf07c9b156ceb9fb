import { expect, test } from "vitest";
import { day, isoTime, minute } from "../../src/base/index.ts";
import { truth } from "../../src/sandbox/index.ts";
import { defaultSync } from "../../src/sync/index.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const since = present - 20 * day;
const definition = (...labels: string[]) => ({ ...defaultSync().definition, labels });

/** Evaluations that are stored with their answers, but for those of the two days that every sync reads again. */
async function readIds({ warehouse }: Synced): Promise<readonly unknown[]> {
  const rows = await warehouse.query(
    `SELECT id FROM document WHERE kind = 'evaluation' AND id IN (
       SELECT id FROM document WHERE kind = 'evaluation-sighting' AND (CAST(json AS JSON) ->> 'submitted') < $recent)`,
    { recent: isoTime(present - 2 * day - 15 * minute) },
  );
  return rows.map(({ id }) => id);
}

test("other labels: the listed evaluations that they choose are read, as the dry run announced", async () => {
  await using synced = await openSynced({ seed: 3, perDay: 30, days: 25 });
  await synced.sync({ since, definition: definition("csat") });
  synced.clock.advance(day / 4);
  const other = { definition: definition("compliance") };
  const planned = await synced.plan(other);
  const before = await readIds(synced);
  const { spent } = await synced.sync(other);
  const read = (await readIds(synced)).filter((id) => !before.includes(id));
  expect(read.length).toBeGreaterThan(10);
  expect(planned.notes).toEqual([
    `${read.length} evaluations that were listed before would be read, since other labels or questions choose them now.`,
  ]);
  // The last two days are counted by aggregates, calibration copies too.
  expect(Math.abs((planned.evaluations ?? 0) - (spent.byEndpoint["evaluation"] ?? 0))).toBeLessThan(3);
  expect(Math.abs(planned.requests - spent.requests)).toBeLessThan(12);

  const rows = await synced.warehouse.query(
    "SELECT response_id FROM csat_response WHERE source = 'evaluation' ORDER BY submit_date, response_id",
  );
  const options = { sources: ["evaluation"], labels: ["compliance"] } as const;
  expect(rows.map(({ response_id }) => response_id)).toEqual(
    truth(synced.sandbox.org, { from: since, to: synced.clock.now(), now: synced.clock.now() }, options).map(
      ({ response_id }) => response_id,
    ),
  );
  // Once they are read, they cost nothing.
  expect((await synced.plan(other)).notes).toEqual([]);
});

test("other labels that choose a text: evaluations read without it are read for it", async () => {
  await using synced = await openSynced({ org: createJudgedOrg({ "Conversation quality": 560 }) });
  const request = { since: present - 10 * day, sources: ["evaluations"], texts: "never" } as const;
  await synced.sync({ ...request, definition: definition("csat") });
  const [row] = await synced.warehouse.query("SELECT count(*) AS n FROM response WHERE in_bulk");
  expect(Number(row?.["n"])).toBeGreaterThan(200);
  synced.clock.advance(minute);
  await synced.sync({ ...request, definition: definition("quote") });
  const rows = await synced.warehouse.query("SELECT response_id FROM csat_response ORDER BY submit_date, response_id");
  const now = synced.clock.now();
  const options = { sources: ["evaluation"], labels: ["quote"] } as const;
  const expected = truth(synced.sandbox.org, { from: present - 10 * day, to: now, now }, options);
  expect(rows.map(({ response_id }) => response_id)).toEqual(expected.map(({ response_id }) => response_id));
});
