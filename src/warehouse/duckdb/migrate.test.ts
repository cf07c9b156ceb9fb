import { cp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeEach, describe, expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { UsageError } from "../../base/index.ts";
import { openReader, openWarehouse } from "../index.ts";
import { type Migration, readMigrations } from "../migrations.ts";

let folder: string;
let place: string;
beforeEach(async () => {
  folder = newFolder();
  place = join(folder, "warehouse.duckdb");
});

const step = (name: string, sql: string): Migration => ({ name, sql, hash: `hash of ${sql}` });
const applied = async (migrations: readonly Migration[]) => {
  await using warehouse = await openWarehouse(place, { migrations });
  return (await warehouse.query("SELECT name FROM migration ORDER BY name")).map(({ name }) => name);
};
const making = [
  step("001", "CREATE TABLE fact (name VARCHAR NOT NULL, value VARCHAR)"),
  step("002", "CREATE TABLE b (a INTEGER)"),
];

describe("migrations", () => {
  test("are read in the order of their names, and each is applied once", async () => {
    const names = readMigrations().map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(names[0]).toBe("001-tables");
    expect(await applied(readMigrations())).toEqual(names);
    expect(await applied(readMigrations())).toEqual(names);
  });

  test("bring an older file up to date and keep its rows", async () => {
    await applied(making.slice(0, 1));
    {
      await using warehouse = await openWarehouse(place, { migrations: making.slice(0, 1) });
      await warehouse.transaction((tx) => tx.put("fact", [{ name: "a", value: "b" }]));
    }
    expect(await applied(making)).toEqual(["001", "002"]);
    await using warehouse = await openWarehouse(place, { migrations: making });
    expect(await warehouse.query("SELECT * FROM fact")).toEqual([{ name: "a", value: "b" }]);
  });

  test("give answers and credits of an older file the times of their response", async () => {
    const older = readMigrations().filter(({ name }) => name < "013");
    const id = { organization_id: "org", response_id: "r" };
    const times = {
      submit_date: "2026-03-05T08:15:00.000Z",
      sent_date: null,
      interaction_start: "2026-03-05T07:00:00.000Z",
    };
    const other = { organization_id: "other", submit_date: "2026-04-01T00:00:00.000Z" };
    const flags = ["linked", "settled", "deleted", "retracted", "calibration", "redacted", "listed"];
    const weights = ["genesys", "last", "first", "longest", "all"].map((rule) => [`weight_${rule}`, 1] as const);
    const answer = { position: 0, question_id: "q", role: "csat", lead: true, not_applicable: false, headline: true };
    {
      await using warehouse = await openWarehouse(place, { migrations: older });
      await warehouse.transaction(async (tx) => {
        const texts = { source: "survey", csat_scores: "{}", answers: "[]" };
        const own = { ...id, ...texts, ...times, ...Object.fromEntries(flags.map((flag) => [flag, true])) };
        await tx.put("response", [own, { ...own, ...other }]);
        await tx.put("answer", [
          { ...id, ...answer },
          { ...id, ...answer, organization_id: other.organization_id },
        ]);
        const credit = { ...id, ...Object.fromEntries(weights) };
        await tx.put("attribution", [credit, { ...credit, organization_id: other.organization_id }]);
      });
    }
    await using warehouse = await openWarehouse(place);
    for (const table of ["answer", "attribution"])
      expect(
        await warehouse.query(
          `SELECT submit_date, sent_date, interaction_start FROM ${table} ORDER BY organization_id`,
        ),
      ).toEqual([times, { ...times, submit_date: other.submit_date }]);
  });

  test("are left to writers", async () => {
    await applied(readMigrations().slice(0, 1));
    await expect(openReader(place)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining("older version"),
    });
  });

  test("that fail change nothing, and throw", async () => {
    await applied(making.slice(0, 1));
    const failing = step("002", "CREATE TABLE b (a INTEGER); INSERT INTO fact VALUES ('x', 'y'); SELECT nothing");
    await expect(applied([...making.slice(0, 1), failing])).rejects.toThrow("nothing");
    expect(await applied(making.slice(0, 1))).toEqual(["001"]);
    expect(await applied(making)).toEqual(["001", "002"]);
  });

  test("unknown to this version are refused: it is a newer file, or another build's", async () => {
    await applied([...readMigrations(), step("999-later", "CREATE TABLE later (a INTEGER)")]);
    const newer = {
      code: "usage",
      message: expect.stringContaining('newer version of Afterword: it has the step "999-later"'),
    };
    await expect(openWarehouse(place)).rejects.toMatchObject(newer);
    await expect(openReader(place)).rejects.toMatchObject(newer);
    await rm(place);
    await applied([step("001-tables", "CREATE TABLE other (a INTEGER)")]);
    await expect(openWarehouse(place)).rejects.toThrow("another build");
  });
});

describe("a file that is not a warehouse is refused and left as it is:", () => {
  const refuses = async (message: string) => {
    const before = await readFile(place);
    for (const open of [openWarehouse, openReader]) {
      const opening = open(place);
      await expect(opening).rejects.toBeInstanceOf(UsageError);
      await expect(opening).rejects.toThrow(message);
      expect((await readFile(place)).equals(before)).toBe(true);
      await expect(stat(`${place}.lock`)).rejects.toThrow("ENOENT");
    }
  };
  const make = async (sql: string) => {
    const instance = await DuckDBInstance.create(place);
    const connection = await instance.connect();
    await connection.run(sql);
    await connection.run("CHECKPOINT");
    connection.closeSync();
    instance.closeSync();
  };

  test("another program's DuckDB file", async () => {
    await make("CREATE TABLE customer (name VARCHAR)");
    await refuses("holds other tables");
  });

  test("another program's table called migration", async () => {
    await make("CREATE TABLE migration (version INTEGER)");
    await refuses("holds other tables");
  });

  test("no DuckDB file at all", async () => {
    await writeFile(place, "date,score\n".repeat(10_000));
    await refuses("is not a DuckDB file");
  });

  test("a truncated one, however much is missing", async () => {
    {
      await using warehouse = await openWarehouse(place);
      const fill = "INSERT INTO fact SELECT CAST(range AS VARCHAR), CAST(hash(range) AS VARCHAR) FROM range(300000)";
      await warehouse.transaction((tx) => tx.run(fill));
    }
    const whole = join(folder, "whole");
    await cp(place, whole);
    const { size } = await stat(whole);
    for (const left of [100, 4096, 12_288, size >> 1, size - 262_144, size - 1]) {
      await cp(whole, place);
      await truncate(place, left);
      await expect(openWarehouse(place), `${left} bytes left`).rejects.toThrow(/is damaged|not a DuckDB file/);
      expect((await stat(place)).size).toBe(left);
    }
  });
});
