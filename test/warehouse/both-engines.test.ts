import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { day, UsageError } from "../../src/base/index.ts";
import {
  countRows,
  lastChange,
  pageOrders,
  readInteractionRows,
  readPage,
  rowKinds,
  rows,
} from "../../src/export/index.ts";
import {
  ask,
  bucketsOf,
  catalogue,
  createRoster,
  type Filter,
  figureNames,
  groupingNames,
  type QuestionName,
  type Roster,
  readFigure,
  refuseUnmatchedFilter,
  rules,
} from "../../src/metrics/index.ts";
import { readStoredPeople } from "../../src/privacy/index.ts";
import { createReport } from "../../src/report/index.ts";
import { defaultSync, readStoredInteraction, rebuild, status } from "../../src/sync/index.ts";
import { keys, type Row, scopeToOrganization } from "../../src/warehouse/index.ts";
import { afterword } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { assertSame, type BothEngines, isOrdered, openBothEngines } from "../servers/both-engines.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const waits = [1, 1, 5, 60, 1];
const now = present + waits.reduce((sum, days) => sum + days, 0) * day;
const range = { from: present - 25 * day, to: now };
const local = { timeZone: "Europe/Berlin", firstDayOfWeek: 1 } as const;

let synced: Synced;
let both: BothEngines;
beforeAll(async () => {
  synced = await openSynced({ perDay: 8, days: 25, daysAhead: 10 });
  both = await openBothEngines();
  await synced.sync({}, {}, both);
  for (const days of waits) {
    synced.clock.advance(days * day);
    // As a sync leaves it that was stopped: the next one looks for names that were not read.
    await both.transaction((tx) => tx.run("UPDATE sync_run SET outcome = 'interrupted'"));
    await synced.sync({}, {}, both);
  }
});
afterAll(async () => {
  await both[Symbol.asyncDispose]();
  await synced[Symbol.asyncDispose]();
});

const first = async (sql: string): Promise<string> => String(Object.values((await both.file.query(sql))[0] ?? {})[0]);

async function expectSameTables(): Promise<void> {
  for (const table of Object.keys(keys)) {
    const sql = `SELECT * FROM ${table}`;
    assertSame(sql, await both.file.query(sql), await both.server.query(sql));
  }
}

test("several days of syncs leave the same rows in every table, and so does a rebuild", async () => {
  expect(Number(await first("SELECT count(*) FROM response"))).toBeGreaterThan(100);
  await expectSameTables();
  await rebuild(both, defaultSync().definition, { clock: synced.clock });
  await expectSameTables();
  expect(await status(both, { now })).toHaveLength(1);
});

/** Every other agent, of two sites; one in three of a team. */
async function readRoster(): Promise<Roster> {
  const rows = await both.file.query("SELECT agent_id FROM agent ORDER BY 1");
  const stated = rows.flatMap(({ agent_id: id }, at): (readonly [string, ReadonlyMap<string, string>])[] => {
    const values: [string, string][] = [
      ["cohort", String(at % 3)],
      ...(at % 2 === 0 ? [["site", at % 4 === 0 ? "North" : "South"] as [string, string]] : []),
      ...(at % 3 === 0 ? [["team", "Blue"] as [string, string]] : []),
    ];
    return at % 5 === 4 ? [] : [[String(id), new Map(values)]];
  });
  return createRoster(["site", "cohort", "team"], new Map(stated));
}

const byRoster = { attributes: { site: ["north", "not stated"], cohort: ["1"] } } as const;

async function filters(): Promise<readonly Filter[]> {
  const name = (table: string): Promise<string> =>
    first(`SELECT upper(name) FROM ${table} WHERE name IS NOT NULL ORDER BY 1`);
  const column = (of: string): Promise<string> =>
    first(`SELECT ${of} FROM response WHERE ${of} IS NOT NULL ORDER BY 1`);
  return [
    {},
    { range, basis: "interaction", sources: ["surveys"] },
    { range, basis: "sent", linked: true },
    { queues: [await name("queue")], agents: [await name("agent"), await column("agent_id")] },
    { teams: [await column("team_name")], media: ["voice", "chat"] },
    { divisions: [await name("division")], forms: [await column("form_name"), await column("form_id")] },
    {
      questions: [await first("SELECT question_id FROM answer WHERE headline ORDER BY 1")],
      scores: { from: 0, to: 0.5 },
    },
    { text: "E", range },
  ];
}

