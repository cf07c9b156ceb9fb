import { conceal } from "../conceal.ts";
import { UsageError } from "../errors.ts";

/** Texts are repeated up to here: what was meant can be told from their beginning. */
const longestShown = 60;

/** A value as a sentence can name it: short, and without what may be a secret. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") {
    const text = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
    return conceal(JSON.stringify(text));
  }
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "function") return "a function";
  if (typeof value !== "object") return `a ${typeof value}`;
  return typeof Reflect.get(value, "then") === "function" ? "a promise, which has to be awaited" : "an object";
}

/** Refuses one value: `name` is where it was given, such as `extract: range.from`. */
export const unfit = (name: string, value: unknown, hint: string): UsageError =>
  new UsageError(`${name} is ${shown(value)}.`, hint);
