import { readTime } from "../base/index.ts";
import type { Value } from "./warehouse.ts";

/** Beyond this, no sum of a million values is sure to be a number. */
const maxNumber = 1e15;
const maxInteger = 2 ** 31 - 1;

/** Whether a column of the given type (in the words of the migrations) takes a value, in every engine, and in every format of an export. */
export function fits(value: Value, type: string): boolean {
  if (value === null) return true;
  if (type === "VARCHAR") return typeof value === "string";
  if (type === "BOOLEAN") return typeof value === "boolean";
  if (type === "TIMESTAMP") return typeof value === "string" && readTime(value) !== null;
  if (typeof value !== "number") return false;
  if (type === "INTEGER") return Number.isInteger(value) && Math.abs(value) <= maxInteger;
  return type === "BIGINT" ? Number.isSafeInteger(value) : Math.abs(value) <= maxNumber;
}