test.each(Object.keys(catalogue) as QuestionName[])(
  "%s has the same answer for every filter, rule and grouping",
  async (name) => {
    const { filtered, grouped, parameters } = catalogue[name];
    const buckets = bucketsOf(range, "week", local);
    const rest = groupingNames.filter((by) => by !== "question" || "by_question" in parameters);
    for (const [at, filter] of (filtered ? await filters() : [{}]).entries())
      for (const rule of filtered ? rules : [undefined])
        for (const by of grouped ? [null, ...rest.filter((_, index) => index % 3 === at % 3)] : [null])
          await ask(both, name, { filter: { ...filter, rule }, by, ...(grouped && at % 2 === 1 && { buckets }) });
    if (grouped) {
      const roster = await readRoster();
      await ask(both, name, { filter: { roster, ...byRoster }, by: "team" });
      await ask(both, name, { filter: { roster, teams: ["Blue"] }, by: { attribute: "site" } });
    }
    for (const more of variants(parameters)) await ask(both, name, { parameters: more });
  },
);

/** Each parameter of a question turned on, or to another of its values. */
function variants(parameters: object): readonly Record<string, never>[] {
  const others: Readonly<Record<string, object>> = {
    any_about: { any_about: false, about: ["no-question"] },
    by_question: { by_question: true },
    by_group: { by_group: true },
    cohort: { cohort: true },
    low: { low: true },
    search: { search: "E", limit: 3, offset: 1 },
    unit: { unit: "queue" },
    handled_from: { handled_from: "2026-01-01T00:00:00.000Z", handled_to: "2027-01-01T00:00:00.000Z" },
    open_since: { open_since: new Date(present).toISOString() },
  };
  return Object.keys(parameters).flatMap((name) => (others[name] ? [others[name] as Record<string, never>] : []));
}

test("rows that a roster chooses are the same", async () => {
  const team = await first("SELECT team_name FROM response WHERE team_name IS NOT NULL ORDER BY 1");
  for (const chosen of [byRoster, { teams: ["Blue", team] }])
    expect(await countRows(both, { rows: "responses", roster: await readRoster(), ...chosen })).toBeGreaterThan(0);
});

const details: Readonly<Record<string, readonly string[]>> = {
  csat: ["csat", "csat:5", "csat:5:4"],
  created: ["created", "created:web", "created:voice"],
  state: ["state:Expired", "state:Superseded"],
  driver: ["driver:wait", "driver:talk", "driver:hold", "driver:transfers"],
  hour: ["hour:1:10"],
  pairs: ["pairs:evaluator", "pairs:machine", "pairs:evaluator:high-high"],
};

test.each(figureNames)("the responses behind %s are the same", async (name) => {
  const id = await first("SELECT question_id FROM answer WHERE value IS NOT NULL ORDER BY 1");
  const texts = name === "question" ? [`question:${id}`, `question:${id}:4`] : (details[name] ?? [name]);
  let read = 0;
  for (const text of texts) {
    for (const rule of ["genesys", "all"] as const) {
      const figure = figureOf(text);
      if (figure === null) continue;
      const selection = { rows: "responses", rule, range, figure } as const;
      await countRows(both, selection);
      await countRows(both, { ...selection, rows: "answers", media: ["voice"] });
      read += 1;
    }
  }
  expect(read).toBeGreaterThan(0);
});

