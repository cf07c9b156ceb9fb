import { expect, test } from "vitest";
import { day, hour } from "../../src/base/index.ts";
import { defaultSync, type Retention, rebuild, status } from "../../src/sync/index.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const today = Math.floor(present / day);
const old = "Words of old that are to go";
const young = "Words of late that are to stay";
const written = (comment: string, daysAgo: number) => ({
  start: (today - daysAgo) * day + 9 * hour,
  ...{ queue: "Billing", agent: "Ben Okafor" },
  survey: { score: 1, comment },
  evaluation: { score: 5, comment },
});
const options = { perDay: 3, days: 20, cases: [written(old, 15), written(young, 4)] };
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

  const result = await synced.sync({ retention: { comments, agents: null, documents: null } });
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
  expect(counted?.forgotten).toEqual({ comments: gone.length, agents: 0, documents: 0 });

  // Without the setting, and with a rebuild, nothing comes back.
  await rebuild(warehouse, defaultSync().definition, { clock });
  expect(await everyText(synced)).toBe(texts);
  // Nor when everything is read again.
  await warehouse.transaction(async (tx) => {
    await tx.run("DELETE FROM sync_window");
    await tx.run("DELETE FROM document WHERE kind IN ('survey', 'evaluation')");
  });
  await synced.sync({ since, retention: { comments, agents: null, documents: null } });
  expect(await everyText(synced)).not.toContain(old);
  expect(await commentsOf(synced)).toHaveLength(2);
  expect(await numbersOf(synced)).toEqual(numbers);
});

/** Everything in the rows but who it was, and what is counted by it. */
const facts = ({ warehouse }: Synced) =>
  warehouse.query(
    `SELECT response_id, source, status, csat_score, nps_score, comment, total_score, evaluator_id IS NULL AS machine, queue_id, team_name,
       talk_seconds, hold_seconds, acw_seconds, handle_seconds, total_talk_seconds, transfers, wait_seconds, media_type, settled, listed
     FROM response ORDER BY response_id`,
  );
const credits = ({ warehouse }: Synced) =>
  warehouse.query(
    `SELECT response_id, queue_id, sum(weight_genesys) AS genesys, sum(weight_first) AS first, sum(weight_last) AS last,
       sum(weight_longest) AS longest, round(sum(weight_all) * 1e9) AS shared
     FROM attribution GROUP BY response_id, queue_id ORDER BY response_id, queue_id`,
  );

