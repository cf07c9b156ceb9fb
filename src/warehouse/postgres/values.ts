import { isoTime, readTime, storable } from "../../base/index.ts";
import type { Value } from "../warehouse.ts";

/** PostgreSQL's numbers of types, which its catalogue keeps the same in every version (pg_type.dat). */
const types = {
  16: "boolean",
  20: "whole",
  21: "whole",
  23: "whole",
  700: "number",
  701: "number",
  1700: "number",
  1082: "text",
  1114: "time",
  1184: "time",
  25: "text",
  1043: "text",
  1042: "text",
  18: "text",
  19: "text",
  2950: "text",
  2278: "text",
} as const satisfies Record<number, string>;

const typeOf = (oid: number): (typeof types)[keyof typeof types] | undefined =>
  Object.hasOwn(types, oid) ? types[oid as keyof typeof types] : undefined;

/** Reads one value of a column of that type, which PostgreSQL sends as text. */
export function decoderOf(oid: number): (text: string) => Value {
  switch (typeOf(oid)) {
    case "boolean":
      return (text) => text === "t";
    case "whole":
    case "number":
      return Number;
    case "time":
      return isoOf;
    case "text":
      return (text) => text;
    default:
      return () => {
        throw new Error(`a column is of PostgreSQL's type ${oid}: let the statement make text of it`);
      };
  }
}

/** "2026-03-05 08:15:00.123", of a session in UTC, with "+00" where the type has a zone. */
const isoOf = (text: string): string => {
  const time = Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, "")}Z`);
  return new Date(time).toISOString();
};

/** A value as a parameter: PostgreSQL drops the zone of a text that becomes a TIMESTAMP, so it is sent in UTC. */
export function parameterOf(value: Value): Value {
  if (typeof value !== "string") return value;
  return withOffset.test(value) ? utc(value) : storable(value);
}

const withOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?[+-]\d\d:?\d\d$/;

function utc(text: string): string {
  const time = readTime(text);
  if (time === null) throw new Error(`"${text}" is not a time`);
  return isoTime(time);
}

/** A value of a column in COPY's text format: tabs between columns, a line a row, `\N` for null. */
export function copied(value: Value, type: string): string {
  if (value === null) return "\\N";
  if (typeof value === "boolean") return value ? "t" : "f";
  if (typeof value === "number") return String(value);
  if (type === "TIMESTAMP") return utc(value);
  return storable(value).replace(/[\\\n\r\t]/g, (one) => escapes[one] ?? one);
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
