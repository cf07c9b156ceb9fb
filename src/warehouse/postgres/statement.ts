import { UsageError } from "../../base/index.ts";
import type { Parameters, Value } from "../warehouse.ts";
import { bind } from "./values.ts";

/** A statement as PostgreSQL takes it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (string | null)[];
}

/** Texts, names and comments, in which nothing is a parameter; else a parameter. */
const parts = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([A-Za-z_]\w*)/g;

/**
 * Numbers the parameters of a statement, `$name` → `$1`, and fills them in. What a value is decides its type, as in
 * DuckDB, where PostgreSQL would guess.
 */
export function numbered(sql: string, parameters: Parameters): Statement {
  const numbers = new Map<string, number>();
  const values: (string | null)[] = [];
  const text = sql.replace(parts, (part, name: string | undefined) => {
    if (name === undefined) return part;
    const value = parameters[name];
    if (value === undefined)
      throw new UsageError(`The SQL parameter $${name} has no value.`, "Pass it as a parameter.");
    const known = numbers.get(name) ?? values.push(bind(value));
    numbers.set(name, known);
    return typed(`$${known}`, value);
  });
  return { text, values };
}

/** A text stays untyped, and so becomes a time where it is compared with one. */
function typed(written: string, value: Value | readonly string[]): string {
  if (typeof value === "boolean") return `CAST(${written} AS boolean)`;
  if (typeof value === "number")
    return `CAST(${written} AS ${Number.isSafeInteger(value) ? "bigint" : "double precision"})`;
  return typeof value === "object" && value !== null ? `CAST(${written} AS text[])` : written;
}

const beforeWord = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*/;
const reading: ReadonlySet<string> = new Set(["SELECT", "WITH", "VALUES"]);

/** The same, refusing what is no question; the session refuses what writes all the same. */
export function numberedReading(sql: string, parameters: Parameters): Statement {
  const word = /^\w*/.exec(sql.replace(beforeWord, ""))?.[0].toUpperCase() ?? "";
  if (reading.has(word)) return numbered(sql, parameters);
  throw new UsageError(`Expected SQL that only reads, got ${word}.`, "Ask with SELECT.");
}
