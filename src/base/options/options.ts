import { UsageError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { conceal } from "../secret.ts";

/** Checks one value that a caller gave, and gives it back as the code behind wants it; `name` is where it was given. */
export type ReadValue<Value> = (value: unknown, name: string) => Value;

/** How each option is read. Typed so that an option that is added anywhere has to be added here. */
export type Shape<Options> = { readonly [Key in keyof Options]-?: ReadValue<Exclude<Options[Key], undefined>> };

const asKeys = <Options>(shape: Shape<Options>): (keyof Options & string)[] =>
  Object.keys(shape) as (keyof Options & string)[];

/**
 * The options that a caller gave, each checked. Plain JavaScript has no types that catch a mistake, and a misspelt key would
 * be as good as none.
 * @param name the function that they were given to, or where among its options they stand
 * @param required what has no default
 * @throws {UsageError} for unknown keys, missing ones, and values that do not fit
 */
export function readOptions<Options extends object>(
  given: unknown,
  name: string,
  shape: Shape<Options>,
  required: readonly (keyof Options & string)[] = [],
): Options {
  const keys = asKeys(shape);
  if (given === undefined && required.length === 0) return {} as Options;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw unfit(
      name.includes(": ") ? name : `${name}: the object of options`,
      given,
      `Give an object of ${keys.join(", ")}.`,
    );
  }
  refuseUnknownKeys(given, name, keys);
  const read: Partial<Record<keyof Options, unknown>> = {};
  for (const key of keys) {
    const value: unknown = Reflect.get(given, key);
    if (value === undefined && !required.includes(key)) continue;
    read[key] = shape[key](value, within(name, key));
  }
  return read as Options;
}

/** The same for an object among the options. */
export const options =
  <Options extends object>(shape: Shape<Options>, required: readonly (keyof Options & string)[] = []) =>
  (value: unknown, name: string): Options =>
    readOptions(value, name, shape, required);

/** `extract` and `range` are `extract: range`; that and `from` are `extract: range.from`. */
const within = (name: string, key: string): string => (name.includes(": ") ? `${name}.${key}` : `${name}: ${key}`);

/** @throws {UsageError} with what was probably meant */
export function refuseUnknownKeys(given: object, name: string, keys: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (keys.includes(key)) continue;
    const meant = nearest(key, keys);
    throw new UsageError(
      `${name.includes(": ") ? `${name} has` : `${name}: there is`} no option ${JSON.stringify(key)}.`,
      `${meant === null ? "" : `Did you mean ${meant}? `}There are ${keys.join(", ")}.`,
    );
  }
}

/** Texts are repeated up to this many characters: their beginning shows what was meant. */
const maxShownLength = 60;

/** A value as a sentence can name it: short, and without what may be a secret. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "string") {
    const text = value.length > maxShownLength ? `${value.slice(0, maxShownLength)}…` : value;
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
