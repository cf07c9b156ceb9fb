import { UsageError } from "../../base/index.ts";
import type { Parameters, Value } from "../warehouse.ts";
import { parameterOf } from "./values.ts";

/** A statement with its parameters by number, as PostgreSQL takes them. */
export interface Statement {
  readonly text: string;
  readonly values: readonly (Value | readonly string[])[];
}

/** Texts, quoted names and comments, in which nothing is a parameter; then a parameter. */
const pieces = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$([a-z_]\w*)/gi;

/**
 * `$name` becomes `$1`, the same number each time. What a value is decides its type where PostgreSQL would guess: DuckDB
 * binds it so. A text stays untyped, and so becomes a time where it is compared with one.
 */
export function numbered(sql: string, parameters: Parameters = {}): Statement {
  const numbers = new Map<string, string>();
  const values: (Value | readonly string[])[] = [];
  const text = sql.replace(pieces, (piece, name?: string) => {
    if (name === undefined) return piece;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const value = parameters[name];
    if (value === undefined)
      throw new UsageError(`The SQL parameter $${name} has no value.`, "Pass it as a parameter.");
    values.push(isList(value) ? value.map((one) => String(parameterOf(one))) : parameterOf(value));
    const written = typed(`$${values.length}`, value);
    numbers.set(name, written);
    return written;
  });
  return { text, values };
}

const isList = (value: Value | readonly string[]): value is readonly string[] => Array.isArray(value);

function typed(number: string, value: Value | readonly string[]): string {
  if (isList(value)) return `CAST(${number} AS text[])`;
  if (typeof value === "boolean") return `CAST(${number} AS boolean)`;
  if (typeof value !== "number") return number;
  return `CAST(${number} AS ${Number.isSafeInteger(value) ? "bigint" : "double precision"})`;
}

/** The same of a statement that reads, and only reads: the session refuses writes, and this everything else but questions. */
export function numberedReading(sql: string, parameters?: Parameters): Statement {
  const first = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*([a-z]+)/i.exec(sql)?.[1]?.toUpperCase() ?? "nothing";
  if (!["SELECT", "WITH", "VALUES"].includes(first))
    throw new UsageError(`Expected SQL that only reads, got ${first}.`, "Ask with SELECT.");
  return numbered(sql, parameters);
}