function figureOf(text: string) {
  try {
    return readFigure(text, { openSince: present, local });
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

test.each(rowKinds)("%s are exported and paged alike", async (kind) => {
  for (const all of [false, true]) {
    for (const selection of [
      {},
      { newest: 20 },
      { range, rule: "last", queues: [await first("SELECT name FROM queue ORDER BY 1")] },
    ] as const)
      for await (const _ of rows(both, { ...selection, rows: kind, all }));
    if (!all) {
      const changes = { after: 0, until: await lastChange(both) };
      for await (const _ of rows(both, { rows: kind, changes, media: ["voice"] }));
    }
    for (const order of pageOrders) {
      if (kind === "legs" && (order === "lowest" || order === "highest")) continue;
      let cursor: string | null = null;
      do cursor = (await readPage(both, { rows: kind, all }, { order, limit: 61, cursor })).next;
      while (cursor !== null);
    }
  }
  for await (const _ of rows(both, { rows: "responses", columns: ["response_id", "lead_question", "lead_value"] }));
  const ids = await both.file.query("SELECT interaction_id AS id FROM interaction ORDER BY id LIMIT 5");
  for (const { id } of ids) {
    await readInteractionRows(both, String(id), kind === "legs" ? "legs" : "responses");
    await readStoredInteraction(both, String(id));
  }
});

const formats = [["--format", "json"], ["--format", "ndjson"], ["--format", "csv"], ["--plain"], ["--out"]] as const;

test.each(rowKinds)("files of %s are the same byte for byte, Parquet row for row, increments too", async (kind) => {
  const read = async (flags: readonly string[], warehouse: string): Promise<unknown> => {
    const out = join(newFolder(), "rows.parquet");
    const isParquet = flags.includes("--out");
    const args = ["export", "--warehouse", warehouse, "--rows", kind, ...flags, ...(isParquet ? [out] : [])];
    const { code, stdout } = await afterword(args);
    expect(code).toBe(0);
    return isParquet
      ? await parquetReadObjects({ file: new Uint8Array(readFileSync(out)).buffer, compressors })
      : stdout;
  };
  for (const format of formats)
    for (const more of [[], ["--changed-since", "9"], ["--all"], ["--tz", "Asia/Tokyo", "--from", "2026-03-20"]]) {
      const [own, other] = await Promise.all(both.addresses.map((address) => read([...more, ...format], address)));
      expect(JSON.stringify(own, bigintAsText).length).toBeGreaterThan(1_000);
      expect(other).toEqual(own);
    }
});

const bigintAsText = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

test("a report is the same document, byte for byte, of one organization too", async () => {
  const organization = await first("SELECT organization_id FROM organization");
  for (const [filter, by] of [
    [{}, "queue"],
    [{ rule: "all" }, "agent"],
    [{ rule: "last", media: ["voice"] }, "question"],
  ] as const) {
    const request = {
      filter: { ...filter, range },
      ...{ by, local, now, definitionId: null, completeness: { sentence: "complete", completeTo: now } },
    } as const;
    const documents = await Promise.all([both, both.file, both.server].map((one) => createReport(one, request)));
    expect(new Set(documents.map((document) => JSON.stringify(document))).size).toBe(1);
    await createReport(scopeToOrganization(both, organization), request);
  }
  await expect(
    refuseUnmatchedFilter(both, { queues: ["x"], agents: ["x"], teams: ["x"], divisions: ["x"], forms: ["x"] }),
  ).rejects.toThrow(UsageError);
});

test("the price of a sync is the same", async () => {
  expect((await synced.plan({ since: present - 30 * day, texts: "low" }, both)).requests).toBeGreaterThan(5);
});

test("Genesys' own counts find the same, and as many people are held", async () => {
  const { cells } = await synced.reconcile({}, {}, both);
  expect(cells.length).toBeGreaterThan(20);
  expect((await readStoredPeople(both)).responses).toBeGreaterThan(100);
});

test("what leaves with its age leaves both", async () => {
  const kept = { count: 20, unit: "days" } as const;
  await synced.sync({ retention: { comments: kept, agents: kept, documents: kept } }, {}, both);
  expect(await both.query("SELECT name FROM fact WHERE name LIKE 'forgotten%'")).not.toEqual([]);
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

/** Comments, and what is filled in, are left out: the longest line stands for its file. */
function longestLine(file: string): string {
  const lines = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => !/^\s*--|\{/.test(line));
  return lines.toSorted((a, b) => b.length - a.length)[0]?.trim() ?? "";
}

test("every file of SQL was asked by one of these tests", () => {
  const src = join(import.meta.dirname, "../../src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    // What `export --ddl` prints is for other databases.
    (file) => file.endsWith(".sql") && !/^(warehouse|export.ddl)/.test(file),
  );
  const asked = [...both.statements].join("\n");
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter((file) => !asked.includes(longestLine(join(src, file))))).toEqual([]);
});
