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
async function readBack(rows: readonly object[], sheetRows?: number) {
  const file = join(newFolder(), "out.xlsx");
  const cuts = { count: 0 };
  const options = { columns, name: "responses", cuts, ...(sheetRows === undefined ? {} : { sheetRows }) };
  await writeXlsx([rows], createWriteStream(file), options);
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

test("what no cell or no XML holds is cut, counted, or replaced; what is missing is empty", async () => {
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
    100,
  );
  expect(sheets.map(({ name, lines }) => [name, lines.length])).toEqual([
    ["responses", 100],
    ["responses 2", 100],
    ["responses 3", 53],
  ]);
  const scores = sheets.flatMap(({ lines }) => lines.slice(1).map(([, score]) => score));
  expect(scores).toEqual(Array.from({ length: 250 }, (_, index) => index));
});

test("a disk that takes no more ends it", async () => {
  const full = new Writable({ write: (_chunk, _encoding, done) => done(new Error("ENOSPC")) });
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ comment: `${Math.random()} ${index}`.repeat(20) }));
  await expect(writeXlsx([rows], full, { columns, name: "r", cuts: { count: 0 } })).rejects.toThrow("ENOSPC");
});
