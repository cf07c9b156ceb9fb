import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { defaultSync, type Reconciliation, rebuild, status } from "../../src/sync/index.ts";
import type { Row } from "../../src/warehouse/index.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/** Requests of a comparison: the organization, and of each kind a count and a list for each of two months. */
const compared = 9;

/** Requests about those that seem lost: whether analytics has heard late of them, and whether the search lists them. */
const asking = { survey: 2, evaluation: 4 };

const tables = ["response", "answer", "attribution", "interaction", "leg"];

const sum = (result: Reconciliation, name: "genesys" | "warehouse" | "deleted" | "lost"): number =>
  result.cells.reduce((all, cell) => all + cell[name], 0);

/** Where something is lost: `2026-03-05 survey FORM: 2`. */
const places = ({ cells }: Reconciliation): readonly string[] =>
  cells.flatMap(({ day, kind, formId, lost }) => (lost > 0 ? [`${day} ${kind} ${formId}: ${lost}`] : [])).sort();

/** The same of rows that a test has taken away. */
function placesOf(rows: readonly Row[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { submit_date, source, form_id } of rows) {
    const place = `${String(submit_date).slice(0, 10)} ${source} ${form_id}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([place, count]) => `${place}: ${count}`).sort();
}

describe("a warehouse of 60 days", () => {
  let c: Synced;
  let before: ReadonlyMap<string, readonly Row[]>;
  let whole: Reconciliation;
  const readAll = async () =>
    new Map(await Promise.all(tables.map(async (name) => [name, await c.table(name)] as const)));

  beforeAll(async () => {
    c = await openSynced({ days: 60, perDay: 20 });
    await c.sync({ since: c.clock.now() - 60 * day });
    whole = await c.reconcile();
    before = await readAll();
  });
  afterAll(() => c[Symbol.asyncDispose]());

  /** Finished responses of the middle of the range, whose events in Genesys are of the same day. */
  const finished = (condition: string): Promise<readonly Row[]> =>
    c.warehouse.query(
      `SELECT response_id, source, form_id, submit_date, interaction_id FROM response
       WHERE status = 'Finished' AND settled AND NOT deleted AND submit_date < CAST('2026-03-25' AS TIMESTAMP)
       AND CAST(submit_date AS DATE) = CAST(submit_date + INTERVAL '20 minutes' AS DATE) AND ${condition}
       ORDER BY response_id`,
    );
  const run = (sql: string, rows: readonly Row[]): Promise<number> =>
    c.warehouse.transaction((tx) => tx.run(sql, { ids: rows.map(({ response_id }) => String(response_id)) }));

  /** What was taken away is found, and named; reading it costs so many documents, and all is as it was. */
  async function expectFound(rows: readonly Row[], { documents, requests }: Record<"documents" | "requests", number>) {
    expect(rows.length).toBeGreaterThan(0);
    const found = await c.reconcile();
    expect(places(found)).toEqual(placesOf(rows));
    expect([found.lost, found.complete, found.cost?.documents]).toEqual([rows.length, false, documents]);
    expect(found.spent.requests).toBeLessThanOrEqual(
      compared + asking.survey + (rows.some(isEvaluation) ? asking.evaluation : 0),
    );
    const repaired = await c.reconcile({ repair: true });
    expect([repaired.lost, repaired.repaired, repaired.complete]).toEqual([0, rows.length, true]);
    const { evaluation = 0, survey = 0 } = repaired.spent.byEndpoint;
    expect(evaluation + survey).toBe(documents);
    expect(repaired.spent.requests - found.spent.requests).toBeLessThanOrEqual(requests);
    for (const [name, rowsBefore] of before) expect(await c.table(name), name).toEqual(rowsBefore);
  }
  const isEvaluation = ({ source }: Row): boolean => source === "evaluation";

  test("has lost nothing, and what it lacks was deleted", () => {
    expect(places(whole)).toEqual([]);
    expect([whole.lost, whole.complete, whole.cost, whole.missing]).toEqual([0, true, null, []]);
    expect(sum(whole, "genesys")).toBe(sum(whole, "warehouse") + sum(whole, "deleted"));
    expect(sum(whole, "genesys")).toBeGreaterThan(500);
    expect(whole.spent.requests).toBe(compared);
  });

  test("says so wherever it says how complete it is", async () => {
    const [{ completeness, reconciliation } = {}] = await status(c.warehouse, { now: c.clock.now() });
    expect(completeness).toMatch(/; nothing lost by Genesys' own counts on 31 Mar 10:00$/);
    expect(reconciliation).toMatchObject({ at: whole.at, genesys: sum(whole, "genesys"), lost: 0, complete: true });
  });

  test("rows that were deleted are made again of their documents", async () => {
    const rows = [
      ...(await finished("source = 'survey'")).slice(0, 2),
      ...(await finished("source = 'evaluation'")).slice(0, 1),
    ];
    await run("DELETE FROM response WHERE response_id IN (SELECT unnest($ids))", rows);
    await expectFound(rows, { documents: 0, requests: 0 });
  });

  test("a window that was never read is read, with the interactions and the times of sending", async () => {
    const day = "CAST(submit_date AS DATE) = CAST('2026-03-10' AS DATE)";
    const rows = await finished(day);
    await forget(rows, ["survey", "survey-sighting", "evaluation", "evaluation-sighting"]);
    for (const table of ["response", "answer", "attribution"])
      await run(`DELETE FROM ${table} WHERE response_id IN (SELECT unnest($ids))`, rows);
    await expectFound(rows, { documents: rows.length, requests: rows.length + 4 });
  });

  test("a batch of answers that was skipped is read", async () => {
    const rows = (await finished("source = 'survey'")).slice(100, 140);
    await forget(rows, ["survey"]);
    await rederive(rows);
    await expectFound(rows, { documents: rows.length, requests: rows.length });
  });

  test("evaluations that were listed and never read are read", async () => {
    const rows = (await finished("source = 'evaluation'")).slice(3, 6);
    await forget(rows, ["evaluation"]);
    await run("DELETE FROM response WHERE response_id IN (SELECT unnest($ids))", rows);
    await expectFound(rows, { documents: rows.length, requests: rows.length });
  });

  const everyRow = ["response", "answer", "attribution"];
  const noted = `INSERT INTO underived (organization_id, source, response_id)
    SELECT organization_id, source, response_id FROM response WHERE response_id IN (SELECT unnest($ids))`;

  test.each([
    ["of which nothing is stored", ["survey", "survey-sighting", "evaluation", "evaluation-sighting"]],
    ["of which only the listing is stored", ["survey", "evaluation"]],
  ])("responses that an interrupted repair noted, %s, are lost still, and read", async (_, kinds) => {
    const rows = [
      ...(await finished("source = 'survey'")).slice(7, 11),
      ...(await finished("source = 'evaluation'")).slice(2, 4),
    ];
    await run(noted, rows);
    await forget(rows, kinds);
    for (const table of everyRow) await run(`DELETE FROM ${table} WHERE response_id IN (SELECT unnest($ids))`, rows);
    await expectFound(rows, { documents: rows.length, requests: rows.length + 4 });
  });

  test("responses that are noted to be derived of stored documents are late, and the next sync derives them", async () => {
    const rows = (await finished("source = 'survey'")).slice(7, 11);
    await run(noted, rows);
    for (const table of everyRow) await run(`DELETE FROM ${table} WHERE response_id IN (SELECT unnest($ids))`, rows);
    const found = await c.reconcile();
    expect([found.lost, found.cells.reduce((all, { late }) => all + late, 0)]).toEqual([0, rows.length]);
    expect((await c.reconcile({ repair: true })).lost).toBe(0);
    await rebuild(c.warehouse, defaultSync().definition, { clock: c.clock });
    expect(await c.table("response")).toEqual(before.get("response"));
  });

  test("answers of a form that were dropped are made again", async () => {
    const [{ form_id: form = null } = {}] = await finished("source = 'survey'");
    const rows = await finished(`form_id = '${form}'`);
    await run("DELETE FROM answer WHERE response_id IN (SELECT unnest($ids))", rows);
    await expectFound(rows, { documents: 0, requests: 0 });
  });

  test("one answer of several that was dropped is made again", async () => {
    const rows = (await finished("source = 'survey'")).slice(7, 9);
    await run("DELETE FROM answer WHERE position = 0 AND response_id IN (SELECT unnest($ids))", rows);
    await expectFound(rows, { documents: 0, requests: 0 });
  });

  test("answers that went with their rows are missed by their score, and read again", async () => {
    const rows = (await finished("source = 'survey' AND total_score IS NOT NULL")).slice(0, 2);
    await run("DELETE FROM answer WHERE response_id IN (SELECT unnest($ids))", rows);
    await run(
      "UPDATE response SET answers = '[]', total_score = NULL WHERE response_id IN (SELECT unnest($ids))",
      rows,
    );
    await expectFound(rows, { documents: rows.length, requests: rows.length });
  });

  test("answers that were scored otherwise than Genesys scores them are read again", async () => {
    const rows = (await finished("total_score BETWEEN 5 AND 90")).filter((_, index) => index % 30 === 0);
    await run("UPDATE response SET total_score = total_score + 7 WHERE response_id IN (SELECT unnest($ids))", rows);
    await expectFound(rows, { documents: rows.length, requests: rows.length + 1 });
  });

  test("a fraction is no difference, nor are scores of which most are on another scale", async () => {
    const [{ form_id: form = null } = {}] = await finished("source = 'survey'");
    const rows = await finished(`form_id = '${form}'`);
    await run("UPDATE response SET total_score = total_score * 0.01 WHERE response_id IN (SELECT unnest($ids))", rows);
    const result = await c.reconcile();
    expect([result.lost, result.notes]).toEqual([0, [expect.stringContaining(`scores of the form ${form} differ`)]]);
    await run("UPDATE response SET total_score = total_score * 100 WHERE response_id IN (SELECT unnest($ids))", rows);
    await run(
      "UPDATE response SET total_score = round(total_score) - 0.9 WHERE response_id IN (SELECT unnest($ids))",
      rows,
    );
    expect(await c.reconcile()).toMatchObject({ lost: 0, notes: [] });
    await run("UPDATE response SET row_hash = NULL WHERE response_id IN (SELECT unnest($ids))", rows);
    await rebuild(c.warehouse, defaultSync().definition, { clock: c.clock });
  });

  test("a survey that is open is missed, too", async () => {
    const [row] = await c.warehouse.query(
      "SELECT response_id, source FROM response WHERE status = 'Sent' AND interaction_start < CAST('2026-03-20' AS TIMESTAMP) ORDER BY response_id",
    );
    if (!row) throw new Error("none is open");
    await forget([row], ["survey-sighting"]);
    await run("DELETE FROM response WHERE response_id IN (SELECT unnest($ids))", [row]);
    const found = await c.reconcile();
    expect([found.lost, found.cells.find(({ lost }) => lost > 0)?.status, found.cost?.documents]).toEqual([
      1,
      "Sent",
      0,
    ]);
    expect(await c.reconcile({ repair: true })).toMatchObject({ lost: 0, repaired: 1 });
    for (const [name, rowsBefore] of before) expect(await c.table(name), name).toEqual(rowsBefore);
  });

  /** As if these documents had never come. */
  const forget = (rows: readonly Row[], kinds: readonly string[]) =>
    c.warehouse.transaction((tx) =>
      tx.run("DELETE FROM document WHERE kind IN (SELECT unnest($kinds)) AND id IN (SELECT unnest($ids))", {
        kinds,
        ids: rows.map(({ response_id }) => String(response_id)),
      }),
    );

  const rederive = async (rows: readonly Row[]): Promise<void> => {
    await run("UPDATE response SET row_hash = NULL WHERE response_id IN (SELECT unnest($ids))", rows);
    await rebuild(c.warehouse, defaultSync().definition, { clock: c.clock });
  };
});
