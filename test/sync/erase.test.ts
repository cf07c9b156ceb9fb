import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { lastChange, rowKinds, rows } from "../../src/export/index.ts";
import { rounded } from "../../src/metrics/index.ts";
import { createReport } from "../../src/report/index.ts";
import { addressMark } from "../../src/sandbox/http/documents/customer-addresses.ts";
import { defaultSync, erase, openAddressKey, planErase, purgeErased, rebuild } from "../../src/sync/index.ts";
import type { Row, Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { onServer } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import { refuseRowsIn } from "../servers/stopping.ts";
import { openSynced, type Synced } from "../servers/synced.ts";
import { findEverywhere } from "./erased-texts.ts";

const { definition } = defaultSync();
const since = present - 9 * day;

const open = async (): Promise<Synced> => {
  const synced = await openSynced({ seed: 4, perDay: 6, days: 16, daysAhead: 3 });
  await synced.sync({ since });
  return synced;
};

/** The only row of a question. */
const first = async ({ query }: Pick<Warehouse, "query">, sql: string, parameters = {}): Promise<Row> => {
  const [row] = await query(sql, parameters);
  if (!row) throw new Error(`no row of ${sql}`);
  return row;
};

const eraseOne = async ({ warehouse, clock }: Synced, kind: "interaction" | "customer" | "agent", value: string) => {
  const [erasure] = await erase(warehouse, { kind, value, definition }, { clock });
  if (!erasure) throw new Error("nothing was erased");
  return erasure;
};

/** The interaction of an answered survey with a comment. */
async function commented({ warehouse }: Synced) {
  const found = await first(
    warehouse,
    `SELECT interaction_id, response_id, comment FROM response
     WHERE source = 'survey' AND listed AND linked AND length(comment) > 10 ORDER BY length(comment) DESC, response_id LIMIT 1`,
  );
  const { interaction_id, response_id, comment } = found;
  return { interaction: String(interaction_id), response: String(response_id), comment: String(comment) };
}

/** Everything again that might bring something back: a rebuild, and a sync of the next day. */
async function goOn(synced: Synced): Promise<void> {
  await rebuild(synced.warehouse, definition, { clock: synced.clock });
  synced.clock.advance(day);
  expect((await synced.sync()).missing).toEqual([]);
}

/** Everything once more from Genesys, as if nothing of the range had been read. */
async function readAgain(synced: Synced): Promise<void> {
  await synced.warehouse.transaction((tx) => tx.run("DELETE FROM sync_window"));
  await synced.sync({ since });
}

/** What every export and every increment shows. */
async function exported({ warehouse }: Synced): Promise<string> {
  const all: object[] = [];
  for (const kind of rowKinds)
    for (const changes of [undefined, { after: 0, until: await lastChange(warehouse) }])
      for await (const batch of rows(warehouse, { rows: kind, all: true, changes })) all.push(...batch);
  return JSON.stringify(all);
}

test("an erased interaction is in no table and does not come back; increments say that its responses are gone", async () => {
  await using synced = await open();
  const { warehouse } = synced;
  const { interaction, response, comment } = await commented(synced);
  const texts = [interaction, response, comment];
  // A problem and a run that name it, as a sync notes them.
  const problem = { organization_id: synced.sandbox.org.id, kind: "row", id: `of survey ${response}`, reason: "Odd." };
  const [run] = await warehouse.query("SELECT * FROM sync_run");
  await warehouse.transaction(async (tx) => {
    await tx.put("problem", [{ ...problem, json: null, first_seen: "2026-03-30", last_seen: "2026-03-30" }]);
    await tx.put("sync_run", [{ ...run, message: `Nothing came of ${interaction}.` }]);
  });
  const before = await findEverywhere(warehouse, texts);
  expect(before).toEqual(
    expect.arrayContaining(["document.json", "response.comment", "answer.response_id", "leg.interaction_id"]),
  );
  const documents = await warehouse.query(
    "SELECT * FROM document WHERE id IN (SELECT unnest($ids)) OR parent_id = $interaction",
    { ids: [interaction, response], interaction },
  );
  const [planned] = await planErase(warehouse, { kind: "interaction", value: interaction, definition });
  expect(await findEverywhere(warehouse, texts)).toEqual(before);
  expect(planned?.responses).toContain(response);

  const { id, counts, responses } = await eraseOne(synced, "interaction", interaction);
  expect([counts, responses]).toEqual([planned?.counts, planned?.responses]);
  const left = ["csat_change.response_id", "csat_change.survey_id", "tombstone.response_id"];
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  // Put back out of a copy.
  expect(documents.length).toBeGreaterThan(2);
  await warehouse.transaction((tx) => tx.put("document", documents));
  expect(await findEverywhere(warehouse, texts)).toContain("document.json");
  const asked = synced.sandbox.requests.length;
  await goOn(synced);
  await readAgain(synced);
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  // Listings name it still; nobody asks for it.
  const paths = synced.sandbox.requests.slice(asked).map((request) => JSON.stringify(request));
  expect(paths.filter((path) => texts.some((text) => path.includes(text)))).toEqual([]);
  const { cells, lost } = await synced.reconcile();
  expect([lost, cells.reduce((sum, { erased }) => sum + erased, 0)]).toEqual([0, counts.responses]);
  const receipts = await warehouse.query("SELECT erasure_id, kind, counts FROM erasure");
  expect(receipts).toEqual([{ erasure_id: id, kind: "interaction", counts: JSON.stringify(counts) }]);
  const tombstone = await first(warehouse, "SELECT * FROM csat_change WHERE response_id = $response", { response });
  expect(tombstone).toMatchObject({ deleted: true, interaction_id: null, comment: null });
});

test("an erased customer's interactions go, and later ones of the same address are not stored", async () => {
  await using synced = await open();
  const { warehouse } = synced;
  const { interaction, response, comment } = await commented(synced);
  const mark = addressMark({ id: interaction });
  // However it is written.
  const found = await planErase(warehouse, { kind: "customer", value: `<CUSTOMER.${mark}@Mail.Example>`, definition });
  expect(found[0]?.responses).toContain(response);
  const hash = (await openAddressKey(warehouse))(`customer.${mark}@mail.example`);
  const texts = [interaction, response, comment, hash];
  expect(await findEverywhere(warehouse, [hash])).toEqual(["document.json"]);
  await eraseOne(synced, "customer", `customer.${mark}@mail.example`);
  const left = ["csat_change.response_id", "csat_change.survey_id", "tombstone.response_id"];
  expect(await findEverywhere(warehouse, texts)).toEqual(left);

  // Its documents again, as another route or an older copy would bring them; the marks of its ids are gone.
  await warehouse.transaction((tx) =>
    tx.run("DELETE FROM erased WHERE kind IN ('interaction', 'survey', 'evaluation')"),
  );
  await readAgain(synced);
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  await goOn(synced);
  expect(await findEverywhere(warehouse, texts)).toEqual(left);
  expect(await exported(synced)).not.toContain(comment);
});

const figures = `
  SELECT a.queue_id, a.agent_id, count(*) AS n, sum(weight_all) AS shared, sum(weight_last) AS last, sum(csat_score) AS score,
    sum(r.talk_seconds) AS talk
  FROM attribution AS a JOIN response AS r ON r.response_id = a.response_id
  WHERE coalesce(a.agent_id, '') <> $agent GROUP BY 1, 2 ORDER BY 1, 2`;

test("an erased agent leaves everything; responses stay, and others' figures are what they were", async () => {
  await using synced = await open();
  const { warehouse } = synced;
  const busiest = await first(
    warehouse,
    `SELECT agent.agent_id, name FROM agent JOIN leg ON leg.agent_id = agent.agent_id
     WHERE EXISTS (SELECT 1 FROM response WHERE response.agent_id = agent.agent_id)
     GROUP BY 1, 2 ORDER BY count(*) DESC, 1 LIMIT 1`,
  );
  const [agent, name] = [String(busiest["agent_id"]), String(busiest["name"])];
  // Whose customer names them, and who has judged others.
  const { response, comment } = await commented(synced);
  await warehouse.transaction((tx) =>
    tx.run("UPDATE document SET json = replace(json, $comment, $named) WHERE kind = 'survey' AND id = $response", {
      ...{ response, comment, named: `Thanks to ${name.toUpperCase()}! ${comment}` },
    }),
  );
  await rebuild(warehouse, definition, { clock: synced.clock });
  const texts = [agent, name];
  const before = await findEverywhere(warehouse, texts);
  expect(before).toEqual(
    expect.arrayContaining([
      ...["agent.agent_id", "attribution.agent_id", "document.json", "handled.id"],
      ...["leg.agent_name", "response.agents", "response.agent_id", "response.comment"],
    ]),
  );
  const count = "SELECT count(*) AS n, sum(csat_score) AS score, sum(handle_seconds) AS handle FROM response";
  const ask = async (sql: string, parameters = {}): Promise<readonly Row[]> =>
    (await warehouse.query(sql, parameters)).map((row) => rounded(row)).filter((row) => row["agent_id"] !== null);
  const all = await ask(count);
  const others = await ask(figures, { agent });
  expect(others.length).toBeGreaterThan(5);
  const [planned] = await planErase(warehouse, { kind: "agent", value: agent, definition });
  expect(await findEverywhere(warehouse, texts)).toEqual(before);
  await expect(planErase(warehouse, { kind: "agent", value: name, definition })).rejects.toThrow(/id/);

  const { counts } = await eraseOne(synced, "agent", agent);
  expect(counts.responses).toBe(planned?.counts.responses);
  expect(await findEverywhere(warehouse, texts)).toEqual([]);
  expect(await ask(count)).toEqual(all);
  expect(await ask(figures, { agent })).toEqual(others);
  await goOn(synced);
  // Documents that come again, and new ones, of interactions that the same person handles on.
  await warehouse.transaction((tx) => tx.run("DELETE FROM sync_window"));
  await warehouse.transaction((tx) =>
    tx.run("DELETE FROM document WHERE kind IN ('survey', 'interaction', 'survey-sighting')"),
  );
  await synced.sync({ since });
  expect(await findEverywhere(warehouse, [agent, name])).toEqual([]);
  expect(await exported(synced)).not.toContain(agent);
});

test("what an erased evaluator judged stays a person's judgement, with a document and without one", async () => {
  await using synced = await openSynced({ seed: 4, perDay: 80, days: 10 });
  const { warehouse, clock } = synced;
  await synced.sync({ since });
  const documents = { count: 4, unit: "days" } as const;
  await rebuild(warehouse, definition, { clock, retention: { comments: null, agents: null, documents } });
  const report = async (): Promise<object> => {
    const { evaluator_csat, machine_csat } = await createReport(warehouse, {
      filter: { range: { from: since, to: present }, sources: ["evaluations"] },
      ...{ local: { timeZone: "UTC", firstDayOfWeek: 1 }, now: present, definitionId: null },
      completeness: { sentence: "", completeTo: present },
    });
    return { evaluator_csat, machine_csat };
  };
  const judged = `SELECT evaluator_id FROM response WHERE listed AND evaluator_csat_score IS NOT NULL`;
  const evaluator = await first(
    warehouse,
    `${judged} AND evaluator_id IS NOT NULL GROUP BY 1
     HAVING count(without_document) BETWEEN 1 AND count(*) - 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
  );
  const id = String(evaluator["evaluator_id"]);
  expect(await warehouse.query(`${judged} AND evaluator_id IS NULL`)).not.toEqual([]);
  const before = await report();
  await eraseOne(synced, "agent", id);
  expect(await findEverywhere(warehouse, [id])).toEqual([]);
  const rows = () =>
    warehouse.query(
      "SELECT response_id, evaluator_id, evaluator_name FROM response WHERE evaluator_id = 'forgotten' ORDER BY 1",
    );
  const erased = await rows();
  expect(erased.length).toBeGreaterThan(1);
  expect(erased.every(({ evaluator_name: name }) => name === null)).toBe(true);
  expect(await report()).toEqual(before);
  await rebuild(warehouse, definition, { clock });
  expect(await rows()).toEqual(erased);
  expect(await report()).toEqual(before);
});

/** Names as an org writes them, and how others write the same in texts. */
const spelled = [
  ["Müller, Anna", "Frau Müller, Anna hat geholfen", "ANNA MU\u0308LLER"],
  ["Dr. Clara M. Sommer (Ext)", "Dr. Clara M. Sommer", "clara m sommer"],
  ["J. Smith", "J. Smith", "J Smith"],
  ["Maria del Carmen de la García López", "Maria del Carmen de la García López"],
  ["Иванова, Ольга", "ОЛЬГА ИВАНОВА"],
] as const;

test("a name goes in whichever way it is written, from whatever has free texts", async () => {
  await using synced = await openSynced({ seed: 4, perDay: 8, days: 10, daysAhead: 3 });
  const { warehouse, clock } = synced;
  await synced.sync({ since });
  const text = spelled.flatMap(([, ...texts]) => texts).join(". ");
  const agents = await warehouse.query("SELECT agent_id FROM agent ORDER BY agent_id");
  // Of one no document will be left, of the other there will be.
  const comments = await warehouse.query(
    `SELECT response_id, comment FROM response WHERE source = 'survey' AND listed AND length(comment) > 10
     ORDER BY submit_date, response_id`,
  );
  const named = [comments[0], comments.at(-1)];
  const ids = named.map((row) => String(row?.["response_id"]));
  const [run] = await warehouse.query("SELECT * FROM sync_run");
  await warehouse.transaction(async (tx) => {
    for (const [at, [name]] of spelled.entries()) {
      const id = String(agents[at]?.["agent_id"]);
      const json = JSON.stringify({ id, name });
      await tx.run("UPDATE document SET json = $json WHERE kind = 'user' AND id = $id", { id, json });
    }
    for (const row of named)
      await tx.run("UPDATE document SET json = replace(json, $comment, $text) WHERE kind = 'survey' AND id = $id", {
        ...{ text, comment: row?.["comment"] ?? null, id: row?.["response_id"] ?? null },
      });
    const problem = { organization_id: synced.sandbox.org.id, kind: "survey", id: "s", reason: `Odd: ${text}` };
    const json = JSON.stringify({ id: "s", answers: { freeTextAnswer: text } });
    await tx.put("problem", [{ ...problem, json, first_seen: "2026-03-30", last_seen: "2026-03-30" }]);
    await tx.put("sync_run", [{ ...run, message: `Nothing came of ${text}.` }]);
  });
  const documents = { count: 4, unit: "days" } as const;
  await rebuild(warehouse, definition, { clock, retention: { comments: null, agents: null, documents } });
  const stored = await warehouse.query(
    "SELECT * FROM document WHERE kind = 'survey' AND position('Frau Müller, Anna' IN json) > 0",
  );
  expect(stored).toHaveLength(1);
  const texts = ["document.json", "problem.json", "problem.reason", "response.comment", "sync_run.message"];
  for (const [at, all] of spelled.entries()) {
    for (const one of all.slice(1))
      expect(await findEverywhere(warehouse, [one])).toEqual(expect.arrayContaining(texts));
    const id = String(agents[at]?.["agent_id"]);
    const [planned] = await planErase(warehouse, { kind: "agent", value: id, definition });
    const { counts } = await eraseOne(synced, "agent", id);
    expect([all, counts]).toEqual([all, planned?.counts]);
    expect([all, await findEverywhere(warehouse, all)]).toEqual([all, []]);
  }
  const left = await first(warehouse, "SELECT reason FROM problem WHERE id = 's'");
  expect(left["reason"]).toContain("Odd: Frau [erased] hat geholfen. [erased]. [erased]. ");
  const rows = await warehouse.query(
    "SELECT without_document, comment FROM response WHERE response_id IN (SELECT unnest($ids))",
    { ids },
  );
  expect(new Set(rows.map((row) => row["without_document"]))).toEqual(new Set([true, null]));
  for (const { comment } of rows) expect(comment).toContain("Frau [erased] hat geholfen");
  // Put back out of a copy.
  await warehouse.transaction((tx) => tx.put("document", stored));
  await goOn(synced);
  expect(await findEverywhere(warehouse, spelled.flat())).toEqual([]);
  const shown = await exported(synced);
  for (const one of spelled.flat()) expect(shown).not.toContain(one);
});

test("rows whose documents cannot be read lose an erased agent as others do: copies hear of it, and other people stay", async () => {
  await using synced = await open();
  const { warehouse, clock } = synced;
  const [shared] = (
    await warehouse.query(
      `SELECT response_id, interaction_id, agents, agent_id FROM response WHERE listed AND agent_id IS NOT NULL
         AND interaction_id IN (SELECT interaction_id FROM leg GROUP BY 1 HAVING count(DISTINCT agent_id) > 1) ORDER BY response_id`,
    )
  ).filter(({ agents, agent_id }) => String(agents).includes(String(agent_id)));
  const [agent, interaction] = [String(shared?.["agent_id"]), String(shared?.["interaction_id"])];
  const name = String((await first(warehouse, "SELECT name FROM agent WHERE agent_id = $agent", { agent }))["name"]);
  const { response, comment } = await commented(synced);
  await warehouse.transaction((tx) =>
    tx.run("UPDATE document SET json = replace(json, $comment, $named) WHERE kind = 'survey' AND id = $response", {
      ...{ response, comment, named: `Thanks to ${name}! ${comment}` },
    }),
  );
  await rebuild(warehouse, definition, { clock });
  // Nothing in them says whom they are about.
  await warehouse.transaction((tx) =>
    tx.run("UPDATE document SET json = '{' WHERE id IN (SELECT unnest($ids))", { ids: [interaction, response] }),
  );
  const legs = "SELECT * FROM leg WHERE interaction_id = $interaction ORDER BY position";
  const own = "SELECT * FROM response WHERE response_id = $id";
  const [before, change] = [await warehouse.query(legs, { interaction }), await lastChange(warehouse)];
  const id = String(shared?.["response_id"]);
  const old = await first(warehouse, own, { id });
  const weights =
    "SELECT sum(weight_all) AS shared, sum(weight_last) AS last, count(*) AS n FROM attribution WHERE response_id = $id";
  const credited = rounded(await first(warehouse, weights, { id }));

  await eraseOne(synced, "agent", agent);
  expect(await findEverywhere(warehouse, [agent, name])).toEqual([]);
  const isTheirs = (leg: Row): boolean => leg["agent_id"] === agent;
  const nobody = { agent_id: null, agent_name: null };
  const after = await warehouse.query(legs, { interaction });
  expect(after.map(({ change_id: _, ...leg }) => leg)).toEqual(
    before.map(({ change_id: _, ...leg }) => (isTheirs(leg) ? { ...leg, ...nobody } : leg)),
  );
  const row = await first(warehouse, own, { id });
  const partsOf = ({ agents }: Row): readonly Row[] => JSON.parse(String(agents));
  expect(partsOf(row)).toEqual(partsOf(old).map((leg) => (isTheirs(leg) ? { ...leg, ...nobody } : leg)));
  expect(partsOf(row).some((leg) => leg["agent_id"] !== null)).toBe(true);
  expect(row).toMatchObject({ ...nobody, talk_seconds: old["talk_seconds"], csat_score: old["csat_score"] });
  expect(rounded(await first(warehouse, weights, { id }))).toEqual(credited);
  const commentedOn = await first(warehouse, own, { id: response });
  expect(commentedOn["comment"]).toBe(`Thanks to [erased]! ${comment}`);
  // In the view, and in the increments of every kind of rows.
  const view = await warehouse.query("SELECT response_id FROM csat_change WHERE change_id > $change", { change });
  expect(view.map(({ response_id }) => response_id)).toEqual(expect.arrayContaining([id, response]));
  const changes = { after: change, until: await lastChange(warehouse) };
  for (const [kind, ids] of [
    ["responses", [id, response]],
    ["legs", [id]],
    ["answers", [response]],
  ] as const) {
    const sent: unknown[] = [];
    for await (const batch of rows(warehouse, { rows: kind, changes }))
      sent.push(...batch.map((one) => one["response_id"]));
    expect([kind, sent]).toEqual([kind, expect.arrayContaining([...ids])]);
  }
  // They stay so, and nothing is a change again.
  const until = await lastChange(warehouse);
  await rebuild(warehouse, definition, { clock });
  expect(await first(warehouse, own, { id })).toEqual(row);
  expect(await lastChange(warehouse)).toBe(until);
});

test("rows that the database refuses stay as they were, but for an erased agent", async () => {
  await using synced = await open();
  const { warehouse, clock } = synced;
  const { response, comment } = await commented(synced);
  const one = "SELECT agent_id, comment, change_id FROM response WHERE response_id = $response";
  const { agent_id: agent, change_id: change } = await first(warehouse, one, { response });
  const refused = "What no column takes";
  await warehouse.transaction((tx) =>
    tx.run("UPDATE document SET json = replace(json, $comment, $refused) WHERE kind = 'survey' AND id = $response", {
      ...{ response, comment, refused },
    }),
  );
  const refusing = refuseRowsIn(warehouse, (row) => row["comment"] === refused);
  await erase(refusing, { kind: "agent", value: String(agent), definition }, { clock });
  const row = await first(warehouse, one, { response });
  expect(row).toMatchObject({ agent_id: null, comment });
  expect(Number(row["change_id"])).toBeGreaterThan(Number(change));
  expect(await findEverywhere(warehouse, [String(agent)])).toEqual([]);
  const problems = await warehouse.query("SELECT reason FROM problem WHERE id = $id", { id: `of survey ${response}` });
  expect(problems).toEqual([{ reason: expect.stringContaining("could not be made") }]);
});

test.skipIf(onServer)("the bytes of the file have nothing of what was erased once it is rewritten", async () => {
  await using synced = await open();
  const { warehouse } = synced;
  const { interaction, comment } = await commented(synced);
  const copy = join(newFolder(), "bytes");
  // Of another process: closing the file here would let go of the lock that this one has.
  const has = (text: string): boolean => {
    execFileSync("sh", ["-c", `cat "${warehouse.place}" "${warehouse.place}.wal" > "${copy}" 2>/dev/null || true`]);
    return readFileSync(copy).includes(text);
  };
  expect([has(interaction), has(comment.slice(0, 12))]).toEqual([true, true]);
  await eraseOne(synced, "interaction", interaction);
  // Planted: a file that is not rewritten.
  expect(has(interaction)).toBe(true);
  expect(await purgeErased(warehouse)).toEqual({ refused: [], failure: null });
  expect([has(interaction), has(comment)]).toEqual([false, false]);
  // It is open as before, and written on.
  await goOn(synced);
  expect([has(interaction), has(comment)]).toEqual([false, false]);
  const arrivals = await warehouse.query("SELECT arrival FROM document");
  expect(arrivals.map(({ arrival }) => Number(arrival))).toEqual(
    arrivals.map(({ arrival }) => Number(arrival)).sort((a, b) => a - b),
  );
});
