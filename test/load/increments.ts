import fc from "fast-check";
import { type Column, changeColumns, knownColumns, recordColumns } from "../../src/export/columns.ts";

/** A row of an increment: a live one, or a tombstone with nothing but its ids. */
export type IncrementRow = Readonly<Record<string, string | number | boolean | null>>;

/** What customers write that a loader could take for something else. */
const texts = fc.constantFrom(
  ...[
    "",
    "good",
    "NULL",
    "null",
    "\\N",
    "\\.",
    "a\\b",
    " padded ",
    '"quoted"',
    "a,b;c\td",
    "line\nline",
    "line\r\nline",
  ],
  ...[
    "line\rline",
    "line\n\\.\nline",
    "=1+1",
    "'",
    "''",
    "🎉",
    "ü",
    "{}",
    "true",
    "x".repeat(40_000),
    "\u2028",
    "NaN",
    "a\ufeff",
    "--",
    "/*",
  ],
);

const values: Readonly<Record<Column["type"], fc.Arbitrary<string | number | boolean>>> = {
  text: texts,
  time: fc
    .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  number: fc.oneof(
    // A database has no 0 below zero.
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((number) => number + 0),
    fc.constantFrom(0, 929.9, 1e-9, 1 / 3),
  ),
  count: fc.integer({ min: 0, max: 2_000_000_000 }),
  id: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  boolean: fc.boolean(),
  names: fc.array(fc.option(texts), { maxLength: 2 }).map((names) => JSON.stringify(names)),
  json: fc
    .oneof(
      fc.dictionary(fc.constantFrom("How?", "", '"', "ü"), texts, { maxKeys: 2 }),
      fc.array(fc.record({ a: texts }), { maxLength: 2 }),
    )
    .map((value) => JSON.stringify(value)),
};

/** The columns of an increment of answers, or of responses. */
export const columnsOf = (rows: "responses" | "answers"): readonly Column[] => [
  ...(rows === "responses" ? recordColumns : knownColumns.answers.slice(0, -changeColumns.length)),
  ...changeColumns,
];

const keys = ["organization_id", "response_id", "position"] as const;

/** By what a row is known. */
export const keyOf = (row: IncrementRow): string => JSON.stringify(keys.map((key) => row[key] ?? 0));

export interface History {
  readonly columns: readonly Column[];
  /** Increments in the order in which they are loaded. */
  readonly increments: readonly (readonly IncrementRow[])[];
  /** What is there when all are loaded: the latest of each row, without tombstones. */
  readonly latest: readonly IncrementRow[];
}

/**
 * Rows of two organizations that change, go and come back. They come in increments that are loaded late, out of order, twice, or
 * several as one.
 */
export function historyOf(rows: "responses" | "answers"): fc.Arbitrary<History> {
  const columns = columnsOf(rows);
  const change = fc.record({
    organization: fc.constantFrom("org-a", "org-b"),
    response: fc.constantFrom("r1", "r2"),
    position: rows === "answers" ? fc.constantFrom(0, 1) : fc.constant(null),
    deleted: fc.boolean(),
    values: fc.record(Object.fromEntries(columns.map(({ name, type }) => [name, fc.option(values[type])]))),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 12 })
    .map((changes) =>
      changes.map(({ organization, response, position, deleted, values: given }, index): IncrementRow => {
        const ids = {
          organization_id: organization,
          response_id: response,
          ...(position === null ? {} : { position }),
        };
        const stamp = { changed_at: new Date(1_772_000_000_000 + index).toISOString(), change_id: index + 1, deleted };
        const nothing = Object.fromEntries(columns.map(({ name }) => [name, null]));
        return { ...(deleted ? nothing : given), ...ids, ...stamp };
      }),
    )
    .chain((changes) => {
      const cut = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: changes.length, maxLength: changes.length });
      return cut.chain((sizes) => {
        const increments: IncrementRow[][] = [];
        for (let start = 0, at = 0; start < changes.length; at += 1) {
          const size = sizes[at] ?? 1;
          increments.push(changes.slice(start, start + size));
          start += size;
        }
        const again = fc.subarray(increments).chain((replayed) =>
          fc.shuffledSubarray([...increments, ...replayed], {
            minLength: increments.length + replayed.length,
          }),
        );
        const latest = [...new Map(changes.map((row) => [keyOf(row), row])).values()].filter((row) => !row["deleted"]);
        return again.map((order) => ({ columns, increments: order, latest }));
      });
    });
}
