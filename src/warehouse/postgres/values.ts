import { storable } from "../../base/index.ts";
import type { Value } from "../warehouse.ts";

/** PostgreSQL's names of column types, and DuckDB's, by which the house calls them. */
export const typeNames: Readonly<Record<string, string>> = {
  text: "VARCHAR",
  boolean: "BOOLEAN",
  integer: "INTEGER",
  bigint: "BIGINT",
  "double precision": "DOUBLE",
  "timestamp without time zone": "TIMESTAMP",
};

/** ISO time → what PostgreSQL reads as a time without zone: in UTC. */
export function timestamp(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Error(`"${text}" is not a time`);
  return new Date(time).toISOString().slice(0, -1);
}

/** A value as the text that a column of the given type takes; null is no text. */
export function encode(value: Value, type: string): string | null {
  if (value === null) return null;
  if (typeof value === "string") return type === "TIMESTAMP" ? timestamp(value) : storable(value);
  return String(value);
}

/** A text within a line of COPY's text format. */
export const copyField = (text: string | null): string =>
  text === null ? "\\N" : text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? character);

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** An ISO time that says how far from UTC it is. */
const withOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?[+-]\d\d:?\d\d$/;

/**
 * A parameter's value. A time is given in UTC: PostgreSQL reads over the offset where it makes a time without zone of a text.
 */
export const bind = (value: Value | readonly string[]): string | null =>
  value === null || typeof value === "boolean" || typeof value === "number"
    ? value === null
      ? null
      : String(value)
    : typeof value === "string"
      ? storable(withOffset.test(value) ? `${timestamp(value)}Z` : value)
      : arrayLiteral(value);

const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${storable(text).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;

const asText = (text: string): Value => text;
const isoTime = (text: string): Value => {
  const [, date, clock, fraction = ""] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?(?:\+00)?$/.exec(text) ?? [];
  return date === undefined ? text : `${date}T${clock}.${`${fraction}000`.slice(0, 3)}Z`;
};

/** How a value is read, by PostgreSQL's number of its type (`src/include/catalog/pg_type.dat`, which never changes). */
const readers: Readonly<Record<number, (text: string) => Value>> = {
  16: (text) => text === "t",
  ...Object.fromEntries([20, 21, 23, 26, 700, 701, 1700].map((number) => [number, Number])),
  ...Object.fromEntries([18, 19, 25, 114, 1042, 1043, 1082, 2950, 3802, 705].map((number) => [number, asText])),
  1114: isoTime,
  1184: isoTime,
  // void, of a function that is called for what it does
  2278: () => null,
};

/** For `pg`: every value as a row has it; a list or a structure is refused. */
export const types = {
  getTypeParser:
    (number: number) =>
    (text: string): Value => {
      const read = readers[number];
      if (read === undefined) throw new Error(`a column of type ${number}: let the statement make text of it`);
      return read(text);
    },
};
