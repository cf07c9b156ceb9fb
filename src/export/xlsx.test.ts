import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import exceljs from "exceljs";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import type { Column } from "./columns.ts";
import { writeXlsx } from "./xlsx.ts";

const columns: readonly Column[] = [
  { name: "comment", type: "text" },
  { name: "score", type: "number" },
  { name: "submit_date", type: "time" },
  { name: "satisfied", type: "boolean" },
  { name: "wrap_up", type: "names" },
];

/** Writes the rows and reads the sheets back, header included. */
async function readBack(rows: readonly object[], limits: { sheetRows?: number; sheetBytes?: number } = {}) {
  const file = join(newFolder(), "out.xlsx");
  const cuts = { count: 0 };
  await writeXlsx([rows], createWriteStream(file), { columns, name: "responses", cuts, ...limits });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(new Uint8Array(readFileSync(file)).buffer);
  const sheets = workbook.worksheets.map((sheet) => {
    const lines: unknown[][] = [];
    sheet.eachRow((row) => lines.push(columns.map((_, index) => row.getCell(index + 1).value)));
    return { name: sheet.name, lines, sheet };
  });
  return { sheets, cuts };
}

test("text stays text, numbers numbers, times times, and nothing is a formula", async () => {
  const texts = [
    "=1+1",
    "+1",
    "-1",
    "@A1",
    "\t=1",
    "007",
    "1e5",
    "TRUE",
    "2026-01-01",
    'a "b" <c> & d',
    "\u202ertl",
    "🎉",
    "a\nb",
  ];
  const rows = texts.map((comment, index) => ({
    comment,
    score: index - 0.5,
    submit_date: `2026-03-05T08:15:00.${100 + index}Z`,
    satisfied: index % 2 === 0,
    wrap_up: ["Resolved", null, "=x"],
  }));
  const { sheets } = await readBack(rows);
  const [{ lines = [], sheet } = {}] = sheets;
  expect(lines).toEqual([
    columns.map(({ name }) => name),
    ...rows.map((row) => [row.comment, row.score, new Date(row.submit_date), row.satisfied, "Resolved; ; =x"]),
  ]);
  expect(sheet?.getCell("A2").type).toBe(exceljs.ValueType.String);
  expect(sheet?.getCell("C2").numFmt).toBe("yyyy-mm-dd hh:mm:ss");
});

test("a value that no cell or no XML holds is cut, counted, or replaced; a missing one is empty", async () => {
  const { sheets, cuts } = await readBack([
    { comment: "x".repeat(40_000), wrap_up: Array.from({ length: 9_000 }, () => "Code") },
    { comment: "a\0b\u0007c\uffffd\r\ne", score: null, submit_date: null },
  ]);
  const [, [long, , , , codes] = [], [odd, ...rest] = []] = sheets[0]?.lines ?? [];
  expect([String(long).length, String(codes).length, cuts.count]).toEqual([32_767, 32_767, 2]);
  expect(odd).toBe("a\ufffdb\ufffdc\ufffdd\ne");
  expect(rest).toEqual([null, null, null, null]);
});

/** As ECMA-376 has a reader do; exceljs leaves it to us. */
const unescaped = (text: unknown): string =>
  String(text).replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

test.each(["_x0041_", "a_x000D_b", "_X00e4_", "_x005F_x0041_", "_x0041", "__x0041__"])(
  "a text like an escape of one character is read back as it was: %s",
  async (comment) => {
    const { sheets } = await readBack([{ comment }]);
    expect(unescaped(sheets[0]?.lines[1]?.[0])).toBe(comment);
  },
);

test("what does not fit a sheet goes on in the next one", async () => {
  const { sheets } = await readBack(
    Array.from({ length: 250 }, (_, index) => ({ score: index })),
    { sheetRows: 100 },
  );
  expect(sheets.map(({ name, lines }) => [name, lines.length])).toEqual([
    ["responses", 100],
    ["responses 2", 100],
    ["responses 3", 53],
  ]);
  const scores = sheets.flatMap(({ lines }) => lines.slice(1).map(([, score]) => score));
  expect(scores).toEqual(Array.from({ length: 250 }, (_, index) => index));
});

test("a sheet ends before it has more bytes than an entry of the archive can", async () => {
  const rows = Array.from({ length: 100 }, (_, index) => ({ comment: "é".repeat(10_000), score: index }));
  const { sheets } = await readBack(rows, { sheetBytes: 500_000 });
  expect(sheets.map(({ name, lines }) => [name, lines.length])).toEqual([
    ["responses", 29],
    ["responses 2", 29],
    ["responses 3", 29],
    ["responses 4", 17],
  ]);
  expect(sheets.flatMap(({ lines }) => lines.slice(1).map(([, score]) => score))).toEqual(
    rows.map(({ score }) => score),
  );
});

test("the header is bold and stays in sight, columns are as wide as their type wants, and spaces at the ends stay", async () => {
  const { sheets } = await readBack([{ comment: "  two\n\tlines \n" }]);
  const [{ sheet, lines = [] } = {}] = sheets;
  expect(sheet?.views).toMatchObject([{ state: "frozen", ySplit: 1 }]);
  expect(columns.map((_, index) => sheet?.getColumn(index + 1).width)).toEqual([24, 12, 20, 10, 24]);
  expect([sheet?.getCell("A1").font.bold, sheet?.getCell("A2").font]).toEqual([true, undefined]);
  expect(lines[1]?.[0]).toBe("  two\n\tlines \n");
});

test("the same rows are the same bytes", async () => {
  const written = async () => {
    const file = join(newFolder(), "out.xlsx");
    await writeXlsx([[{ comment: "a" }]], createWriteStream(file), { columns, name: "r", cuts: { count: 0 } });
    return readFileSync(file);
  };
  expect((await written()).equals(await written())).toBe(true);
});

test("rows are closed where the disk takes no more, and their failure is the workbook's", async () => {
  let closed = 0;
  async function* endless(failing: boolean) {
    try {
      for (;;) {
        yield Array.from({ length: 500 }, () => ({ comment: `${Math.random()}`.repeat(40) }));
        if (failing) throw new Error("no more rows");
      }
    } finally {
      closed += 1;
    }
  }
  const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) });
  const options = { columns, name: "r", cuts: { count: 0 } };
  await expect(writeXlsx(endless(false), full, options)).rejects.toThrow("ENOSPC");
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  await expect(writeXlsx(endless(true), sink, options)).rejects.toThrow("no more rows");
  expect([closed, sink.destroyed]).toEqual([2, true]);
});

test("a disk that takes no more ends it", async () => {
  const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) });
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ comment: `${Math.random()} ${index}`.repeat(20) }));
  await expect(writeXlsx([rows], full, { columns, name: "r", cuts: { count: 0 } })).rejects.toThrow("ENOSPC");
});
