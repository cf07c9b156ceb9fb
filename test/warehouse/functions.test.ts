import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWarehouse, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { type Database, openDatabase } from "../servers/postgres.ts";

let database: Database;
let file: Warehouse;
let server: Warehouse;
beforeAll(async () => {
  database = await openDatabase();
  file = await openWarehouse(join(newFolder(), "functions.duckdb"));
  server = await openWarehouse(database.address);
});
afterAll(async () => {
  for (const one of [file, server, database]) await one[Symbol.asyncDispose]();
});

/** Every character that a text may have: NUL and surrogates are none. */
const characters = "chr(CAST(number AS INTEGER))";
const numbers = "generate_series(1, 1114111) AS all_numbers (number) WHERE number NOT BETWEEN 55296 AND 57343";

/** Before it stand the letters of all that is spoken today; a server may be built with a Unicode older than some of the others. */
const rare = 0x1c80;

test.each([
  `lower(${characters})`,
  `lower('a' || ${characters} || 'o')`,
  `nfc_normalize(${characters})`,
  `nfc_normalize('e' || ${characters} || 'o')`,
  `ltrim(${characters} || ' a ')`,
])("%s is the same on both engines for every character there is", async (expression) => {
  const unchanged = expression.replace(/^\w+\((.*)\)$/, "$1");
  const read = async (reader: Warehouse): Promise<ReadonlyMap<number, unknown>> => {
    // Those that stay as they are, nearly all of them, need not come here.
    const rows = await reader.query(
      `SELECT number, ${expression} AS value FROM ${numbers} AND ${expression} <> ${unchanged}`,
    );
    return new Map(rows.map(({ number, value }) => [Number(number), value ?? null]));
  };
  const [own, other] = [await read(file), await read(server)];
  const different = [...new Set([...own.keys(), ...other.keys()])].filter((one) => own.get(one) !== other.get(one));
  expect(own.size).toBeGreaterThan(10);
  expect(different.filter((one) => one < rare)).toEqual([]);
  // What only the newer Unicode knows, the older one leaves as it is.
  expect(different.filter((one) => own.has(one) && other.has(one))).toEqual([]);
  expect(different.length).toBeLessThan(own.size / 4);
});

test("texts are compared by their bytes, whatever order the database has", async () => {
  const words = ["a", "B", "ä", "Z", "_", "1", "", " ", "ß", "é", "e\u0301", "Ω", "日"];
  const sql = `SELECT name FROM queue ORDER BY name`;
  for (const one of [file, server]) {
    await one.transaction((tx) =>
      tx.put(
        "queue",
        words.map((name) => ({ organization_id: "org", queue_id: `q${name}`, name })),
      ),
    );
  }
  const sorted = words.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const one of [file, server]) {
    expect((await one.query(sql)).map(({ name }) => name)).toEqual(sorted);
    const [ends] = await one.query("SELECT min(name) AS first, max(name) AS last FROM queue WHERE name > $after", {
      after: "Z",
    });
    expect(ends).toEqual({ first: "_", last: "日" });
  }
});

test.each(["ΟΔΟΣ", "ΑΣ ΒΣ.", "Σ", "İstanbul I", "GROẞE STRAẞE", "ÉCOLE", "E\u0301COLE"])(
  "%s is made small letter by letter, whatever stands around it",
  async (word) => {
    const letters = [...word].map((letter) => (letter === "İ" ? "i" : letter.toLowerCase())).join("");
    for (const one of [file, server])
      expect(await one.query("SELECT lower(CAST($word AS VARCHAR)) AS small", { word })).toEqual([{ small: letters }]);
  },
);
