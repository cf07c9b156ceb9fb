import { chown, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openLoopback } from "../../../test/servers/loopback.ts";
import { readProcessStart, UsageError } from "../../base/index.ts";
import { openReader, openWarehouse, type Row, type Warehouse } from "../index.ts";

let folder: string;
let place: string;
beforeEach(async () => {
  folder = newFolder();
  place = join(folder, "warehouse.duckdb");
});

const facts = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ name: `fact ${index}`, value: "v" }));
const put = (warehouse: Warehouse, rows: readonly Row[]) => warehouse.transaction((tx) => tx.put("fact", rows));
const lock = async (): Promise<Record<string, unknown>> => JSON.parse(await readFile(`${place}.lock`, "utf8"));
const names = "SELECT name FROM fact ORDER BY name";

test("a second writer gets an error with the holder's name and since when", async () => {
  await using warehouse = await openWarehouse(place);
  const since = String((await lock())["since"]);
  await expect(openWarehouse(place)).rejects.toThrow(`open for writing in this process since ${since}`);
  // Even where somebody deleted the lock file.
  await rm(`${place}.lock`);
  await expect(openWarehouse(place)).rejects.toMatchObject({ code: "held" });
  await put(warehouse, facts(1));
});

test("a lock file of a living process keeps writers out; that of a dead one does not", async () => {
  const other = {
    pid: process.ppid,
    started: await readProcessStart(process.ppid),
    host: hostname(),
    since: "2026-03-05T08:15:00.000Z",
    url: null,
    token: "t",
  };
  await writeFile(`${place}.lock`, JSON.stringify(other));
  await expect(openWarehouse(place)).rejects.toThrow(`process ${process.ppid} since 2026-03-05T08:15:00.000Z`);
  expect(await lock()).toEqual(other);
  for (const stale of [
    JSON.stringify({ ...other, pid: 2 ** 30 }),
    JSON.stringify({ ...other, pid: process.pid }),
    // Of the same id as one that runs, and begun at another time or nobody knows when: the id was used again.
    JSON.stringify({ ...other, started: `${other.started}0` }),
    JSON.stringify({ ...other, started: undefined }),
    JSON.stringify({ ...other, pid: 1, started: "" }),
    "{",
    "",
  ]) {
    await writeFile(`${place}.lock`, stale);
    await using _warehouse = await openWarehouse(place);
    expect(await lock()).toMatchObject({ pid: process.pid, host: hostname() });
    expect((await stat(`${place}.lock`)).mode & 0o777).toBe(0o600);
  }
  await expect(stat(`${place}.lock`)).rejects.toThrow("ENOENT");
});

test("a reader reads through the holder of the file, then the file itself", async () => {
  const warehouse = await openWarehouse(place);
  await put(warehouse, facts(500));
  await using reader = await openReader(place);
  expect(await reader.query(names)).toEqual(await warehouse.query(names));
  expect(await reader.query("SELECT value FROM fact WHERE name = $name", { name: "fact 7" })).toEqual([{ value: "v" }]);
  await put(warehouse, [{ name: "fact 7", value: "new" }]);
  expect(await reader.query("SELECT value FROM fact WHERE name = $name", { name: "fact 7" })).toEqual([
    { value: "new" },
  ]);
  // Neither a stream that was left nor one that is still open keeps the file.
  for await (const _ of warehouse.stream(names)) break;
  const unread = warehouse.stream(names);
  await unread.next();
  await warehouse[Symbol.asyncDispose]();
  expect(await reader.query(names)).toHaveLength(500);
});

test("a reader cannot write, through the holder or without", async () => {
  const warehouse = await openWarehouse(place);
  await put(warehouse, facts(1));
  for (const held of [true, false]) {
    if (!held) await warehouse[Symbol.asyncDispose]();
    await using reader = await openReader(place);
    const copy = join(folder, "copy.csv");
    const writing = [
      "DELETE FROM fact",
      "CREATE TABLE t (a INTEGER)",
      `COPY fact TO '${copy}'`,
      "SELECT 1 AS a; DELETE FROM fact",
    ];
    writing.push("EXPLAIN ANALYZE DELETE FROM fact", "ATTACH ':memory:' AS other", "CHECKPOINT", "SET threads = 1");
    for (const sql of writing) await expect(reader.query(sql), sql).rejects.toBeInstanceOf(UsageError);
    await expect(reader.query("SELECT nothing FROM fact")).rejects.toThrow("nothing");
    expect(await reader.query(names)).toHaveLength(1);
    await expect(stat(copy)).rejects.toThrow("ENOENT");
  }
});

test("a reader streams as it reads, may leave early, and stops when aborted", async () => {
  await using warehouse = await openWarehouse(place);
  await put(warehouse, facts(20_000));
  await using reader = await openReader(place);
  let rows = 0;
  for await (const batch of reader.stream(names)) rows += batch.length;
  expect(rows).toBe(20_000);
  for await (const _ of reader.stream(names)) break;
  const stop = new AbortController();
  const endless = reader.query(
    "SELECT count(*) AS n FROM fact a, fact b, fact c WHERE a.name || b.name > c.name",
    {},
    stop.signal,
  );
  setTimeout(() => stop.abort(), 100);
  await expect(endless).rejects.toThrow("Interrupted");
});

