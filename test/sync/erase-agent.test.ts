import { expect, test } from "vitest";
import { lastChange, rows } from "../../src/export/index.ts";
import { rounded } from "../../src/metrics/index.ts";
import { erase, planErase, rebuild } from "../../src/sync/index.ts";
import type { Row } from "../../src/warehouse/index.ts";
import { refuseRowsIn } from "../servers/stopping.ts";
import { findEverywhere } from "./erased-texts.ts";
import { commented, definition, eraseOne, exported, first, goOn, open, since } from "./erasing.ts";

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
