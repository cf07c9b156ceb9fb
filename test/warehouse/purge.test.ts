import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { HeldError } from "../../src/base/index.ts";
import { createMovableClock } from "../../src/sandbox/index.ts";
import { openReader, openWarehouse, type Row, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { everything } from "../seeds.ts";
import { openDatabase } from "../servers/postgres.ts";

const purges = join(import.meta.dirname, "warehouse-purges.mjs");
const secret = "what was erased";

const filling = (id: number): string => Array.from({ length: 40 }, (_, index) => Math.sin(id + index)).join(" ");

/** Rows of which some were deleted, which a file that was not rewritten still has. */
async function fill(warehouse: Warehouse): Promise<void> {
  const ids = Array.from({ length: 6_000 }, (_, index) => index);
  const row = (id: number): Row => ({ name: `${id}`, value: id % 7 === 0 ? `${secret} ${id}` : filling(id) });
  await warehouse.transaction((tx) => tx.append("fact", ids.map(row)));
  await warehouse.transaction((tx) => tx.run("DELETE FROM fact WHERE position($secret IN value) > 0", { secret }));
}

const rowsOf = ({ query }: Pick<Warehouse, "query">): Promise<readonly Row[]> =>
  query("SELECT count(*) AS n, min(name) AS first, max(name) AS last, sum(length(value)) AS characters FROM fact");

async function openFilled() {
  const place = join(newFolder(), "test.duckdb");
  await using warehouse = await openWarehouse(place);
  await fill(warehouse);
  return { place, expected: await rowsOf(warehouse) };
}

test("a process that rewrites a file and is killed at any moment leaves one whole file, and nothing else after the next", async () => {
  const { place, expected } = await openFilled();
  for (let kill = 0; kill < (everything ? 40 : 6); kill += 1) {
    const child = spawn(process.execPath, [purges, place, "1000"]);
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    const ended = new Promise((resolve) => child.on("close", resolve));
    while (!output.includes("begun 0")) await setTimeout(5);
    await setTimeout(kill * (everything ? 10 : 67));
    child.kill("SIGKILL");
    await ended;
    await using warehouse = await openWarehouse(place);
    expect([kill, await rowsOf(warehouse)]).toEqual([kill, expected]);
  }
  await using warehouse = await openWarehouse(place);
  expect(await warehouse.purge()).toEqual([]);
  await warehouse.transaction((tx) => tx.put("fact", [{ name: "later", value: "written" }]));
  await warehouse.close();
  expect(readFileSync(place).includes(secret)).toBe(false);
  const left = readdirSync(dirname(place)).filter((name) => !/^test\.duckdb(\.key)?$/.test(name));
  expect(left).toEqual([]);
});

test("where there is no room for the new file, the old one stays as it was", async () => {
  const { place, expected } = await openFilled();
  expect(statSync(place).size).toBeGreaterThan(1_000_000);
  // In blocks of 512 bytes.
  const { stdout } = spawnSync("sh", ["-c", `ulimit -f 1000; exec "$0" "$1" "$2" 1`, process.execPath, purges, place]);
  expect(stdout.toString()).toMatch(/begun 0\nusage: There is no room left to write/);
  await using warehouse = await openWarehouse(place);
  expect(await rowsOf(warehouse)).toEqual(expected);
  await warehouse.purge();
  expect(await rowsOf(warehouse)).toEqual(expected);
});

test("who reads through the process is waited for; readers and writers go on with the new file", async () => {
  const { place, expected } = await openFilled();
  await using warehouse = await openWarehouse(place, { patience: 2_000, clock: createMovableClock(0) });
  const before = statSync(place).ino;
  await using reader = await openReader(place);
  expect(await rowsOf(reader)).toEqual(expected);
  const reading = warehouse.stream("SELECT * FROM fact");
  await reading.next();
  await expect(warehouse.purge()).rejects.toThrow(HeldError);
  expect(statSync(place).ino).toBe(before);
  await reading.return(undefined);
  await warehouse.purge();
  expect(statSync(place).ino).not.toBe(before);
  expect(await rowsOf(reader)).toEqual(expected);
  await warehouse.transaction((tx) => tx.put("queue", [{ organization_id: "org", queue_id: "q", name: "new" }]));
  expect(await reader.query("SELECT name FROM queue")).toEqual([{ name: "new" }]);
});

test("a server vacuums its tables, and names those that this role may not", async () => {
  await using database = await openDatabase();
  await using warehouse = await openWarehouse(database.address);
  await fill(warehouse);
  /** The tuples of a table's pages, live and dead. */
  const tuples = async (): Promise<string> => {
    const { rows } = await database.query(
      `SELECT encode(t_data, 'hex') AS data
       FROM generate_series(0, pg_relation_size('afterword.fact') / 8192 - 1) AS page,
         heap_page_items(get_raw_page('afterword.fact', page::int)) WHERE t_data IS NOT NULL`,
    );
    return rows.map(({ data }: { data: string }) => data).join();
  };
  await database.query("CREATE EXTENSION pageinspect");
  const hex = Buffer.from(`${secret} 7`).toString("hex");
  expect(await tuples()).toContain(hex);
  expect(await warehouse.purge()).toEqual([]);
  expect(await tuples()).not.toContain(hex);
  await database.query("ALTER TABLE afterword.problem OWNER TO postgres");
  await database.query("GRANT SELECT, INSERT, UPDATE, DELETE ON afterword.problem TO PUBLIC");
  // Who owns the database may vacuum what is in it.
  expect(await warehouse.purge()).toEqual([]);
  await database.query(`ALTER DATABASE ${new URL(database.address).pathname.slice(1)} OWNER TO postgres`);
  expect(await warehouse.purge()).toEqual(["problem"]);
});
