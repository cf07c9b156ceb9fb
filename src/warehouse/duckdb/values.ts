import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { storable } from "../../base/index.ts";
import { fits } from "../values.ts";
import type { Value } from "../warehouse.ts";

/** ISO time → microseconds, as DuckDB keeps them. */
export function timestamp(text: string): DuckDBTimestampValue {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Error(`"${text}" is not a time`);
  return new DuckDBTimestampValue(BigInt(time) * 1000n);
}

/** A value as a column of the given type stores it. */
export function encode(value: Value, type: string): DuckDBValue {
  if (value === null) return null;
  // DuckDB would silently keep the lower bits of it.
  if (type === "INTEGER" && !fits(value, type)) throw new Error(`${String(value)} is no 32-bit integer`);
  if (typeof value === "string") return type.startsWith("TIMESTAMP") ? timestamp(value) : storable(value);
  if (typeof value === "number" && (type === "BIGINT" || type === "HUGEINT")) return BigInt(value);
  return value;
}

/** Encodes one value of a column after the other: rows of one response follow each other, and have the same times. */
export function createEncoder(type: string): (value: Value) => DuckDBValue {
  if (!type.startsWith("TIMESTAMP")) return (value) => encode(value, type);
  let latest: { readonly value: Value; readonly encoded: DuckDBValue } = { value: null, encoded: null };
  return (value) => {
    if (value !== latest.value) latest = { value, encoded: encode(value, type) };
    return latest.encoded;
  };
}

const isoOf = (micros: bigint): string => new Date(Number(micros / 1000n)).toISOString();

/** What DuckDB returned, as a value of a row. */
export function decode(value: DuckDBValue, column: string): Value {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return isoOf(value.micros);
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBDateValue || value instanceof DuckDBUUIDValue) return value.toString();
  throw new Error(`column ${column} holds a list or a structure: let the statement make text of it`);
}
