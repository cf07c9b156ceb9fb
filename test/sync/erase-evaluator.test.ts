import { expect, test } from "vitest";
import { createReport } from "../../src/report/index.ts";
import { rebuild } from "../../src/sync/index.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced } from "../servers/synced.ts";
import { findEverywhere } from "./erased-texts.ts";
import { definition, eraseOne, first, since } from "./erasing.ts";

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
