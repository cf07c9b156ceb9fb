import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStored } from "../../test/orgs/stored.ts";
import { openDatabase } from "../../test/servers/postgres.ts";
import { readAlone, scopedNames, scopeToOrganization } from "./organization-scope.ts";
import type { Reader, Warehouse } from "./warehouse.ts";

describe.each(["DuckDB", "PostgreSQL"])("on %s", (engine) => {
  const open: typeof openStored = async (tables) => {
    if (engine === "DuckDB") return await openStored(tables);
    const database = await openDatabase();
    databases.push(database);
    return await openStored(tables, database.address);
  };
  const databases: AsyncDisposable[] = [];
  let warehouse: Warehouse;
  let scoped: Reader;
  beforeAll(async () => {
    const of = (organization_id: string) => ({ organization_id });
    warehouse = await open({
      queue: [
        { ...of("one"), queue_id: "care", name: "Care" },
        { ...of("two"), queue_id: "care", name: "Claims" },
        { ...of("two"), queue_id: "sales", name: "Sales" },
      ],
      team: [
        { ...of("one"), team_id: "north", name: "North" },
        { ...of("two"), team_id: "north", name: "Nord" },
      ],
      fact: [{ name: "of all", value: "1" }],
    });
    scoped = scopeToOrganization(warehouse, "two");
  });
  afterAll(async () => {
    for (const one of [warehouse, ...databases]) await one[Symbol.asyncDispose]();
  });

  test.each([
    ["a table", "SELECT name FROM queue ORDER BY name", ["Claims", "Sales"]],
    ["a table in capital letters", "SELECT name FROM QUEUE ORDER BY name", ["Claims", "Sales"]],
    ["a subquery", "SELECT name FROM team WHERE team_id IN (SELECT 'north' FROM queue)", ["Nord"]],
    ["a correlated subquery", "SELECT (SELECT name FROM queue WHERE queue_id = 'care') AS name FROM team", ["Claims"]],
    ["another name for it", "SELECT own.name FROM queue AS own ORDER BY own.name", ["Claims", "Sales"]],
    ["a join", "SELECT queue.name FROM queue JOIN team ON true ORDER BY queue.name", ["Claims", "Sales"]],
    ["common tables", "WITH found AS (SELECT * FROM queue) SELECT name FROM found ORDER BY name", ["Claims", "Sales"]],
    [
      "comments before it",
      "-- WITH\n\n-- all\nWITH found AS (SELECT * FROM queue) SELECT max(name) AS name FROM found",
      ["Sales"],
    ],
    ["a union", "SELECT name FROM queue UNION SELECT name FROM team ORDER BY name", ["Claims", "Nord", "Sales"]],
    ["no table at all", "SELECT 'x' AS name", ["x"]],
    ["a table of the whole warehouse", "SELECT name FROM fact", ["of all"]],
    ["a column that is called like a table", "SELECT name AS answer, name FROM team", ["Nord"]],
  ])("a reader of one organization reads it alone through %s", async (_, sql, names) => {
    expect((await scoped.query(sql)).map(({ name }) => name)).toEqual(names);
    const streamed: unknown[] = [];
    for await (const batch of scoped.stream(sql)) streamed.push(...batch.map(({ name }) => name));
    expect(streamed).toEqual(names);
  });

  test("parameters of a statement hold next to it", async () => {
    const sql = "SELECT name FROM queue WHERE queue_id = ANY ($ids)";
    expect(await scoped.query(sql, { ids: ["care"] })).toEqual([{ name: "Claims" }]);
  });

  test("everything that has an organization is read so", async () => {
    const columns = await warehouse.query(
      "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema IN ('main', 'afterword') AND column_name = 'organization_id'",
    );
    const tables = columns.map(({ table_name: name }) => String(name));
    const isView = (name: string): boolean => name === "csat_response" || name === "csat_change";
    expect(tables.filter((name) => !isView(name)).sort()).toEqual([...scopedNames].sort());
  });

  test("a reader of the only organization reads it alone from when another one is added, even by a statement that has begun", async () => {
    const row = (id: string) => ({ organization_id: id, added_at: "2026-03-05T08:15:00.000Z" });
    const queue = (id: string) => ({ organization_id: id, queue_id: "care", name: id });
    await using held = await open({ organization: [row("one")], queue: [queue("one")] });
    const sql = "SELECT name FROM queue";
    const alone = readAlone(held, "one");
    const readAll = async (): Promise<unknown[]> => {
      const names: unknown[] = [];
      for await (const batch of alone.stream(sql)) names.push(...batch.map(({ name }) => name));
      return names;
    };
    expect([await alone.query(sql), await readAll()]).toEqual([[{ name: "one" }], ["one"]]);
    const add = (): Promise<void> =>
      held.transaction(async (tx) => {
        await tx.put("organization", [row("two")]);
        await tx.put("queue", [queue("two")]);
      });
    const addsMeanwhile = readAlone(
      {
        ...held,
        async query(...question) {
          await add();
          return held.query(...question);
        },
      },
      "one",
    );
    expect(await addsMeanwhile.query(sql)).toEqual([{ name: "one" }]);
    expect([await alone.query(sql), await readAll()]).toEqual([[{ name: "one" }], ["one"]]);
  });
});
