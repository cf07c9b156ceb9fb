import { expect, test } from "vitest";
import { type Clock, day, hour, isoTime, minute, Secret } from "../../src/base/index.ts";
import { defaultRequest, extract } from "../../src/extract/index.ts";
import { createGenesys, type Genesys } from "../../src/genesys/index.ts";
import { defaultSync, sync } from "../../src/sync/index.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const small = { perDay: 6, days: 12, daysAhead: 20, seed: 3 };

/** The steps under a clock that is so far ahead of the sandbox's. */
async function under<Result>(
  { sandbox, clock }: Synced,
  ahead: number,
  work: (genesys: Genesys, clock: Clock) => Promise<Result>,
): Promise<Result> {
  const wrong: Clock = { now: () => clock.now() + ahead, sleep: clock.sleep };
  await using genesys = createGenesys({
    ...{ clientId: sandbox.clientId, clientSecret: new Secret(sandbox.clientSecret), env: {} },
    hosts: { api: sandbox.url, login: sandbox.url },
    clock: wrong,
  });
  return await work(genesys, wrong);
}

const covered = ({ warehouse }: Synced) =>
  warehouse.query("SELECT source, max(to_time) AS read FROM sync_window GROUP BY source ORDER BY source");

test.each([-400, -2, 5, 400])("a clock that is %i days ahead notes nothing as read that has not come", async (days) => {
  await using synced = await openSynced(small);
  const { notes } = await under(synced, days * day, (genesys, clock) =>
    sync(genesys, synced.warehouse, defaultSync(), { clock }),
  );
  const size = Math.abs(days) < 2 ? `${Math.abs(days) * 24} hours` : `${Math.abs(days)} days`;
  const [note] = notes.filter((note) => note.includes("This machine's clock is"));
  expect(note).toContain(`${size} ${days > 0 ? "ahead" : "behind"}: `);
  for (const time of [present, present + days * day])
    expect(note).toContain(isoTime(time).slice(0, 16).replace("T", " "));
  for (const { read } of await covered(synced)) expect(String(read) <= isoTime(present)).toBe(true);
});

test("a minute is no reason for a word", async () => {
  await using synced = await openSynced(small);
  const { notes } = await under(synced, minute, (genesys, clock) =>
    sync(genesys, synced.warehouse, defaultSync(), { clock }),
  );
  expect(notes.filter((note) => note.includes("clock"))).toEqual([]);
});

test("an extraction reports that its lengths of time count from another clock", async () => {
  await using synced = await openSynced(small);
  const range = { from: present - day, to: present };
  const { notes } = await under(synced, 3 * hour, (genesys, clock) =>
    extract(genesys, defaultRequest(range), { clock }),
  );
  expect(notes.join(" ")).toContain("This machine's clock is 3 hours ahead");
});

test("a start that lies in the future does not keep later syncs from reading anything", async () => {
  await using synced = await openSynced(small);
  const wrong = present + 400 * day;
  await under(synced, 400 * day, (genesys, clock) =>
    sync(genesys, synced.warehouse, defaultSync({ since: wrong - 5 * day }), { clock }),
  );
  const [row] = await synced.warehouse.query("SELECT count(*) AS n FROM response");
  expect(Number(row?.["n"])).toBeGreaterThan(0);
});

test("what an older version noted as read in the future is listed again, and its answers are not asked for again", async () => {
  await using synced = await openSynced(small);
  await synced.sync({ since: present - 8 * day });
  await synced.warehouse.transaction((tx) =>
    tx.run("UPDATE sync_window SET to_time = CAST($to AS TIMESTAMP)", { to: isoTime(present + 30 * day) }),
  );
  synced.clock.advance(6 * day);
  const asked = (): number => synced.sandbox.counts()["GET /api/v2/quality/surveys/{surveyId}"] ?? 0;
  const before = asked();
  const { notes } = await synced.sync();
  expect(notes.join(" ")).toContain("noted as read by a clock that was ahead");
  const lateRows = await synced.warehouse.query(
    "SELECT count(*) AS n FROM response WHERE source = 'survey' AND status = 'Finished' AND submit_date >= CAST($t AS TIMESTAMP)",
    { t: isoTime(present) },
  );
  expect(Number(lateRows[0]?.["n"])).toBeGreaterThan(0);
  expect(asked() - before).toBeLessThanOrEqual(Number(lateRows[0]?.["n"]) + 2);
  for (const { read } of await covered(synced)) expect(String(read) <= isoTime(synced.clock.now())).toBe(true);
});
