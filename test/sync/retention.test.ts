import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { defaultSync, type Retention, rebuild, status } from "../../src/sync/index.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const today = Math.floor(present / day);
const old = "Words of old that are to go";
const young = "Words of late that are to stay";
const told = (comment: string, daysAgo: number) => ({
  start: (today - daysAgo) * day + 9 * hour,
  ...{ queue: "Billing", agent: "Ben Okafor" },
  survey: { score: 1, comment },
  evaluation: { score: 5, comment },
});
const options = { perDay: 3, days: 20, cases: [told(old, 15), told(young, 4)] };
const since = present - 20 * day;
/** Between the two, and with the evaluation of the first, a day later. */
const comments: Retention["comments"] = { count: 1, unit: "weeks" };

/** Everything that a warehouse holds of what was written. */
async function everyText({ warehouse }: Synced): Promise<string> {
  const stored = [];
  for (const table of ["document", "problem", "response", "answer", "csat_change"])
    stored.push(await warehouse.query(`SELECT * FROM ${table}`));
  return JSON.stringify(stored);
}

/** Everything in the rows but what was written. */
const numbersOf = ({ warehouse }: Synced) =>
  warehouse.query(
    `SELECT r.response_id, r.status, r.csat_score, r.satisfied, r.nps_score, r.total_score, r.listed, r.settled, r.agent_id,
       r.talk_seconds, a.position, a.value, a.satisfied AS favourable, a.question_id
     FROM response AS r JOIN answer AS a ON a.response_id = r.response_id ORDER BY r.response_id, a.position`,
  );

const commentsOf = ({ warehouse }: Synced) =>
  warehouse.query("SELECT comment, texts_read FROM csat_response WHERE position('Words of' IN comment) > 0");

test("free texts leave rows and documents with their age, no number changes, and copies hear of it", async () => {
  await using synced = await openSynced(options);
  const { warehouse, sandbox, clock } = synced;
  await synced.sync({ since });
  expect(await everyText(synced)).toContain(old);
  const numbers = await numbersOf(synced);
  const [before] = await warehouse.query("SELECT last FROM change_counter");
  const spent = sandbox.requests.length;
  const asIs = await synced.sync();
  const usual = sandbox.requests.length - spent;
  expect(asIs.complete).toBe(true);

  const result = await synced.sync({ retention: { comments } });
  expect(result.complete).toBe(true);
  // It costs no request.
  expect(sandbox.requests.length - spent - usual).toBe(usual);
  const texts = await everyText(synced);
  expect(texts).not.toContain(old);
  expect(texts).toContain(young);
  expect(await numbersOf(synced)).toEqual(numbers);
  const gone = await warehouse.query(
    "SELECT response_id, comment FROM csat_response WHERE texts_read = false ORDER BY response_id",
  );
  expect(gone.length).toBeGreaterThan(5);
  expect(gone.every(({ comment }) => comment === null)).toBe(true);
  expect(await commentsOf(synced)).toEqual([
    { comment: young, texts_read: true },
    { comment: young, texts_read: true },
  ]);
  const changed = await warehouse.query(
    "SELECT response_id FROM csat_change WHERE change_id > $last ORDER BY response_id",
    {
      last: before?.["last"] ?? null,
    },
  );
  expect(changed).toEqual(gone.map(({ response_id }) => ({ response_id })));
  const [counted] = await status(warehouse, { now: clock.now() });
  expect(counted?.forgotten).toEqual({ comments: gone.length });

  // Without the setting, and with a rebuild, nothing comes back.
  await rebuild(warehouse, defaultSync().definition, { clock });
  expect(await everyText(synced)).toBe(texts);
  // Nor when everything is read again.
  await warehouse.transaction(async (tx) => {
    await tx.run("DELETE FROM sync_window");
    await tx.run("DELETE FROM document WHERE kind IN ('survey', 'evaluation')");
  });
  await synced.sync({ since, retention: { comments } });
  expect(await everyText(synced)).not.toContain(old);
  expect(await commentsOf(synced)).toHaveLength(2);
  expect(await numbersOf(synced)).toEqual(numbers);
});
