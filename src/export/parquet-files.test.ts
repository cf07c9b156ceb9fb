import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { openStored, response } from "../../test/orgs/stored.ts";
import type { Row } from "../warehouse/index.ts";
import { chosenColumns } from "./choose-columns.ts";
import { recordColumns } from "./columns.ts";
import { writeParquet, writeParquetByMonth } from "./parquet-files.ts";
import { storedRows } from "./rows.ts";

const bytesOf = (file: string): ArrayBuffer => new Uint8Array(readFileSync(file)).buffer;

/** With a reader that is not DuckDB. */
const readBack = (file: string) => parquetReadObjects({ file: bytesOf(file), compressors, utf8: true });

async function* batches(...all: readonly (readonly Row[])[]) {
  yield* all;
}

test("a warehouse's rows read back as they are, typed: times in UTC, doubles, booleans, JSON as text", async () => {
  const hostile = ["=1+1", "007", "\u202ertl", "🎉", 'a"b\nc', "x".repeat(40_000), ""];
  await using warehouse = await openStored({
    response: hostile.map((comment, index) =>
      response(`r${index}`, {
        comment,
        csat_score: index / 3,
        satisfied: index % 2 === 0,
        transfers: index,
        submit_date: index === 6 ? null : `2026-03-05T08:15:00.00${index}Z`,
        csat_scores: `{"How?":${index}}`,
        divisions: '["Home",null]',
      }),
    ),
  });
  const place = join(newFolder(), "a [b]* 100%");
  mkdirSync(place);
  const file = join(place, "it's.parquet");
  const selection = { rows: "responses" } as const;
  await writeParquet(storedRows(warehouse, selection, recordColumns), recordColumns, file);
  const read = await readBack(file);
  expect(Object.keys(read[0] ?? {})).toEqual(recordColumns.map(({ name }) => name));
  for (const [index, comment] of hostile.entries()) {
    expect(read[index]).toMatchObject({
      response_id: `r${index}`,
      comment,
      csat_score: index / 3,
      satisfied: index % 2 === 0,
      transfers: index,
      submit_date: index === 6 ? null : new Date(`2026-03-05T08:15:00.00${index}Z`),
      csat_scores: `{"How?":${index}}`,
      divisions: '["Home",null]',
      queue_name: null,
    });
  }
  const { children } = parquetSchema(parquetMetadata(bytesOf(file)));
  const typeOf = (name: string) => children.find(({ element }) => element.name === name)?.element;
  expect(typeOf("submit_date")).toMatchObject({ logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true } });
  expect(typeOf("csat_score")).toMatchObject({ type: "DOUBLE" });
  expect(typeOf("transfers")).toMatchObject({ type: "INT32" });
  expect(typeOf("satisfied")).toMatchObject({ type: "BOOLEAN" });
  // Customers' words are nobody else's, while it is being written neither: nothing is left next to the file.
  expect(readdirSync(place)).toEqual(["it's.parquet"]);
});

test("nothing is a file with columns and no rows", async () => {
  const file = join(newFolder(), "none.parquet");
  await writeParquet(batches(), recordColumns, file);
  expect(parquetMetadata(bytesOf(file)).num_rows).toBe(0n);
  expect(parquetSchema(parquetMetadata(bytesOf(file))).children).toHaveLength(recordColumns.length);
});

test("more than a chunk, in the order it came", async () => {
  const columns = chosenColumns({ rows: "legs", columns: ["position"] });
  const rows = Array.from({ length: 30_000 }, (_, position) => ({ position }));
  const file = join(newFolder(), "legs.parquet");
  await writeParquet(batches(rows.slice(0, 5_000), rows.slice(5_000)), columns, file);
  expect(await readBack(file)).toEqual(rows);
});

