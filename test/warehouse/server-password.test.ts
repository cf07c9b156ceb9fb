import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { type Running, start, until } from "../commands/process.ts";
import { afterword, leadTo, type Ran } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { type Database, openDatabase } from "../servers/postgres.ts";
import { openSandboxed, present, type Sandboxed } from "../servers/sandboxed.ts";
import { ask } from "../servers/served.ts";

/** In the address it is encoded; the first part of it stands there as it is. */
const secret = "geheim/w@rt:%1";
const mark = "geheim";

let org: Sandboxed;
let database: Database;
let address: string;
beforeAll(async () => {
  [org, database] = await Promise.all([openSandboxed({ perDay: 4, days: 8 }), openDatabase()]);
  const role = new URL(database.address).username;
  await database.query(`ALTER ROLE ${role} PASSWORD '${secret}'`);
  address = database.as(role, encodeURIComponent(secret));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await org[Symbol.asyncDispose]();
});

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());

/** What it printed and wrote, in which the password must not stand. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}, columns?: number) {
  const cwd = newFolder();
  const world = { cwd, home: cwd, ...(columns === undefined ? {} : { columns }) };
  const ran = await afterword(args, { env: { ...leadTo(org.sandbox), ...env }, ...world });
  expectNoSecret(args, ran, filesIn(cwd));
  return { ...ran, cwd };
}

function expectNoSecret(args: readonly string[], { stdout, stderr }: Ran, files: readonly string[]): void {
  const found = [
    ...(stdout.includes(mark) ? ["stdout"] : []),
    ...(stderr.includes(mark) ? ["stderr"] : []),
    ...files.filter((file) => readFileSync(file, "latin1").includes(mark)),
  ];
  expect([args.map((arg) => arg.replaceAll(mark, "…")), found]).toEqual([expect.anything(), []]);
}

const since = new Date(present - 5 * day).toISOString();
const commands = [
  ["sync", "--since", since],
  ["sync", "--dry-run"],
  ["sync", "--quiet"],
  ["status"],
  ["report"],
  ["report", "--format", "html", "--out", "report.html"],
  ["export", "--format", "csv", "--out", "rows.csv"],
  ["export", "--format", "ndjson", "--state", "state.json", "--out", "rows.ndjson"],
  ["export", "--rows", "answers", "--ddl", "postgres"],
  ["forms"],
  ["doctor"],
  ["rebuild"],
];

describe("the password of a server's address is in nothing that is printed or written", () => {
  test.each(commands.map((args) => [args.join(" "), args] as const))("%s", async (_, args) => {
    const { code } = await run(["--log", "json", ...args, "--warehouse", address]);
    // What a command does not know it refuses: that prints nothing of the value either.
    expect([0, 2]).toContain(code);
    expect((await run(args, { AFTERWORD_WAREHOUSE: address }, 100)).code).toBe(0);
  });

  test("and in no table", async () => {
    const { rows } = await database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'afterword'");
    expect(rows.length).toBeGreaterThan(20);
    for (const { tablename } of rows) {
      const all = await database.query(`SELECT * FROM afterword.${String(tablename)}`);
      expect([tablename, JSON.stringify(all.rows).includes(mark)]).toEqual([tablename, false]);
    }
  });

  const altered = (change: (url: URL) => void): string => {
    const url = new URL(address);
    change(url);
    return url.href;
  };
  test.each<readonly [string, () => string]>([
    ["wrong", () => altered((url) => Object.assign(url, { password: `${mark}-wrong` }))],
    ["wrong, as a parameter", () => altered((url) => url.searchParams.set("password", `${mark}-wrong`))],
    ["of nobody", () => altered((url) => Object.assign(url, { username: "nobody" }))],
    ["of no server", () => altered((url) => Object.assign(url, { port: "1" }))],
    ["of no such database", () => altered((url) => Object.assign(url, { pathname: "/none" }))],
    ["beside an unknown parameter", () => altered((url) => url.searchParams.set("sslmod", "require"))],
    ["beside a word that is none", () => altered((url) => url.searchParams.set("sslmode", "yes"))],
    ["beside a file that is none", () => altered((url) => (url.search = "sslmode=verify-ca&sslrootcert=/nowhere"))],
    ["where a % is not encoded", () => `postgres://who:${mark}%zz@127.0.0.1/db`],
    ["where a / and an @ are not encoded", () => `postgres://who:${mark}/p@rt@127.0.0.1/db`],
    ["where the port is a word", () => `postgres://who:${mark}@127.0.0.1:port/db`],
    ["of two hosts", () => `postgres://who:${mark}@one,two/db`],
    ["of another kind of server", () => `mysql://who:${mark}@127.0.0.1/db`],
  ])("%s", async (_, place) => {
    for (const command of ["sync", "status", "report", "export", "rebuild"]) {
      for (const log of [[], ["--log", "json"]]) {
        const { code } = await run([...log, command, "--warehouse", place()]);
        expect([command, code]).toEqual([command, 2]);
      }
    }
  });

  test("by the dashboard, where the server goes on and where it does not", async () => {
    const args = ["serve", "--no-sync", "--port", "0", "--log", "json", "--warehouse", address];
    await run(["sync", "--since", since, "--warehouse", address]);
    const running: Running = start(args, leadTo(org.sandbox));
    await until(() => running.stdout().includes("\n") || running.child.exitCode !== null);
    const url = running.stdout().split("\n")[0] ?? "";
    const paths = ["/", "/api/status", "/api/health", "/api/sections/csat", "/api/rows", "/api/nothing"];
    const answers = async () =>
      (await Promise.all(paths.map(async (path) => (await ask(new URL(path, url))).text))).join();
    expect(await answers()).not.toContain(mark);
    await database.query(`ALTER ROLE ${new URL(database.address).username} NOLOGIN`);
    await database.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    const refused = await answers();
    expect(refused).toContain("was refused");
    expect(refused).not.toContain(mark);
    running.child.kill("SIGTERM");
    expectNoSecret(args, await running.end, filesIn(running.cwd));
  });
});