test("agents and evaluators leave rows and documents with their age, and nothing else about the responses changes", async () => {
  await using synced = await openSynced({ ...options, perDay: 8, cases: [] });
  const { warehouse, sandbox, clock } = synced;
  const retention = { comments: null, agents: { count: 10, unit: "days" }, documents: null } as const;
  await synced.sync({ since });
  const [before, weights] = [await facts(synced), await credits(synced)];
  // Those who are in old responses only, and in the others.
  const cut = new Date(present - 10 * day).toISOString();
  const isOld = "coalesce(submit_date, sent_date, interaction_start) < CAST($cut AS TIMESTAMP)";
  const young = await warehouse.query(`SELECT DISTINCT interaction_id FROM response WHERE NOT (${isOld})`, { cut });
  const stays = new Set(young.map(({ interaction_id }) => interaction_id));
  const all = await warehouse.query(`SELECT response_id, interaction_id, agent_id FROM response WHERE ${isOld}`, {
    cut,
  });
  const old = all.filter(({ interaction_id }) => !stays.has(interaction_id ?? null));
  expect(old.length).toBeGreaterThan(10);
  const spent = sandbox.requests.length;
  await synced.sync();
  const usual = sandbox.requests.length - spent;
  await synced.sync({ retention });
  expect(sandbox.requests.length - spent - usual).toBe(usual);

  const check = async (): Promise<void> => {
    expect(await facts(synced)).toEqual(before);
    expect(await credits(synced)).toEqual(weights);
    const rows = await warehouse.query(
      "SELECT response_id, agent_id, agent_name, evaluator_id, evaluator_name, agents FROM response",
    );
    const ids = new Set(old.map(({ response_id }) => response_id));
    for (const row of rows.filter(({ response_id }) => ids.has(response_id ?? null))) {
      expect(row).toMatchObject({ agent_id: null, agent_name: null, evaluator_name: null });
      expect([null, "forgotten"]).toContain(row["evaluator_id"]);
      expect(String(row["agents"])).not.toContain('"agent_id":"');
    }
    const users = sandbox.org.users.flatMap(({ id, name }) => [id, name]);
    const documents = await warehouse.query("SELECT kind, id, parent_id, json FROM document");
    const interactions = new Set(old.map(({ interaction_id }) => interaction_id));
    const gone = documents.filter(
      ({ id, parent_id }) => interactions.has(id ?? null) || interactions.has(parent_id ?? null),
    );
    expect(gone.length).toBeGreaterThan(20);
    for (const { json } of gone) expect(users.filter((text) => String(json).includes(text))).toEqual([]);
    const known = new Set((await warehouse.query("SELECT agent_id FROM agent")).map(({ agent_id }) => agent_id));
    expect(documents.filter(({ kind, id }) => kind === "user" && !known.has(id ?? null))).toEqual([]);
    for (const table of ["attribution", "leg"]) {
      const named = await warehouse.query(
        table === "leg"
          ? "SELECT interaction_id AS id FROM leg WHERE agent_id IS NOT NULL"
          : "SELECT response_id AS id FROM attribution WHERE agent_id IS NOT NULL",
      );
      const left = table === "leg" ? interactions : ids;
      expect(named.filter(({ id }) => left.has(id ?? null))).toEqual([]);
    }
    const days = await warehouse.query(
      "SELECT day FROM handled WHERE dimension = 'agent' AND day < CAST($cut AS TIMESTAMP)",
      { cut },
    );
    expect(days).toEqual([]);
  };
  await check();
  const [counted] = await status(warehouse, { now: clock.now() });
  expect(counted?.forgotten.agents).toBeGreaterThanOrEqual(old.length);
  // What could not be read is as old as when it was last seen.
  const seen = new Date(present - 15 * day).toISOString();
  const document = { id: "p", agent: { id: "ann", name: "Ann" }, answers: {} };
  const problem = { kind: "evaluation", id: "p", reason: "damaged", json: JSON.stringify(document) };
  const ownId = (await warehouse.query("SELECT organization_id FROM organization"))[0]?.["organization_id"] ?? null;
  await warehouse.transaction((tx) =>
    tx.put("problem", [{ organization_id: ownId, ...problem, first_seen: seen, last_seen: seen }]),
  );
  await rebuild(warehouse, defaultSync().definition, { clock, retention });
  expect(await warehouse.query("SELECT json FROM problem WHERE id = 'p'")).toEqual([
    { json: '{"id":"p","agent":{"id":"forgotten-1"},"answers":{}}' },
  ]);
  await warehouse.transaction((tx) => tx.run("DELETE FROM problem WHERE id = 'p'"));
  await check();
  // All of it read again.
  await warehouse.transaction(async (tx) => {
    await tx.run("DELETE FROM sync_window");
    await tx.run("UPDATE response SET settled = false WHERE source = 'survey' AND settled");
  });
  const asked = sandbox.requests.length;
  await synced.sync({ since, retention });
  expect(sandbox.requests.length - asked).toBeGreaterThan(old.length / 2);
  await warehouse.transaction((tx) =>
    tx.run(
      "UPDATE response SET settled = true WHERE source = 'survey' AND status IN ('Finished', 'OptOut', 'Error', 'Expired')",
    ),
  );
  await check();
});

test("what is older than that when it is read the first time is known of as much", async () => {
  await using synced = await openSynced({ ...options, perDay: 8, cases: [] });
  await using plain = await openSynced({ ...options, perDay: 8, cases: [] });
  await plain.sync({ since });
  await synced.sync({ since, retention: { comments: null, agents: { count: 10, unit: "days" }, documents: null } });
  expect(await facts(synced)).toEqual(await facts(plain));
  expect(await credits(synced)).toEqual(await credits(plain));
  const [row] = await synced.warehouse.query("SELECT count(*) AS n FROM response WHERE agent_id IS NULL");
  expect(Number(row?.["n"])).toBeGreaterThan(10);
});

test("texts and people of evaluations of which no row is made any more leave too", async () => {
  await using synced = await openSynced({ ...options, perDay: 8 });
  const { warehouse, sandbox, clock } = synced;
  await synced.sync({ since });
  const week = { count: 1, unit: "weeks" } as const;
  const fewer = { ...defaultSync().definition, labels: ["nobody asks this"] };
  await rebuild(warehouse, fewer, { clock });
  await rebuild(warehouse, fewer, { clock, retention: { comments: week, agents: week, documents: null } });
  const documents = (await warehouse.query("SELECT json FROM document WHERE kind = 'evaluation'")).map(({ json }) =>
    String(json),
  );
  const cut = new Date(present - 7 * day).toISOString();
  const isOld = (json: string): boolean => (/"submittedDate":"([^"]*)"/.exec(json)?.[1] ?? cut) < cut;
  const people = sandbox.org.users.flatMap(({ id, name }) => [id, name]);
  const old = documents.filter(isOld);
  expect(old.length).toBeGreaterThanOrEqual(2);
  for (const json of old) {
    expect(json).not.toContain('"comments":"');
    expect(people.filter((text) => json.includes(text))).toEqual([]);
  }
  const young = documents.filter((json) => !isOld(json));
  expect(young.length).toBeGreaterThan(0);
  for (const json of young) expect(people.some((text) => json.includes(text))).toBe(true);
});
