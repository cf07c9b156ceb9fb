import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openReader, openWarehouse } from "../index.ts";
import { openDuckdb } from "./duckdb-connections.ts";
import { openDuckdbFile } from "./duckdb-file.ts";

// A fault here waits for ever.
vi.setConfig({ testTimeout: 20_000 });

let folder: string;
let place: string;
beforeEach(async () => {
  folder = newFolder();
  place = join(folder, "warehouse.duckdb");
});

/** A file with one table, and how often it was opened; `fails` makes the next opening fail. */
async function openCounted(options = {}) {
  const seen = { opened: 0, fails: false };
  const open = async (allowsMore: boolean) => {
    if (seen.fails) throw new Error("no room");
    seen.opened += 1;
    return openDuckdbFile(place, { ...options, allowsMore });
  };
  const duckdb = await openDuckdb(open, place);
  await (await duckdb.writer()).run("CREATE TABLE number AS SELECT range AS n FROM range(10000)");
  return { seen, duckdb };
}

const count = "SELECT count(*) AS n FROM number";

test("a renewal opens the file again, with all that was in it; questions wait for it", async () => {
  const { seen, duckdb } = await openCounted();
  const renewed = duckdb.renew();
  const asked = Promise.all([duckdb.query(count), duckdb.query(count)]);
  expect([await renewed, seen.opened]).toEqual([true, 2]);
  expect(await asked).toEqual([[{ n: 10_000 }], [{ n: 10_000 }]]);
  await (await duckdb.writer()).run("INSERT INTO number VALUES (-1)");
  expect(await duckdb.query(count)).toEqual([{ n: 10_001 }]);
  await duckdb.close();
});

test("texts that need more memory than the limit are written into the file all the same", async () => {
  const { seen, duckdb } = await openCounted({ memoryLimit: "40MB" });
  const isWhole = () => !existsSync(`${place}.wal`);
  await (await duckdb.writer()).run("CREATE TABLE long (json VARCHAR USING COMPRESSION zstd)");
  for (let round = 1; round <= 4; round += 1) {
    const writer = await duckdb.writer();
    for (let batch = 0; batch < 6; batch += 1)
      await writer.run("INSERT INTO long SELECT repeat(md5(CAST(random() AS VARCHAR)), 9000) FROM range(10)");
    await duckdb.renew();
    expect([round, isWhole()]).toEqual([round, true]);
  }
  const opened = seen.opened;
  expect(opened).toBeGreaterThan(5);
  await (await duckdb.writer()).run("INSERT INTO long SELECT repeat('x', 288000)");
  await duckdb.close();
  expect([seen.opened, isWhole()]).toEqual([opened + 1, true]);
  const again = await openDuckdb(() => openDuckdbFile(place, {}), place);
  expect(await again.query("SELECT count(*) AS n FROM long WHERE length(json) = 288000")).toEqual([{ n: 241 }]);
  await again.close();
});

test("a question that lacks memory is asked again with more of it, until the file is renewed twice", async () => {
  const { duckdb } = await openCounted();
  const limit = async () => (await duckdb.query("SELECT current_setting('memory_limit') AS given"))[0]?.["given"];
  // Two texts of 55 MB at once.
  const long = "SELECT repeat('x', 55000000 + CAST(range AS INTEGER)) AS long FROM range(2)";
  const limits = [await limit()];
  expect(await duckdb.query(`SELECT max(length(long)) AS n FROM (${long})`)).toEqual([{ n: 55_000_001 }]);
  for (let renewal = 0; renewal <= 2; renewal += 1) {
    limits.push(await limit());
    await duckdb.renew();
  }
  expect(limits).toEqual(["76.2 MiB", "143.0 MiB", "143.0 MiB", "76.2 MiB"]);
  await duckdb.close();
});

