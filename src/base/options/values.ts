import { UsageError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import type { Clock } from "../time.ts";
import { type ReadValue, shown, unfit } from "./options.ts";

/** A text that is not blank. */
export function readText(value: unknown, name: string): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw unfit(name, value, "Give a text that is not blank.");
}

export function readFlag(value: unknown, name: string): boolean {
  if (typeof value === "boolean") return value;
  throw unfit(name, value, "Give true or false.");
}

/** A number from `min` to `max`, both included. */
export const readNumber =
  (min: number, max = Number.POSITIVE_INFINITY): ReadValue<number> =>
  (value, name) => {
    if (typeof value === "number" && value >= min && value <= max) return value;
    throw unfit(name, value, `Give a number ${bounds(min, max)}.`);
  };

/** A whole number from `min` to `max`, both included. */
export const readCount =
  (min: number, max = Number.MAX_SAFE_INTEGER): ReadValue<number> =>
  (value, name) => {
    if (Number.isSafeInteger(value)) return readNumber(min, max)(value, name);
    throw unfit(name, value, `Give a whole number ${bounds(min, max)}.`);
  };

const bounds = (min: number, max: number): string =>
  max >= Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`;

export const readOneOf =
  <const Word extends string>(words: readonly Word[]): ReadValue<Word> =>
  (value, name) => {
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const meant = typeof value === "string" ? nearest(value, words) : null;
    throw new UsageError(
      `${name} is ${shown(value)}.`,
      `${meant === null ? "" : `Did you mean ${meant}? `}There are ${words.join(", ")}.`,
    );
  };

export const readList =
  <Item>(item: ReadValue<Item>): ReadValue<readonly Item[]> =>
  (value, name) => {
    if (Array.isArray(value)) return value.map((one: unknown, at) => item(one, `${name}[${at}]`));
    throw unfit(name, value, typeof value === "string" ? "Give a list, also of one thing: [ ]." : "Give a list.");
  };

/** An object whose keys are the caller's own, such as ids. */
export const readTable =
  <Item>(item: ReadValue<Item>): ReadValue<Readonly<Record<string, Item>>> =>
  (value, name) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw unfit(name, value, "Give an object.");
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, item(one, `${name}.${key}`)]));
  };

export const readOrNull =
  <Value>(read: ReadValue<Value>): ReadValue<Value | null> =>
  (value, name) =>
    value === null ? null : read(value, name);

/** Something with methods, given on as it is: a client, a warehouse, a clock. */
export const readHandle =
  <Handle extends object>(methods: readonly (keyof Handle & string)[], hint: string): ReadValue<Handle> =>
  (value, name) => {
    if (typeof value === "object" && value !== null && methods.every((method) => hasMethod(value, method)))
      return value as Handle;
    throw unfit(name, value, hint);
  };

const hasMethod = (value: object, method: string): boolean => typeof Reflect.get(value, method) === "function";

export const readClock: ReadValue<Clock> = readHandle<Clock>(
  ["now", "sleep"],
  "Give an object with now() and sleep(milliseconds, signal).",
);

export const readSignal: ReadValue<AbortSignal> = readHandle<AbortSignal>(
  ["addEventListener", "throwIfAborted"],
  "Give the signal of an AbortController.",
);

/** A function, given on as it is: what it takes and gives cannot be checked before it is called. */
export const readFunction =
  <Called extends (...args: never[]) => unknown>(): ReadValue<Called> =>
  (value, name) => {
    if (typeof value === "function") return value as Called;
    throw unfit(name, value, "Give a function.");
  };
