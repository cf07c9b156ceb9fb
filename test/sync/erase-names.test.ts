import { expect, test } from "vitest";
import { planErase, rebuild } from "../../src/sync/index.ts";
import { openSynced } from "../servers/synced.ts";
import { findEverywhere } from "./erased-texts.ts";
import { definition, eraseOne, exported, first, goOn, since } from "./erasing.ts";

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