test("by month: one file each, an earlier export replaced whole, foreign files left alone", async () => {
  const out = join(newFolder(), "lake");
  const columns = chosenColumns({ rows: "responses", columns: ["response_id"] });
  const row = (id: string, date: string | null): Row => ({ response_id: id, submit_date: date });
  const write = (...rows: Row[]) => writeParquetByMonth(batches(rows), columns, out, "responses");
  const january = row("a", "2026-01-31T23:59:59.999Z");
  await write(january, row("b", "2026-02-01T00:00:00.000Z"), row("c", null));
  expect(readdirSync(out).sort()).toEqual(["month=2026-01", "month=2026-02", "month=__HIVE_DEFAULT_PARTITION__"]);
  expect(await readBack(join(out, "month=2026-01", "responses.parquet"))).toEqual([{ response_id: "a" }]);
  expect(await readBack(join(out, "month=__HIVE_DEFAULT_PARTITION__", "responses.parquet"))).toEqual([
    { response_id: "c" },
  ]);
  writeFileSync(join(out, "month=2026-02", "notes.txt"), "mine");
  mkdirSync(join(out, "other"));
  await write(january, row("d", "2026-01-31T23:59:59.999Z"), row("e", "2026-03-01T00:00:00.000Z"));
  expect(readdirSync(out).sort()).toEqual(["month=2026-01", "month=2026-02", "month=2026-03", "other"]);
  expect(readdirSync(join(out, "month=2026-02"))).toEqual(["notes.txt"]);
  expect(await readBack(join(out, "month=2026-01", "responses.parquet"))).toHaveLength(2);
});

test("a run that fails leaves the earlier file, and nothing else", async () => {
  const place = newFolder();
  const file = join(place, "responses.parquet");
  await writeParquet(batches(), recordColumns, file);
  const { mtimeMs } = statSync(file);
  async function* broken() {
    yield [response("a")];
    throw new Error("torn");
  }
  await expect(writeParquet(broken(), recordColumns, file)).rejects.toThrow("torn");
  expect([readdirSync(place), statSync(file).mtimeMs]).toEqual([["responses.parquet"], mtimeMs]);
});

test("by month: a month that is a link is refused, and nothing that it leads to is touched", async () => {
  const place = newFolder();
  const out = join(place, "lake");
  const elsewhere = join(place, "elsewhere");
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, "responses.parquet"), "precious");
  const columns = chosenColumns({ rows: "responses", columns: ["response_id"] });
  const write = (date: string) =>
    writeParquetByMonth(batches([{ response_id: "a", submit_date: date }]), columns, out, "responses");
  await write("2026-01-31T00:00:00.000Z");
  // One that would be removed, one that would be written into, and one that leads nowhere.
  for (const [month, target] of [
    ["2025-12", elsewhere],
    ["2026-02", elsewhere],
    ["2025-11", join(place, "nowhere")],
  ] as const) {
    const link = join(out, `month=${month}`);
    symlinkSync(target, link);
    await expect(write("2026-02-01T00:00:00.000Z")).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(link),
    });
    expect(readdirSync(out).sort()).toEqual(["month=2026-01", `month=${month}`].sort());
    rmSync(link);
  }
  // A file that is a link, or has another name, is replaced by its name alone.
  for (const month of ["2026-01", "2025-12"]) {
    mkdirSync(join(out, `month=${month}`), { recursive: true });
    rmSync(join(out, `month=${month}`, "responses.parquet"), { force: true });
  }
  symlinkSync(join(elsewhere, "responses.parquet"), join(out, "month=2025-12", "responses.parquet"));
  linkSync(join(elsewhere, "responses.parquet"), join(out, "month=2026-01", "responses.parquet"));
  await write("2026-01-31T00:00:00.000Z");
  expect(readdirSync(out)).toEqual(["month=2026-01"]);
  expect(readFileSync(join(elsewhere, "responses.parquet"), "utf8")).toBe("precious");
});

test("by month: for its owner alone, and a new month as open as the one before", async () => {
  const out = join(newFolder(), "lake");
  const columns = chosenColumns({ rows: "responses", columns: ["response_id"] });
  const write = (...months: string[]) =>
    writeParquetByMonth(
      batches(months.map((month) => ({ response_id: month, submit_date: `${month}-01T00:00:00.000Z` }))),
      columns,
      out,
      "responses",
    );
  const modes = (month: string): string[] =>
    [join(out, `month=${month}`), join(out, `month=${month}`, "responses.parquet")].map((path) =>
      (statSync(path).mode & 0o777).toString(8),
    );
  await write("2026-01");
  expect(modes("2026-01")).toEqual(["700", "600"]);
  chmodSync(join(out, "month=2026-01"), 0o750);
  chmodSync(join(out, "month=2026-01", "responses.parquet"), 0o640);
  await write("2026-01", "2026-02");
  expect([modes("2026-01"), modes("2026-02")]).toEqual([
    ["750", "640"],
    ["750", "640"],
  ]);
});
