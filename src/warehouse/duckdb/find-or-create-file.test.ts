import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openReader, openWarehouse, publish, type Warehouse } from "../index.ts";

let folder: string;
let place: string;
beforeEach(() => {
  folder = newFolder();
  place = join(folder, "warehouse.duckdb");
});

const put = (warehouse: Warehouse, name: string, value = "v") =>
  warehouse.transaction((tx) => tx.put("fact", [{ name, value }]));
const mode = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
const close = (warehouse: Warehouse) => warehouse[Symbol.asyncDispose]();

test("a new warehouse and a new copy are their owner's alone; one that is there keeps its mode", async () => {
  const copy = join(folder, "copy.duckdb");
  for (const [before, after] of [
    [null, "600"],
    [0o640, "640"],
    [0o644, "644"],
  ] as const) {
    for (const file of [place, copy]) if (before !== null) await chmod(file, before);
    await using warehouse = await openWarehouse(place);
    await put(warehouse, "a");
    await publish(warehouse, copy);
    expect([await mode(place), await mode(copy)]).toEqual([after, after]);
  }
  expect((await readdir(folder)).sort()).toEqual(["copy.duckdb", "warehouse.duckdb"]);
});

test.each(["a b", "it's", 'a"b', "100%", "a%20b", "a#b", "a;b", "a*b", "a[1]", "ü", "a\\b", "a\nb"])(
  "a folder called %j is one like others",
  async (name) => {
    const within = join(folder, name);
    await mkdir(within);
    const file = join(within, "w.duckdb");
    await using warehouse = await openWarehouse(file, { rowsBetweenRenewals: 1 });
    await put(warehouse, "a");
    await put(warehouse, "b");
    await publish(warehouse, join(within, "copy"));
    await using reader = await openReader(file);
    await using copy = await openReader(join(within, "copy"));
    for (const one of [reader, copy]) expect(await one.query("SELECT count(*) AS n FROM fact")).toEqual([{ n: 2 }]);
  },
);

test('a "?" in a path is refused for what it is: DuckDB would write the journal elsewhere', async () => {
  for (const file of [join(folder, "what?", "w.duckdb"), join(folder, "w?.duckdb")]) {
    await mkdir(join(folder, "what?"), { recursive: true });
    await expect(openWarehouse(file)).rejects.toMatchObject({ code: "usage", message: expect.stringContaining('"?"') });
  }
  expect(await readdir(join(folder, "what?"))).toEqual([]);
  // A copy has no journal.
  await using warehouse = await openWarehouse(place);
  await publish(warehouse, join(folder, "what?", "copy"));
  await using _reader = await openReader(join(folder, "what?", "copy"));
});

describe("anything but a file is no warehouse, and is not waited for", () => {
  test.skipIf(process.platform === "win32")("a folder, devices, a pipe, and links to them", async () => {
    await mkdir(join(folder, "a-folder"));
    execFileSync("mkfifo", [join(folder, "a-pipe")]);
    await symlink("a-pipe", join(folder, "link"));
    for (const file of [
      join(folder, "a-folder"),
      "/dev/null",
      "/dev/zero",
      join(folder, "a-pipe"),
      join(folder, "link"),
    ])
      for (const open of [openWarehouse, openReader])
        await expect(open(file), file).rejects.toMatchObject({
          code: "usage",
          message: expect.stringMatching(/cannot be opened: it is a (folder|device or a pipe)\.$/),
        });
    expect((await readdir(folder)).sort()).toEqual(["a-folder", "a-pipe", "link"]);
  });
});

describe("a beginning that was cut short", () => {
  test("an empty file is no warehouse yet, and becomes one with the mode that it has", async () => {
    await writeFile(place, "", { mode: 0o640 });
    await expect(openReader(place)).rejects.toMatchObject({
      message: expect.stringContaining("There is no warehouse"),
    });
    await close(await openWarehouse(place));
    expect(await mode(place)).toBe("640");
    await using _reader = await openReader(place);
  });

  test("one that is empty next to its key was not: it is not begun again", async () => {
    await writeFile(place, "");
    await writeFile(`${place}.key`, "");
    await expect(openWarehouse(place)).rejects.toMatchObject({ code: "usage" });
    expect((await stat(place)).size).toBe(0);
  });

  test("a file without tables is begun again, and a reader reports its state", async () => {
    await expect(openWarehouse(place, { migrations: [] }).then(close)).resolves.toBeUndefined();
    await expect(openReader(place)).rejects.toThrow("is empty: the first sync into it was stopped before it began");
    await close(await openWarehouse(place));
    await using _reader = await openReader(place);
  });

  test("killed while the file is made, there is none, and the next one finds its way", async () => {
    const script = `
      import { openWarehouse } from ${JSON.stringify(join(import.meta.dirname, "../../../dist/warehouse/index.js"))};
      import { watch } from "node:fs";
      import { dirname } from "node:path";
      watch(dirname(process.argv[1]), (_, name) => name.startsWith(".afterword-") && setTimeout(() => process.kill(process.pid, "SIGKILL"), 20));
      await openWarehouse(process.argv[1]);`;
    const { signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script, place]);
    expect([signal, existsSync(place)]).toEqual(["SIGKILL", false]);
    await close(await openWarehouse(place));
    expect(await readdir(folder)).toEqual(["warehouse.duckdb"]);
  });
});

