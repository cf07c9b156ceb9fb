import { readFileSync } from "node:fs";
import { UsageError } from "../../base/index.ts";
import { chosenColumns } from "../choose-columns.ts";
import { type Column, changeColumns, type RowKind } from "../columns.ts";
import type { Selection } from "../selection.ts";
import { type DdlEngine, engines } from "./engines.ts";
import { type IncrementFile, loads, word } from "./loads.ts";

/** Of which rows an increment is loaded. */
type Loaded = Pick<Selection, "rows" | "columns">;

const tables: Readonly<Record<RowKind, string>> = {
  responses: "csat_response",
  answers: "csat_answer",
  legs: "csat_leg",
};

const read = (name: string): string => readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");

/** What a row is known by. */
const keysOf = (rows: RowKind): readonly string[] =>
  rows === "responses" ? ["organization_id", "response_id"] : ["organization_id", "response_id", "position"];

/**
 * The SQL that creates the tables of a kind of rows in another database, loads an increment and merges it: what is new or newer is
 * put in place, tombstones delete, and nothing older ever replaces what is newer. It can be run after each export, whole.
 * @throws {UsageError} for a file that the database cannot load, and for columns without those that rows are merged by
 */
export function loadScript(engine: DdlEngine, selection: Loaded, file: IncrementFile): string {
  const { name: database, types, arrivingJson, readJson = (value) => value, enforced = "", formats } = engines[engine];
  if (!formats.includes(file.format)) {
    throw new UsageError(`${database} does not load ${file.format}.`, "Take plain CSV: --plain, without --format.");
  }
  if (/\p{Cc}/u.test(file.name)) throw new UsageError("The name of --out has a line end in it.", "Name another file.");
  const { rows } = selection;
  const keys = keysOf(rows);
  const columns = withChange(chosenColumns(selection));
  const names = columns.map(({ name }) => name);
  refuseMissing([...keys, "change_id"], names);
  const typeOf = (column: Column, arriving: boolean): string =>
    arriving && arrivingJson !== undefined && isJson(column) ? arrivingJson : types[column.type];
  const notNull = (name: string): string => (keys.includes(name) || name === "change_id" ? " NOT NULL" : "");
  const define = (chosen: readonly Column[], arriving: boolean): string =>
    chosen.map((column) => `  ${column.name} ${typeOf(column, arriving)}${notNull(column.name)}`).join(",\n");
  const value = (column: Column): string =>
    isJson(column) ? readJson(`newer.${column.name}`) : `newer.${column.name}`;
  const table = tables[rows];
  const parts: Readonly<Record<string, string>> = {
    ...loads[engine](file, {
      table,
      columns: [
        ...columns.map((column) => ({ name: column.name, type: typeOf(column, true) })),
        { name: "deleted", type: types.boolean },
      ],
    }),
    rows,
    table,
    enforced,
    columns: define(columns, false),
    keyColumns: define(
      columns.filter(({ name }) => keys.includes(name) || name === "change_id"),
      false,
    ),
    increment: `${define(columns, true)},\n  deleted ${types.boolean} NOT NULL`,
    keys: keys.join(", "),
    newKeys: keys.map((key) => `newer.${key}`).join(", "),
    same: keys.map((key) => `stored.${key} = newer.${key}`).join(" AND "),
    gone: keys.map((key) => `gone.${key} = latest.${key}`).join(" AND "),
    updates: columns
      .filter(({ name }) => !keys.includes(name))
      .map((column) => `    ${column.name} = ${value(column)}`)
      .join(",\n"),
    names: names.map((name) => `    ${name}`).join(",\n"),
    values: columns.map((column) => `    ${value(column)}`).join(",\n"),
    command: commandOf(selection, file),
  };
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? "");
  const whole = read(engine)
    .replace("{about}", () => read("about"))
    .replace("{tables}", () => read("tables"))
    .replace("{merge}", () => read("merge"));
  return fill(whole);
}

const withChange = (columns: readonly Column[]): readonly Column[] => [
  ...columns,
  ...changeColumns.filter(({ name }) => !columns.some((column) => column.name === name)),
];

const isJson = ({ type }: Column): boolean => type === "json" || type === "names";

function refuseMissing(needed: readonly string[], names: readonly string[]): void {
  const missing = needed.filter((name) => !names.includes(name));
  if (missing.length === 0) return;
  throw new UsageError(
    `--columns leaves out ${missing.join(", ")}, by which rows are merged.`,
    `Take --columns ${[...names, ...missing].join(",")}`,
  );
}

/** The export whose file the SQL loads. */
const commandOf = ({ rows, columns }: Loaded, { format, name, delimiter }: IncrementFile): string =>
  [
    `afterword export --rows ${rows}`,
    ...(columns === undefined ? [] : [`--columns ${columns.join(",")}`]),
    ...(format === "csv" ? ["--plain"] : []),
    ...(format === "csv" && delimiter !== "," ? [`--delimiter ${delimiter === "\t" ? "tab" : word(delimiter)}`] : []),
    `--state ${rows}.state --out ${word(name)}`,
  ].join(" ");