test("the listener answers nobody without the token, the right host, method and path", async () => {
  await using _warehouse = await openWarehouse(place);
  const { url, token } = await lock();
  const ask = (path: string, method: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sent = request(new URL(path, String(url)), { method, headers, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on("error", reject);
      sent.end(method === "POST" ? '{"sql":"SELECT 1 AS a","parameters":{}}' : undefined);
    });
  const authorization = `Bearer ${String(token)}`;
  expect(new URL(String(url)).hostname).toBe("127.0.0.1");
  expect(await ask("/read", "POST", { authorization })).toBe(200);
  expect(await ask("/read", "POST", {})).toBe(401);
  expect(await ask("/read", "POST", { authorization: `${authorization}x` })).toBe(401);
  expect(await ask("/read", "POST", { authorization, host: "evil.example" })).toBe(421);
  expect(await ask("/read", "GET", { authorization })).toBe(405);
  expect(await ask("/", "POST", { authorization })).toBe(404);
});

test("a writer waits for readers, reports it, and names them in the end", async () => {
  await (await openWarehouse(place))[Symbol.asyncDispose]();
  const reader = await openReader(place);
  const waitedFor: string[] = [];
  const waiting = { patience: 50, onWait: (who: string) => waitedFor.push(who) };
  const opening = openWarehouse(place, waiting);
  await expect(opening).rejects.toMatchObject({ code: "held", message: expect.stringContaining(`(${process.pid})`) });
  expect(waitedFor).toHaveLength(1);
  await expect(stat(`${place}.lock`)).rejects.toThrow("ENOENT");
  setTimeout(() => void reader[Symbol.asyncDispose](), 100);
  await using _warehouse = await openWarehouse(place);
});

test("a writer in another container, whose process id means nothing here, is named once the file has stayed locked", async () => {
  await (await openWarehouse(place))[Symbol.asyncDispose]();
  const distant = {
    ...{ pid: process.pid, started: "then", host: "another-container", since: "2026-03-05T08:15:00.000Z" },
    ...{ url: null, token: "t" },
  };
  const reader = await openReader(place);
  await writeFile(`${place}.lock`, JSON.stringify(distant));
  await expect(openWarehouse(place, { patience: 50 })).rejects.toMatchObject({
    code: "held",
    message: expect.stringMatching(/process \d+ on another-container noted there at 2026-03-05T08:15/),
  });
  expect(await lock()).toEqual(distant);
  await reader[Symbol.asyncDispose]();
  // Its process has ended without a word: DuckDB's lock decides.
  await using _warehouse = await openWarehouse(place);
  expect(await lock()).toMatchObject({ host: hostname() });
});

test("a reader makes no file, and reports which command does", async () => {
  await expect(openReader(place)).rejects.toMatchObject({
    code: "usage",
    hint: expect.stringContaining("afterword sync"),
  });
  await expect(stat(place)).rejects.toThrow("ENOENT");
});

test.skipIf(process.getuid?.() !== 0)(
  "a lock file that another user wrote is not believed, by writers nor readers",
  async () => {
    await (await openWarehouse(place))[Symbol.asyncDispose]();
    const questions: string[] = [];
    await using server = await openLoopback(({ path }) => {
      questions.push(path);
      return { body: "{}" };
    });
    const started = await readProcessStart(process.ppid);
    const url = `${server.url}/read`;
    const planted = {
      pid: process.ppid,
      started,
      host: hostname(),
      since: "2026-03-05T08:15:00.000Z",
      url,
      token: "t",
    };
    await writeFile(`${place}.lock`, JSON.stringify(planted));
    await expect(openWarehouse(place)).rejects.toMatchObject({ code: "held" });
    await chown(`${place}.lock`, 65_534, 65_534);
    questions.length = 0;
    {
      await using reader = await openReader(place);
      expect([await reader.query(names), questions]).toEqual([[], []]);
    }
    await using _warehouse = await openWarehouse(place);
    expect(await lock()).toMatchObject({ pid: process.pid });
    expect((await stat(`${place}.lock`)).uid).toBe(process.getuid?.());
  },
);

test("what stands where the lock file belongs and is none is not waited for", async () => {
  for (const make of [(path: string) => mkdir(path), (path: string) => symlink("/dev/zero", path)]) {
    await make(`${place}.lock`);
    const opening = openWarehouse(place);
    await opening.then(
      (warehouse) => warehouse[Symbol.asyncDispose](),
      (error: unknown) => expect(error).toMatchObject({ code: "usage", message: expect.stringContaining(".lock") }),
    );
    await rm(`${place}.lock`, { recursive: true, force: true });
  }
});