describe("a damaged journal does not condemn the warehouse", () => {
  /** A warehouse with one fact at its last checkpoint and many after it, as a killed process leaves it. */
  async function killed(): Promise<Buffer> {
    const open = await openWarehouse(place);
    await put(open, "before");
    await close(open);
    await using warehouse = await openWarehouse(place);
    for (let index = 0; index < 20; index += 1) await put(warehouse, `after ${index}`, "v".repeat(200));
    for (const ending of ["", ".wal"]) await cp(place + ending, join(folder, `saved${ending}`));
    await close(warehouse);
    await rename(join(folder, "saved"), place);
    return await readFile(join(folder, "saved.wal"));
  }

  const flip = (journal: Buffer, at: number): Buffer => journal.fill(journal.readUInt8(at) ^ 1, at, at + 1);

  test.each<[string, (journal: Buffer) => Buffer]>([
    // Of a value: DuckDB takes an entry whose damaged length leads past the end for the last one, not written to its end.
    ["a bit of its middle", (journal) => flip(journal, journal.indexOf("vvv", journal.length >> 1))],
    ["a bit of its beginning", (journal) => journal.fill(0xff, 0, 1)],
    ["another program's text", () => Buffer.from("nothing of a journal".repeat(20))],
    ["zeros, as a disk leaves them", (journal) => Buffer.alloc(journal.length)],
  ])("%s", async (_, damage) => {
    await writeFile(`${place}.wal`, damage(Buffer.from(await killed())));
    const before = await readFile(`${place}.wal`);
    for (const open of [openWarehouse, openReader]) {
      const error: unknown = await open(place).catch((error: unknown) => error);
      expect(error).toMatchObject({
        code: "usage",
        message: `The journal of the warehouse, ${place}.wal, is damaged; the warehouse itself is not.`,
        hint: expect.stringContaining(`mv ${place}.wal ${place}.wal.damaged\n`),
      });
      expect((await readFile(`${place}.wal`)).equals(before)).toBe(true);
    }
    // As the hint has it.
    execFileSync("sh", ["-c", `mv ${place}.wal ${place}.wal.damaged`]);
    await using warehouse = await openWarehouse(place);
    expect(await warehouse.query("SELECT name FROM fact")).toEqual([{ name: "before" }]);
  });

  test("one whose end was not written any more is read as far as it goes", async () => {
    const journal = await killed();
    await writeFile(`${place}.wal`, journal.subarray(0, journal.length - 50));
    await using warehouse = await openWarehouse(place);
    const [row] = await warehouse.query("SELECT count(*) AS n FROM fact");
    expect(row).toEqual({ n: 20 });
  });

  test("one without its warehouse is not thrown away", async () => {
    const journal = await killed();
    await rm(place);
    await writeFile(`${place}.wal`, journal);
    await expect(openWarehouse(place)).rejects.toThrow("is not there, but its journal is");
    expect((await readFile(`${place}.wal`)).equals(journal)).toBe(true);
  });
});

describe.skipIf(process.platform === "win32")("a file that is no longer at its place is not written in silence", () => {
  test.each<[string, () => Promise<void>]>([
    ["deleted", () => rm(place)],
    ["moved", () => rename(place, `${place}.old`)],
    [
      "replaced by another",
      async () => {
        await cp(place, `${place}.new`);
        await rename(`${place}.new`, place);
      },
    ],
    ["its folder moved", () => rename(folder, `${folder}-moved`)],
  ])("%s", async (_, happen) => {
    await using warehouse = await openWarehouse(place);
    await put(warehouse, "a");
    await happen();
    await expect(put(warehouse, "b")).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(/was moved, deleted or replaced while it was open/),
    });
  });

  test("in the middle of a transaction, or before the file is renewed", async () => {
    await using warehouse = await openWarehouse(place, { rowsBetweenRenewals: 1 });
    await put(warehouse, "a");
    const inTheMiddle = warehouse.transaction(async (tx) => {
      await tx.put("fact", [{ name: "b", value: "v" }]);
      await rm(place);
    });
    await expect(inTheMiddle).rejects.toThrow(/was moved, deleted or replaced/);
    await expect(put(warehouse, "c")).rejects.toThrow(/was moved, deleted or replaced/);
    expect(existsSync(place)).toBe(false);
  });

  test.each([0, 4096, 100_000])("cut short to %i bytes", async (left) => {
    const warehouse = await openWarehouse(place);
    await put(warehouse, "a");
    await truncate(place, left);
    await expect(put(warehouse, "b")).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("was cut short by another program"),
    });
    await close(warehouse);
  });
});
