import { afterAll, beforeAll, expect, test } from "vitest";
import { UsageError } from "../../src/base/index.ts";
import { countRows } from "../../src/export/index.ts";
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
import { createReport } from "../../src/report/index.ts";
import { scopeToOrganization } from "../../src/warehouse/index.ts";
import { everything } from "../seeds.ts";
import { unaskedSql } from "../servers/asked-sql.ts";
import { present } from "../servers/sandboxed.ts";
import { now, openSyncedEngines, range, type SyncedEngines } from "../servers/synced-engines.ts";

const local = { timeZone: "Europe/Berlin", firstDayOfWeek: 1 } as const;

let engines: SyncedEngines;
beforeAll(async () => {
  engines = await openSyncedEngines();
});
afterAll(() => engines[Symbol.asyncDispose]());

async function filters(): Promise<readonly Filter[]> {
  const name = (table: string): Promise<string> =>
    engines.first(`SELECT upper(name) FROM ${table} WHERE name IS NOT NULL ORDER BY 1`);
  const column = (of: string): Promise<string> =>
    engines.first(`SELECT ${of} FROM response WHERE ${of} IS NOT NULL ORDER BY 1`);
  return [
    {},
    { range, basis: "interaction", sources: ["surveys"] },
    { range, basis: "sent", linked: true },
    { queues: [await column("upper(queue_name)")] },
    { agents: [await column("upper(agent_name)"), await column("agent_id")] },
    { teams: [await column("team_name")], media: ["voice", "chat"] },
    { divisions: [await name("division")], forms: [await column("form_name"), await column("form_id")] },
    {
      questions: [await engines.first("SELECT question_id FROM answer WHERE headline ORDER BY 1")],
      scores: { from: 0, to: 0.5 },
    },
    { text: "E", range },
  ];
}

const groupings = [null, ...groupingNames];

/**
 * Each filter with each grouping, and so each rule with either of them: which of the rules it is goes round. Without groupings each
 * filter with each rule. `npm test` takes a third of the pairs, in which each filter and each grouping is met.
 */
const isTried = (filter: number, grouping: number): boolean => everything || (filter + grouping) % 3 === 0;

test.each(Object.keys(catalogue) as QuestionName[])(
  "%s has the same answer for every filter, rule and grouping",
  async (name) => {
    const { both } = engines;
    const { filtered, grouped, parameters } = catalogue[name];
    const buckets = bucketsOf(range, "week", local);
    for (const [at, filter] of (filtered ? await filters() : [{}]).entries()) {
      if (!grouped)
        for (const rule of filtered ? rules : [undefined]) await ask(both, name, { filter: { ...filter, rule } });
      for (const [index, by] of (grouped ? groupings : []).entries()) {
        if (!isTried(at, index) || (by === "question" && !("by_question" in parameters))) continue;
        const rule = rules[(at + index) % rules.length];
        await ask(both, name, { filter: { ...filter, rule }, by, ...(at % 2 === 1 && { buckets }) });
      }
    }
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

/** Every other agent, of two sites; one in three of a team. */
async function readRoster(): Promise<Roster> {
  const rows = await engines.both.file.query("SELECT agent_id FROM agent ORDER BY 1");
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

test("rows that a roster chooses are the same", async () => {
  const team = await engines.first("SELECT team_name FROM response WHERE team_name IS NOT NULL ORDER BY 1");
  for (const chosen of [byRoster, { teams: ["Blue", team] }])
    expect(await countRows(engines.both, { rows: "responses", roster: await readRoster(), ...chosen })).toBeGreaterThan(
      0,
    );
});

test("rows that a rule credits to a queue and an agent are the same", async () => {
  const credited = "FROM attribution WHERE weight_last > 0 AND queue_id IS NOT NULL AND agent_id IS NOT NULL ORDER BY";
  const queues = [await engines.first(`SELECT queue_id ${credited} response_id, 1`)];
  const agents = [await engines.first(`SELECT agent_id ${credited} response_id, queue_id, 1`)];
  expect(await countRows(engines.both, { rows: "responses", all: true, rule: "last", queues })).toBeGreaterThan(0);
  expect(await countRows(engines.both, { rows: "responses", all: true, rule: "last", agents })).toBeGreaterThan(0);
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
  const id = await engines.first("SELECT question_id FROM answer WHERE value IS NOT NULL ORDER BY 1");
  const texts = name === "question" ? [`question:${id}`, `question:${id}:4`] : (details[name] ?? [name]);
  let read = 0;
  for (const text of texts) {
    for (const rule of ["genesys", "all"] as const) {
      const figure = figureOf(text);
      if (figure === null) continue;
      const selection = { rows: "responses", rule, range, figure } as const;
      await countRows(engines.both, selection);
      await countRows(engines.both, { ...selection, rows: "answers", media: ["voice"] });
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

test("a report is the same document, byte for byte, of one organization too", async () => {
  const { both, first } = engines;
  const organization = await first("SELECT organization_id FROM organization");
  const readers = [both.file, both.server].flatMap((one) => [one, scopeToOrganization(one, organization)]);
  for (const [filter, by] of [
    [{}, "queue"],
    [{ rule: "all" }, "agent"],
    [{ rule: "last", media: ["voice"] }, "question"],
  ] as const) {
    const request = {
      filter: { ...filter, range },
      ...{ by, local, now, definitionId: null, completeness: { sentence: "complete", completeTo: now } },
    } as const;
    const documents = [];
    for (const reader of readers) documents.push(JSON.stringify(await createReport(reader, request)));
    expect(documents[0]?.length).toBeGreaterThan(10_000);
    expect(new Set(documents).size).toBe(1);
  }
});

test("a filter that matches nothing is refused alike", async () => {
  await expect(
    refuseUnmatchedFilter(engines.both, {
      ...{ queues: ["x"], agents: ["x"], teams: ["x"], divisions: ["x"], forms: ["x"] },
    }),
  ).rejects.toThrow(UsageError);
});

test("every statement of the questions was sent to both engines", () => {
  expect(unaskedSql(engines.both.answered, ["metrics"])).toEqual([]);
});
