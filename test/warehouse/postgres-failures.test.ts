import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openReader, openWarehouse, type Row, type Warehouse } from "../../src/warehouse/index.ts";
import { type Database, openDatabase } from "../servers/postgres.ts";
import { openPostgresProxy } from "../servers/postgres-proxy.ts";
import { password } from "../servers/postgres-server.ts";

let database: Database;
beforeEach(async () => {
  database = await openDatabase();
});
afterEach(() => database[Symbol.asyncDispose]());

const fact = (name: string): Row => ({ name, value: "v" });
const names = async (warehouse: Warehouse) =>
  (await warehouse.query("SELECT name FROM fact WHERE name LIKE 'test%' ORDER BY name")).map(({ name }) => name);

/** What a person is told: what happened, where, and what to do; never the password. */
async function refusal(opening: Promise<unknown>): Promise<string> {
  const error: unknown = await opening.then(
    () => null,
    (failure: unknown) => failure,
  );
  expect(error).toMatchObject({ code: "usage" });
  const text = error instanceof Error ? `${error.message} ${String(Reflect.get(error, "hint"))}` : "";
  expect(text).not.toContain(password);
  return text;
}

describe("a server that cannot be used is named, and the way out:", () => {
  const at = (change: (url: URL) => void): string => {
    const url = new URL(database.address);
    change(url);
    return url.href;
  };
  test.each<readonly [string, (url: URL) => void, RegExp]>([
    ["nobody answers", (url) => Object.assign(url, { port: "1" }), /no PostgreSQL server answers/],
    ["the password is wrong", (url) => Object.assign(url, { password: "wrong" }), /was refused.*PGPASSWORD/],
    ["there is no such user", (url) => Object.assign(url, { username: "nobody" }), /was refused/],
    ["there is no such database", (url) => Object.assign(url, { pathname: "/nothing" }), /no such database.*createdb/],
    ["it offers no TLS", (url) => url.searchParams.set("sslmode", "require"), /offers no TLS/],
  ])("%s", async (_, change, message) => {
    expect(await refusal(openWarehouse(at(change)))).toMatch(message);
    expect(await refusal(openReader(at(change)))).toMatch(message);
  });

  test("another encoding", async () => {
    await using latin = await openDatabase({ encoding: "LATIN1" });
    expect(await refusal(openWarehouse(latin.address))).toMatch(/encoding LATIN1/);
  });

  test("no warehouse in it, for a reader, who makes none", async () => {
    expect(await refusal(openReader(database.address))).toMatch(/There is no warehouse/);
    expect((await database.query("SELECT 1 FROM pg_namespace WHERE nspname = 'afterword'")).rows).toEqual([]);
  });

  test("a schema of that name which is somebody else's", async () => {
    await database.query("CREATE SCHEMA afterword CREATE TABLE customer (name text)");
    expect(await refusal(openWarehouse(database.address))).toMatch(/other tables|right is missing/);
    const { rows } = await database.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'afterword'::regnamespace",
    );
    expect(rows).toEqual([{ relname: "customer" }]);
  });
});

describe("a role that only reads", () => {
  const reader = "only_reads";
  beforeEach(async () => {
    await using warehouse = await openWarehouse(database.address);
    await warehouse.transaction((tx) => tx.put("fact", [fact("test")]));
    await database.query(`CREATE ROLE ${reader} LOGIN PASSWORD '${password}'`);
  });
  afterEach(async () => {
    await database.query(`DROP OWNED BY ${reader}`);
    await database.query(`DROP ROLE ${reader}`);
  });

  test("lacks a right, and is told which, before and after USAGE is granted", async () => {
    const address = database.as(reader, password);
    expect(await refusal(openReader(address))).toMatch(/USAGE.*GRANT/);
    await database.query(`GRANT USAGE ON SCHEMA afterword TO ${reader}`);
    expect(await refusal(openReader(address))).toMatch(/permission denied for table/);
  });

  test("reads with USAGE and SELECT, and cannot sync", async () => {
    await database.query(`GRANT USAGE ON SCHEMA afterword TO ${reader}`);
    await database.query(`GRANT SELECT ON ALL TABLES IN SCHEMA afterword TO ${reader}`);
    await using opened = await openReader(database.as(reader, password));
    expect(await opened.query("SELECT name FROM fact WHERE name = 'test'")).toEqual([{ name: "test" }]);
    await using warehouse = await openWarehouse(database.as(reader, password));
    const write = warehouse.transaction((tx) => tx.run("INSERT INTO fact VALUES ('more', 'v')"));
    expect(await refusal(write)).toMatch(/right is missing/);
  });
});

const loseAll = () =>
  database.query(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );

describe("a connection that is lost", () => {
  test("in a transaction keeps nothing of it, and the next one connects again", async () => {
    await using warehouse = await openWarehouse(database.address);
    const broken = warehouse.transaction(async (tx) => {
      await tx.put("fact", [fact("test-lost")]);
      await loseAll();
      await tx.put("fact", [fact("test-after")]);
    });
    expect(await refusal(broken)).toMatch(/connection/);
    await warehouse.transaction((tx) => tx.put("fact", [fact("test-kept")]));
    expect(await names(warehouse)).toEqual(["test-kept"]);
  });

  test("between two questions is not noticed", async () => {
    await using warehouse = await openWarehouse(database.address);
    await names(warehouse);
    await loseAll();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await names(warehouse)).toEqual([]);
  });
});

test("sessions that were ended while nobody used them are opened again, when the next statement shows it", async () => {
  await using proxy = await openPostgresProxy(database.address, { isQuiet: true });
  await using warehouse = await openWarehouse(proxy.through(database.address));
  const all = {
    query: () => names(warehouse),
    async stream() {
      const rows: unknown[] = [];
      for await (const batch of warehouse.stream("SELECT name FROM fact WHERE name LIKE 'test%'")) rows.push(...batch);
      return rows.map((row) => Reflect.get(Object(row), "name"));
    },
    async transaction() {
      await warehouse.transaction((tx) => tx.put("fact", [fact("test")]));
      return await names(warehouse);
    },
    async shared() {
      await warehouse.shared?.change("test", (value) => ({ value: `${value}`, result: null }));
      return await names(warehouse);
    },
  };
  await all.transaction();
  for (const [name, use] of Object.entries(all)) {
    await use();
    await loseAll();
    expect([name, await use()]).toEqual([name, ["test"]]);
  }
});

test("SQL by hand that keeps a row does not stop readers, and a reader that stays does not stop a sync", async () => {
  await using warehouse = await openWarehouse(database.address);
  await warehouse.transaction((tx) => tx.put("fact", [fact("test")]));
  const rows = warehouse.stream("SELECT name FROM fact");
  await rows.next();
  await warehouse.transaction((tx) => tx.put("fact", [fact("test")]));
  await rows.return(undefined);
  expect(await names(warehouse)).toEqual(["test"]);
});
