import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { leg, openStored, response } from "../../test/orgs/stored.ts";
import { openDatabase } from "../../test/servers/postgres.ts";
import { type Part, partNames, scopeToPart } from "./part-scope.ts";
import type { Reader, Row, Warehouse } from "./warehouse.ts";

const org = { organization_id: "org" };
const text = { type: "freeTextQuestion", role: "comment", lead: false, not_applicable: false, headline: false };
const of = (id: string, agent: string, changes: Row = {}): Row =>
  response(id, {
    ...{ agent_id: agent, agent_name: `Name of ${agent}`, comment: `about ${agent}`, queue_id: `queue of ${agent}` },
    ...{ agents: `[{"agent_id":"ann"},{"agent_id":"bob"}]`, answers: `["about ${agent}"]`, change_id: 7 },
    ...changes,
  });
const tables = {
  organization: [
    { ...org, added_at: "2026-03-05T08:15:00.000Z" },
    { organization_id: "other", added_at: "2026-03-05T08:15:00.000Z" },
  ],
  response: [
    of("1", "ann", { team_name: "North", evaluator_id: "bob", evaluator_name: "Name of bob" }),
    of("2", "ann", {
      team_name: "South",
      evaluator_id: "ann",
      evaluator_name: "Name of ann",
      interaction_id: "i-both",
    }),
    of("3", "bob", { team_name: "North" }),
    of("4", "cid", { team_name: "South", interaction_id: "i-both" }),
    of("5", "ann", { listed: false, never_release: true }),
    of("6", "ann", { organization_id: "other" }),
    of("7", "dan", { team_name: null, interaction_id: "i-care" }),
  ],
  answer: ["1", "3"].map((id) => ({
    ...org,
    response_id: id,
    position: 1,
    question_id: "q",
    ...text,
    answer: `text ${id}`,
  })),
  attribution: ["ann", "bob"].map((agent_id) => ({
    ...{ ...org, response_id: "1", agent_id, queue_id: `queue of ${agent_id}` },
    ...{ weight_genesys: 1, weight_last: 1, weight_first: 1, weight_longest: 1, weight_all: 0.5 },
  })),
  leg: [leg("1", 1, { agent_id: "ann" }), leg("1", 2, { agent_id: "bob" }), leg("3", 1, { agent_id: "bob" })],
  interaction_division: [
    { ...org, interaction_id: "i-both", division_id: "care" },
    { ...org, interaction_id: "i-both", division_id: "home" },
    { ...org, interaction_id: "i-care", division_id: "care" },
  ],
  team: [
    { ...org, team_id: "n", name: "North" },
    { ...org, team_id: "s", name: "South" },
  ],
  division: [
    { ...org, division_id: "care", name: "Care" },
    { ...org, division_id: "home", name: "Home" },
  ],
  agent: ["ann", "bob", "cid", "dan"].map((agent_id) => ({ ...org, agent_id, name: `Name of ${agent_id}` })),
  queue: ["ann", "bob"].map((one) => ({ ...org, queue_id: `queue of ${one}`, name: `Queue of ${one}` })),
  handled: [{ ...org, day: "2026-03-05T00:00:00.000Z", dimension: "all", id: null, interactions: 9 }],
  problem: [
    {
      ...org,
      kind: "survey",
      id: "3",
      reason: "bob",
      ...{ first_seen: "2026-03-05T08:15:00.000Z", last_seen: "2026-03-05T08:15:00.000Z" },
    },
  ],
};
const nobody: Part = { organizationId: "org", agents: [], teams: [], divisions: [], texts: true };

