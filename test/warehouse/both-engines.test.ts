import { afterAll, beforeAll, expect, test } from "vitest";
import { day, isoTime } from "../../src/base/index.ts";
import { readStoredPeople } from "../../src/privacy/index.ts";
import { defaultSync, rebuild, status } from "../../src/sync/index.ts";
import { keys, type Row } from "../../src/warehouse/index.ts";
import { otherSql, unaskedSql } from "../servers/asked-sql.ts";
import { assertSame, isOrdered } from "../servers/both-engines.ts";
import { present } from "../servers/sandboxed.ts";
import { now, openSyncedEngines, type SyncedEngines } from "../servers/synced-engines.ts";

let engines: SyncedEngines;
beforeAll(async () => {
  engines = await openSyncedEngines();
});
afterAll(() => engines[Symbol.asyncDispose]());

async function expectSameTables(): Promise<void> {
  const { file, server } = engines.both;
  for (const table of Object.keys(keys)) {
    const sql = `SELECT * FROM ${table}`;
    assertSame(sql, await file.query(sql), await server.query(sql));
  }
}

test("several days of syncs leave the same rows in every table, and so does a rebuild", async () => {
  const { both, synced, first } = engines;
  expect(Number(await first("SELECT count(*) FROM response"))).toBeGreaterThan(100);
  await expectSameTables();
  await rebuild(both, defaultSync().definition, { clock: synced.clock });
  await expectSameTables();
  expect(await status(both, { now })).toHaveLength(1);
});

test("the price of a sync is the same", async () => {
  expect(
    (await engines.synced.plan({ since: present - 30 * day, texts: "low" }, engines.both)).requests,
  ).toBeGreaterThan(5);
});

test("Genesys' own counts find the same, and as many people are held", async () => {
  const { cells } = await engines.synced.reconcile({}, {}, engines.both);
  expect(cells.length).toBeGreaterThan(20);
  expect((await readStoredPeople(engines.both)).responses).toBeGreaterThan(100);
});

/** What earlier runs may have left to the next one, each made by hand, of three settled surveys. */
const leftOver = (gone: string, overdue: string, failed: string) => ({
  "documents of a survey": `DELETE FROM document WHERE kind IN ('survey', 'survey-sighting') AND id = '${gone}'`,
  "answers that nobody can ask for": `UPDATE response SET settled = false, without_document = true
    WHERE response_id = '${gone}'`,
  "the document of a listed survey": `DELETE FROM document WHERE kind = 'survey' AND id = '${overdue}'`,
  "its horizon": `UPDATE response
    SET settled = false, status = 'Sent', interaction_start = TIMESTAMP '2025-01-01 00:00:00'
    WHERE response_id = '${overdue}'`,
  "responses of bulk reading without texts":
    "UPDATE response SET in_bulk = true, texts_read = false WHERE status = 'Finished' AND settled",
  "forms and names": `DELETE FROM document
    WHERE kind IN ('survey-form', 'user', 'queue', 'wrap-up-code', 'division', 'team')`,
  agents: "DELETE FROM agent",
  queues: "DELETE FROM queue",
  codes: "DELETE FROM wrap_up_code",
  divisions: "DELETE FROM division",
  teams: "DELETE FROM team",
  "a problem, and one of what was deleted": `INSERT INTO problem
    SELECT organization_id, source, response_id, 'cannot be read', NULL,
      CAST('${isoTime(now - 3 * day)}' AS TIMESTAMP), CAST('${isoTime(now - 2 * day)}' AS TIMESTAMP)
    FROM response WHERE deleted OR response_id = '${failed}'`,
  "a run that was stopped": "UPDATE sync_run SET outcome = 'interrupted'",
});

test("what is left to the next sync is found, read and counted alike", async () => {
  const { both, synced, first } = engines;
  const surveys = await both.query(
    `SELECT response_id AS id FROM response WHERE source = 'survey' AND status = 'Finished' AND settled
     AND response_id IN (SELECT id FROM document WHERE kind = 'survey-sighting') ORDER BY id LIMIT 3`,
  );
  const [gone = "", overdue = "", failed = ""] = surveys.map(({ id }) => String(id));
  await both.transaction(async (tx) => {
    for (const [what, sql] of Object.entries(leftOver(gone, overdue, failed)))
      expect([what, (await tx.run(sql)) > 0]).toEqual([what, true]);
  });
  await status(both, { now });
  await synced.plan({}, both);
  await synced.sync({}, {}, both);
  await expectSameTables();
  expect(Number(await first("SELECT count(*) FROM agent"))).toBeGreaterThan(0);
  // So that a plan finds responses in windows that are to be read.
  await both.transaction((tx) => tx.run("DELETE FROM sync_window"));
  await synced.plan({ since: present - 30 * day }, both);
});

test("what leaves with its age leaves both", async () => {
  const kept = { count: 20, unit: "days" } as const;
  await engines.synced.sync({ retention: { comments: kept, agents: kept, documents: kept } }, {}, engines.both);
  expect(await engines.both.query("SELECT name FROM fact WHERE name LIKE 'forgotten%'")).not.toEqual([]);
  await expectSameTables();
});

test("two answers that differ are seen: in a value, in number, and in order where there is one", () => {
  const given: readonly Row[] = [{ a: 1 }, { a: 2 }];
  const changed =
    (rows: readonly Row[], sql = "SELECT a FROM t") =>
    () =>
      assertSame(sql, given, rows);
  expect(changed([{ a: 2 }, { a: 1 }])).not.toThrow();
  expect(changed([{ a: 2 }, { a: 1 }], "SELECT a FROM t ORDER BY 1")).toThrow("DuckDB answers");
  expect(changed([{ a: 1 }, { a: 3 }])).toThrow("DuckDB answers");
  expect(changed([{ a: 1 }])).toThrow("DuckDB answers");
  expect(isOrdered("SELECT * FROM (SELECT 1 ORDER BY 1) AS one")).toBe(false);
});

/** What finds rows only where Genesys withholds a document for the whole of a sync: test/sync/due-answers.test.ts, on both engines. */
const withoutRows = ["sync/sql/answers-missing.sql"];

test("every statement of a sync was sent to both engines", () => {
  expect(unaskedSql(engines.both.answered, ["sync", "privacy"])).toEqual(withoutRows);
});

test("every other file of SQL is named with its reason", () => {
  expect(otherSql(["metrics", "export", "sync", "privacy"])).toEqual([]);
});
