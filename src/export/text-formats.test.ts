import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Column } from "./columns.ts";
import { toText } from "./text-formats.ts";

const columns: readonly Column[] = [
  { name: "comment", type: "text" },
  { name: "score", type: "number" },
  { name: "satisfied", type: "boolean" },
  { name: "divisions", type: "names" },
];

async function textOf(...question: Parameters<typeof toText>): Promise<string> {
  let text = "";
  for await (const piece of toText(...question)) text += piece;
  return text;
}

const cell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '"=1"',
    "007",
    "1e5",
    "a\nb",
    "a\r\nb",
    "a\rb",
    ",",
    "🎉",
    "\u202eabc",
    "\0",
  ),
);
const rowsOf = fc.array(
  fc.record({
    comment: fc.option(cell),
    score: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    satisfied: fc.option(fc.boolean()),
    divisions: fc.option(fc.array(fc.constantFrom("Home", null, "=HYPERLINK()"))),
  }),
);

const neutral = (text: string): string => {
  const inside = text.replace(/((?:^|[;\t\r\n])[\s"]*)([=+\-@＝＋－＠])/g, "$1'$2");
  return /^[\t\r]/.test(inside) ? `'${inside}` : inside;
};

test("CSV read back is what was written, formulas neutralised and numbers left alone", async () => {
  const property = fc.asyncProperty(rowsOf, fc.boolean(), async (rows, cutting) => {
    const lineEnd = "\r\n";
    const text = await textOf("csv", [rows], columns, cutting ? { lineEnd, cuts: { count: 0 } } : { lineEnd });
    const read = parse(text, { relax_quotes: false, record_delimiter: lineEnd });
    expect(read).toEqual([
      columns.map(({ name }) => name),
      ...rows.map(({ comment, score, satisfied, divisions }) => [
        neutral(comment ?? ""),
        score === null ? "" : String(score),
        satisfied === null ? "" : String(satisfied),
        neutral(divisions?.map((name) => name ?? "").join("; ") ?? ""),
      ]),
    ]);
  });
  await fc.assert(property);
});

test("plain CSV read back is what was stored: formulas, long texts and JSON as they are, and null apart from the empty text", async () => {
  const columnsOf: readonly Column[] = [...columns, { name: "scores", type: "json" }];
  const plainRows = fc.array(
    fc.record({
      comment: fc.option(fc.oneof(cell, fc.constantFrom("", "NULL", "\\N", "\\.", " ", "x".repeat(40_000)))),
      score: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
      satisfied: fc.option(fc.boolean()),
      divisions: fc.option(fc.constantFrom('["Home","=1+1",null]', "[]")),
      scores: fc.option(fc.dictionary(fc.string(), fc.string()).map((scores) => JSON.stringify(scores))),
    }),
  );
  const property = fc.asyncProperty(plainRows, fc.constantFrom(",", ";", "\t"), async (rows, delimiter) => {
    const text = await textOf("csv", [rows], columnsOf, {
      plain: true,
      delimiter,
      lineEnd: "\r\n",
      cuts: { count: 0 },
    });
    const [header, ...read] = parse(text, {
      ...{ delimiter, relax_quotes: false, record_delimiter: "\r\n" },
      cast: (value, { quoting }) => (value === "" && !quoting ? null : value),
    }) as (string | null)[][];
    expect(header).toEqual(columnsOf.map(({ name }) => name));
    expect(read).toEqual(rows.map((row) => Object.values(row).map((value) => (value === null ? null : String(value)))));
  });
  await fc.assert(property);
});

test("plain CSV of one column ends no COPY: a text of \\. is quoted", async () => {
  const one: readonly Column[] = [{ name: "comment", type: "text" }];
  const options = { plain: true, lineEnd: "\r\n" } as const;
  expect(await textOf("csv", [[{ comment: "\\." }, { comment: "" }]], one, options)).toBe('comment\r\n"\\."\r\n""\r\n');
});

/** The parts of a text that is to be cut where nobody thought of. */
const pieces = fc.array(
  fc.constantFrom("=1+1", "+", "-2", "@x", "＝", ",", ";", "\t", "\n", "\r", "good", '"', '""', " ", "\u00a0"),
  { minLength: 1 },
);
const separators = [",", ";", "\t"] as const;
/** What a program sees as a formula that takes quotation marks and white space off the start of a cell. */
const isFormula = (cell: string): boolean => /^[\s"]*[=+\-@＝＋－＠]/.test(cell);

test.each(separators)(
  "a CSV of %j holds no formula for a program that takes another character for the separator",
  async (delimiter) => {
    const others = new RegExp(`[${[...separators, "\n", "\r"].filter((one) => one !== delimiter).join("")}]`);
    const columnsOf: readonly Column[] = ["first", "second"].map((name) => ({ name, type: "text" }));
    await fc.assert(
      fc.asyncProperty(pieces, pieces, async (first, second) => {
        const rows = [{ first: first.join(""), second: second.join("") }];
        const text = await textOf("csv", [rows], columnsOf, { delimiter });
        expect(text.split(others).filter(isFormula)).toEqual([]);
        for (const read of separators) {
          const cells: string[][] = parse(text, {
            ...{ delimiter: read, record_delimiter: ["\n", "\r"], relax_quotes: true, relax_column_count: true },
            // A quotation mark in the middle of a cell may be one that nothing closes.
            skip_records_with_error: true,
          });
          expect(cells.flat().filter(isFormula)).toEqual([]);
        }
      }),
    );
  },
);

test.each([
  ['x;"=1+1;y', `1,"x;""'=1+1;y",z`],
  ['x; "" =1+1', `1,"x; """" '=1+1",z`],
  ['"=1+1"', `1,"""'=1+1""",z`],
  [" =1+1", "1, '=1+1,z"],
  ["\t=1+1", "1,'\t'=1+1,z"],
  ["\r=1+1", `1,"'\r'=1+1",z`],
  ["＝1+1", "1,'＝1+1,z"],
  ['he said "no"; x=1, 1-2, a"-b', `1,"he said ""no""; x=1, 1-2, a""-b",z`],
])("of the text %j only the start of a cell is changed", async (comment, line) => {
  const columnsOf: readonly Column[] = [
    { name: "id", type: "id" },
    { name: "comment", type: "text" },
    { name: "end", type: "text" },
  ];
  const text = await textOf("csv", [[{ id: "1", comment, end: "z" }]], columnsOf, { lineEnd: "\r\n" });
  expect(text).toBe(`id,comment,end\r\n${line}\r\n`);
});

test("JSON and NDJSON are what was given, however it came in batches", async () => {
  const property = fc.asyncProperty(rowsOf, fc.nat(), async (rows, cut) => {
    const at = rows.length === 0 ? 0 : cut % rows.length;
    const batches = [rows.slice(0, at), [], rows.slice(at)];
    const json = await textOf("json", batches, columns);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(rows)));
    expect(json).toBe(await textOf("json", [rows], columns));
    const lines = (await textOf("ndjson", batches, columns)).split("\n").slice(0, -1);
    expect(lines).toEqual(rows.map((row) => JSON.stringify(row)));
  });
  await fc.assert(property);
});

test("a cell is cut to what a spreadsheet takes, between characters, and counted", async () => {
  const cuts = { count: 0 };
  const rows = [
    { comment: "x".repeat(40_000) },
    { comment: `${"x".repeat(32_766)}🎉` },
    { comment: "y".repeat(32_767) },
  ];
  const read = parse(await textOf("csv", [rows], columns, { cuts })).slice(1) as string[][];
  expect(read.map(([comment = ""]) => comment.length)).toEqual([32_767, 32_766, 32_767]);
  expect(cuts.count).toBe(2);
  const whole = parse(await textOf("csv", [rows], columns)).slice(1) as string[][];
  expect(whole.map(([comment = ""]) => comment.length)).toEqual([40_000, 32_768, 32_767]);
});
