import { existsSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { truth } from "../../src/sandbox/index.ts";
import { openReader, openWarehouse } from "../../src/warehouse/index.ts";
import { afterword, leadTo } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { type Database, openDatabase, openServer } from "../servers/postgres.ts";
import { openPostgresProxy } from "../servers/postgres-proxy.ts";
import { password } from "../servers/postgres-server.ts";
import { openSandboxed, present, type Sandboxed } from "../servers/sandboxed.ts";

/*
 * Whatever a server does to a sync: the person who must act is told what happened, where and what to do, by exit code 2; and once
 * it is mended, the same command has the truth, with nothing doubled.
 */

const since = present - 6 * day;

let org: Sandboxed;
beforeAll(async () => {
  org = await openSandboxed({ perDay: 5, days: 12 });
});
afterAll(() => org[Symbol.asyncDispose]());

const run = (address: string, ...args: string[]) => {
  const cwd = newFolder();
  return afterword([...args, "--warehouse", address], { env: leadTo(org.sandbox), cwd, home: cwd });
};
const syncInto = (address: string, from = since) => run(address, "sync", "--since", new Date(from).toISOString());

/** A message, in which no password stands. */
async function expectRefused(running: ReturnType<typeof run>, message: RegExp): Promise<void> {
  const { code, stderr } = await running;
  expect(stderr).toMatch(message);
  expect([code, stderr.includes(password)]).toEqual([2, false]);
}

/** The same command has the truth, with nothing doubled. */
async function expectGoesOn(address: string): Promise<void> {
  const { code, stderr } = await syncInto(address);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  await using reader = await openReader(address);
  const rows = await reader.query(
    `SELECT response_id, submit_date, csat_score, agent_id, linked, comment FROM csat_response
     WHERE submit_date >= CAST($from AS TIMESTAMP) AND submit_date < CAST($to AS TIMESTAMP) ORDER BY submit_date, response_id`,
    { from: new Date(since).toISOString(), to: new Date(present).toISOString() },
  );
  const expected = truth(org.sandbox.org, { from: since, to: present, now: present });
  expect(rows).toEqual(
    expected.map(({ response_id, submit_date, csat_score, agent_id, linked, comment }) => ({
      ...{ response_id, submit_date, csat_score, agent_id, linked, comment },
    })),
  );
  const [doubled] = await reader.query(
    "SELECT count(*) - count(DISTINCT (kind, id)) AS documents, count(*) - count(DISTINCT arrival) AS arrivals FROM document",
  );
  expect(doubled).toEqual({ documents: 0, arrivals: 0 });
}

/** Does something when a sync is in the middle of its requests. */
async function amidst(work: () => Promise<unknown>): Promise<void> {
  const before = org.sandbox.requests.length;
  while (org.sandbox.requests.length < before + 25) await new Promise((resolve) => setTimeout(resolve, 5));
  await work();
}

const roleOf = (database: Database): string => new URL(database.address).username;

describe("a database that is not as a sync needs it", () => {
  const alter = (setting: string) => (database: Database) =>
    database.query(`ALTER ROLE ${roleOf(database)} ${setting}`);
  const owned = (statement: string) => async (database: Database) => {
    await database.query(statement.replace("ROLE", roleOf(database)));
  };
  test.each<
    readonly [string, (database: Database) => Promise<unknown>, (database: Database) => Promise<unknown>, RegExp]
  >([
    [
      "its role is read-only",
      alter("SET default_transaction_read_only = on"),
      alter("RESET default_transaction_read_only"),
      /takes no writes.*\n.*primary/,
    ],
    [
      "its role may have no connection more",
      alter("CONNECTION LIMIT 1"),
      alter("CONNECTION LIMIT -1"),
      /no connection left.*\n.*max_connections/,
    ],
    [
      "its statements are cut short",
      alter("SET statement_timeout = '1ms'"),
      alter("RESET statement_timeout"),
      /was cancelled.*\n.*statement_timeout/,
    ],
    [
      "a table takes no rows of its role",
      async (database) => {
        await syncInto(database.address, present - day);
        await owned("REVOKE INSERT ON afterword.document FROM ROLE")(database);
      },
      owned("GRANT INSERT ON afterword.document TO ROLE"),
      /a right is missing \(permission denied for table document\).*\n.*GRANT/,
    ],
    [
      "its role may make no schema",
      async (database) => {
        await database.query(
          `ALTER DATABASE ${roleOf(database)} OWNER TO postgres; REVOKE CREATE ON DATABASE ${roleOf(database)} FROM PUBLIC`,
        );
      },
      owned("CREATE SCHEMA afterword AUTHORIZATION ROLE"),
      /a right is missing.*\n.*GRANT/,
    ],
    [
      "its role may make no temporary tables",
      async (database) => {
        const role = roleOf(database);
        await database.query(
          `ALTER DATABASE ${role} OWNER TO postgres; REVOKE TEMP ON DATABASE ${role} FROM PUBLIC; CREATE SCHEMA afterword AUTHORIZATION ${role}`,
        );
      },
      (database) => database.query(`GRANT TEMP ON DATABASE ${roleOf(database)} TO ${roleOf(database)}`),
      /a right is missing.*temporary.*\n.*TEMPORARY/,
    ],
    [
      "its server was built without ICU",
      (database) =>
        database.query(
          "CREATE TABLE public.kept AS SELECT * FROM pg_collation WHERE collprovider = 'i'; DELETE FROM pg_collation WHERE collprovider = 'i'",
        ),
      (database) => database.query("INSERT INTO pg_collation SELECT * FROM public.kept"),
      /without ICU/,
    ],
  ])("%s", async (_, harm, mend, message) => {
    await using database = await openDatabase();
    await harm(database);
    await expectRefused(syncInto(database.address), message);
    await mend(database);
    await expectGoesOn(database.address);
  });
});

describe("a connection that is lost, or a statement, in the middle of a sync", () => {
  test.each([
    ["since somebody ended it", "pg_terminate_backend(pid)", /connection/],
    ["since a statement was cancelled", "pg_cancel_backend(pid)", /was cancelled|connection/],
  ])("%s", async (_, end, message) => {
    await using database = await openDatabase();
    const running = syncInto(database.address);
    await amidst(async () => {
      const all = `SELECT ${end} FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
      // Until one of them was in the middle of something.
      let ended = false;
      void running.finally(() => {
        ended = true;
      });
      while (!ended) await database.query(all);
    });
    await expectRefused(running, message);
    await expectGoesOn(database.address);
  });

  test("when its commit was done, and nobody said so", async () => {
    await using database = await openDatabase();
    let commits = 0;
    await using proxy = await openPostgresProxy(database.address, {
      cutBefore(bytes) {
        if (bytes.includes("COMMIT\0")) commits += 1;
        return commits > 12;
      },
    });
    await expectRefused(syncInto(proxy.through(database.address)), /connection/);
    await expectGoesOn(database.address);
  });
});

test("a server that is too old", async () => {
  await using database = await openDatabase();
  await using proxy = await openPostgresProxy(database.address, {
    answer: (bytes) => bytes.replace(/\b1[5-9]0(\d{3})\b/g, "140$1"),
  });
  const address = proxy.through(database.address);
  await expectRefused(syncInto(address), /too old.*\n.*PostgreSQL 15/);
  await expectRefused(run(address, "status"), /too old/);
  await expectGoesOn(database.address);
});

describe("a server", () => {
  test("that is down at the start, goes down amidst, and comes back", async () => {
    await using server = await openServer();
    for (const command of [["sync"], ["status"], ["report"], ["export"], ["rebuild"]])
      await expectRefused(run(server.address, ...command), /no PostgreSQL server answers.*\n.*again/);
    server.start();
    const running = syncInto(server.address);
    await amidst(async () => server.stop("immediate"));
    await expectRefused(running, /connection|no PostgreSQL server answers/);
    server.start();
    await expectGoesOn(server.address);
  });

  test("that is a standby: it is read, and a sync is refused", async () => {
    await using server = await openServer();
    server.start();
    await expectGoesOn(server.address);
    server.stop();
    writeFileSync(join(server.data, "standby.signal"), "");
    server.start();
    await expectRefused(syncInto(server.address), /takes no writes.*\n.*primary/);
    await expectRefused(run(server.address, "rebuild"), /takes no writes/);
    for (const command of ["status", "report", "export"])
      expect([command, (await run(server.address, command)).code]).toEqual([command, 0]);
  });

  test("that has no room for so many locks", async () => {
    await using server = await openServer();
    server.start("-c max_locks_per_transaction=10 -c max_connections=10");
    const greedy = await server.connect();
    await expect(greedy.query("SELECT pg_advisory_lock(i) FROM generate_series(1, 1000000) i")).rejects.toThrow(
      "memory",
    );
    await expectRefused(syncInto(server.address), /out of memory.*\n.*max_locks_per_transaction/);
    await greedy.end();
    await expectGoesOn(server.address);
  });

  // A device that answers every write with "no space left".
  test.runIf(existsSync("/dev/full"))("whose disk is full", async () => {
    await using server = await openServer();
    server.start();
    // Only its tables: an empty file, and empty indexes.
    await (await openWarehouse(server.address)).close();
    const { rows } = await server.query("SELECT pg_relation_filepath('afterword.document') AS path");
    const file = join(server.data, String(rows[0].path));
    server.stop();
    renameSync(file, `${file}.kept`);
    symlinkSync("/dev/full", file);
    server.start();
    await expectRefused(syncInto(server.address), /disk is full.*\n.*room/);
    server.stop("immediate");
    rmSync(file);
    renameSync(`${file}.kept`, file);
    server.start();
    await expectGoesOn(server.address);
  });
});