describe.each(["DuckDB", "PostgreSQL"])("on %s", (engine) => {
  let warehouse: Warehouse;
  let database: AsyncDisposable | null = null;
  beforeAll(async () => {
    const opened = engine === "DuckDB" ? null : await openDatabase();
    database = opened;
    warehouse = await openStored(tables, opened?.address);
  });
  afterAll(async () => {
    await warehouse[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });
  const ids = async (part: Partial<Part>): Promise<unknown[]> =>
    (await read(part, "SELECT response_id FROM response ORDER BY response_id")).map(({ response_id: id }) => id);
  const scoped = (part: Partial<Part>): Promise<Reader> => scopeToPart(warehouse, { ...nobody, ...part });
  const read = async (part: Partial<Part>, sql: string): Promise<readonly Row[]> => (await scoped(part)).query(sql);

  test.each<[string, Partial<Part>, readonly string[]]>([
    ["nobody", {}, []],
    ["an agent", { agents: ["ann"] }, ["1", "2"]],
    ["an agent of no such id", { agents: ["Ann"] }, []],
    ["a team", { teams: ["n"] }, ["1", "3"]],
    ["a team by its name", { teams: ["North"] }, []],
    ["a division, but for what was in another one too", { divisions: ["care"] }, ["7"]],
    ["both divisions", { divisions: ["care", "home"] }, ["2", "4", "7"]],
    ["a team and an agent", { teams: ["s"], agents: ["bob"] }, ["2", "3", "4"]],
    ["another organization", { organizationId: "other", agents: ["ann", "bob"] }, ["6"]],
  ])("the part of %s has its responses, listed ones alone", async (_, part, wanted) =>
    expect(await ids(part)).toEqual(wanted),
  );

  test("nobody outside is named in a response: evaluators, further agents, legs, credits, names", async () => {
    const part = { agents: ["ann"] };
    for (const table of ["response", "csat_response", "csat_change"]) {
      const rows = await read(part, `SELECT * FROM ${table} ORDER BY response_id`);
      expect([table, rows.map((row) => [row["evaluator_id"], row["evaluator_name"], row["agents"]])]).toEqual([
        table,
        [
          // Somebody, and not a machine.
          ["hidden", null, null],
          ["ann", "Name of ann", null],
        ],
      ]);
    }
    for (const table of ["leg", "attribution", "agent"])
      expect([table, (await read(part, `SELECT agent_id FROM ${table}`)).map((row) => row["agent_id"])]).toEqual([
        table,
        ["ann"],
      ]);
    expect(await read(part, "SELECT name FROM queue")).toEqual([{ name: "Queue of ann" }]);
    expect(await read({ teams: ["n"] }, "SELECT name FROM team")).toEqual([{ name: "North" }]);
    expect(await read({ divisions: ["care"] }, "SELECT name FROM division")).toEqual([{ name: "Care" }]);
  });

  test("what tells of the whole warehouse is not in any part", async () => {
    for (const table of ["handled", "problem", "change_counter", "tombstone", "document", "sync_run"])
      expect([table, await read({ teams: ["n", "s"] }, `SELECT * FROM ${table}`)]).toEqual([table, []]);
    expect(await read({ teams: ["n", "s"] }, "SELECT organization_id FROM organization")).toEqual([org]);
    expect(await read({ agents: ["ann"] }, "SELECT DISTINCT change_id FROM response")).toEqual([{ change_id: null }]);
  });

  test("a part without texts has no comment and no free text, however it is asked for", async () => {
    const part = { agents: ["ann"], texts: false };
    expect(await read(part, "SELECT comment, answers FROM response WHERE response_id = '1'")).toEqual([
      { comment: null, answers: "[]" },
    ]);
    expect(await read(part, "SELECT 1 AS found FROM response WHERE comment LIKE '%about%'")).toEqual([]);
    expect(await read(part, "SELECT answer FROM answer")).toEqual([{ answer: null }]);
    expect(await read(part, "SELECT comment, csat_scores, answers FROM csat_response LIMIT 1")).toEqual([
      { comment: null, csat_scores: "{}", answers: "[]" },
    ]);
    expect(await read({ agents: ["ann"] }, "SELECT answer FROM answer")).toEqual([{ answer: "text 1" }]);
  });

  test.each(["main.response", "afterword.response", 'main . "response"', '"afterword"."response"'])(
    "a statement cannot name %s itself",
    async (table) => {
      const reader = await scoped({ agents: ["ann"] });
      expect(() => reader.query(`SELECT * FROM ${table}`)).toThrow("names a schema");
      expect(() => reader.stream(`SELECT * FROM ${table}`)).toThrow("names a schema");
    },
  );

  test("every table and view of the warehouse is read so: of nobody's part each is empty, but for what is nobody's", async () => {
    const columns = await warehouse.query(
      "SELECT DISTINCT table_name FROM information_schema.tables WHERE table_schema IN ('main', 'afterword')",
    );
    const names = columns.map(({ table_name: name }) => String(name));
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !partNames.includes(name))).toEqual([]);
    const reader = await scoped({});
    for (const name of names) {
      const [row] = await reader.query(`SELECT count(*) AS n FROM ${name}`);
      expect([name, Number(row?.["n"])]).toEqual([name, name === "organization" ? 1 : 0]);
    }
  });
});