test("rows that are deleted here and there hold memory, which is seen, and freed by a renewal", async () => {
  const { duckdb } = await openCounted();
  const groups = 240;
  const run = async (sql: string) => (await duckdb.writer()).run(sql);
  await run(`INSERT INTO number SELECT range FROM range(10000, ${groups * 8192})`);
  await duckdb.renew();
  const seen = [await duckdb.isNearlyFull()];
  await run("DELETE FROM number WHERE n % 8192 = 0");
  for await (const _ of duckdb.stream(count)) seen.push(await duckdb.isNearlyFull());
  seen.push(await duckdb.isNearlyFull());
  await duckdb.renew();
  seen.push(await duckdb.isNearlyFull());
  // While somebody reads nobody looks.
  expect(seen).toEqual([false, false, true, false]);
  expect(await duckdb.query(count)).toEqual([{ n: groups * 8191 }]);
  await duckdb.close();
});

test("it does not happen while somebody reads", async () => {
  const { seen, duckdb } = await openCounted();
  let renewals = 0;
  for await (const _ of duckdb.stream("SELECT n FROM number")) if (await duckdb.renew()) renewals += 1;
  expect([renewals, seen.opened]).toEqual([0, 1]);
  expect(await duckdb.renew()).toBe(true);
  await duckdb.close();
});

test("where the file cannot be opened again, the next renewal tries once more", async () => {
  const { seen, duckdb } = await openCounted();
  seen.fails = true;
  await expect(duckdb.renew()).rejects.toThrow("no room");
  await expect(duckdb.query(count)).rejects.toThrow("closed");
  seen.fails = false;
  await duckdb.renew();
  expect(await duckdb.query(count)).toEqual([{ n: 10_000 }]);
  await duckdb.close();
});

test("a warehouse that is renewed again and again loses nothing, and others read through it all the while", async () => {
  await using warehouse = await openWarehouse(place, { rowsBetweenRenewals: 10 });
  await using reader = await openReader(place);
  const rows = async () => Number((await reader.query("SELECT count(*) AS n FROM fact"))[0]?.["n"]);
  for (let batch = 1; batch <= 12; batch += 1) {
    const facts = Array.from({ length: 7 }, (_, at) => ({ name: `${batch} ${at}`, value: "v" }));
    const [seen] = await Promise.all([rows(), warehouse.transaction((tx) => tx.append("fact", facts))]);
    expect([batch * 7 - 7, batch * 7]).toContain(seen);
    expect(await rows()).toBe(batch * 7);
  }
});

test("memory that deleted rows hold is freed when it did not suffice", async () => {
  await using warehouse = await openWarehouse(place, { memoryLimit: "40MB" });
  const groups = 160;
  await warehouse.transaction((tx) =>
    tx.run(`INSERT INTO fact SELECT CAST(range AS VARCHAR), 'v' FROM range(${groups * 8192})`),
  );
  /** One row of each group of rows: each group holds 256 KiB from then on. */
  const removeFrom = (first: number) =>
    warehouse.transaction((tx) =>
      tx.run("DELETE FROM fact WHERE CAST(name AS INTEGER) % 8192 = 0 AND CAST(name AS INTEGER) BETWEEN $a AND $b", {
        a: first * 8192,
        b: (first + 9) * 8192,
      }),
    );
  let failures = 0;
  for (let first = 0; first < groups; first += 10)
    await removeFrom(first).catch(async () => {
      failures += 1;
      await removeFrom(first);
    });
  expect(failures).toBeGreaterThan(0);
  expect(await warehouse.query("SELECT count(*) AS n FROM fact")).toEqual([{ n: groups * 8191 }]);
});

test("memory is freed on demand where much was written, and rows stay", async () => {
  await using warehouse = await openWarehouse(place);
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ organization_id: "org", source: "survey", response_id: `${count} ${index}` },
    }));
  const opened = async () => statSync(place).mtimeMs;
  await warehouse.transaction((tx) => tx.append("underived", rows(100)));
  const before = await opened();
  await warehouse.freeMemory?.();
  expect(await opened()).toBe(before);
  await warehouse.transaction((tx) => tx.append("underived", rows(12_000)));
  await warehouse.freeMemory?.();
  expect([existsSync(`${place}.wal`), await warehouse.query("SELECT count(*) AS n FROM underived")]).toEqual([
    false,
    [{ n: 12_100 }],
  ]);
});
