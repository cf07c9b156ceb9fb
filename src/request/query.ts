import { nearest, readOneOf, splitList, UsageError } from "../base/index.ts";
import { bases, type Comparison, comparisons, rules } from "../metrics/index.ts";
import type { FilterWords, RangeWords } from "./words.ts";

/** What the query of an address asks for: the flags of `afterword report`, as they were written. */
export interface QueryWords extends FilterWords, RangeWords {
  /** Name or id of an organization. */
  readonly org?: string | undefined;
  /** A grouping, or an attribute of the roster. */
  readonly by?: string | undefined;
  readonly compare: Comparison;
  readonly pool?: boolean | undefined;
  readonly min?: number | undefined;
}

/** Reads all that stands in a query under one key. */
export type ReadTexts<Value> = (texts: readonly string[], key: string) => Value;

/** How each key is read. */
export type QueryReaders<Words> = { readonly [Key in keyof Words]-?: ReadTexts<Exclude<Words[Key], undefined>> };

/** A key that may stand there once. */
export const once =
  <Value>(read: (text: string, key: string) => Value): ReadTexts<Value> =>
  ([text = "", ...more], key) => {
    if (more.length === 0) return read(text, key);
    throw new UsageError(`${key} is given ${more.length + 1} times.`, "Give it once.");
  };

/** A key that may be repeated; commas do the same. */
export const list: ReadTexts<readonly string[]> = (texts, key) => {
  const values = texts.flatMap((text) => {
    const given = splitList(text);
    if (given.length === 0) throw blank(key);
    return given;
  });
  return values;
};

/** `linked`, `linked=true` or `linked=false`. */
export const flag = once((text, key) => {
  if (text === "" || text === "true") return true;
  if (text === "false") return false;
  throw new UsageError(`${key} is ${JSON.stringify(text)}.`, "Give true or false.");
});

const text = once((given, key) => {
  if (given.trim() === "") throw blank(key);
  return given;
});

const whole = once((given, key) => {
  const number = Number(given);
  if (/^\d+$/.test(given) && number >= 1 && number <= 1_000_000_000) return number;
  throw new UsageError(`${key} is ${JSON.stringify(given)}.`, "Give a whole number from 1 to 1000000000.");
});

const blank = (key: string): UsageError => new UsageError(`${key} is blank.`, "Give a value, or leave it out.");

const readers: QueryReaders<QueryWords> = {
  since: text,
  from: text,
  to: text,
  source: once(readOneOf(["surveys", "evaluations", "all"])),
  media: list,
  queue: list,
  agent: list,
  team: list,
  division: list,
  roster: (texts) => texts,
  form: list,
  question: list,
  measure: text,
  score: text,
  linked: flag,
  unlinked: flag,
  basis: once(readOneOf(bases)),
  rule: once(readOneOf(rules)),
  by: text,
  compare: once(readOneOf(comparisons)),
  pool: flag,
  min: whole,
  org: text,
};

const unsaid = { source: "all", basis: "completed", rule: "genesys", compare: "previous" } as const;

/**
 * The words of a query, by the grammar of the flags; `own` reads the keys that only one place takes.
 * @throws {UsageError} for a key that there is not, one that is given twice and takes one value, and what cannot be read
 */
export function readQuery<Own extends object = object>(
  params: URLSearchParams,
  own?: QueryReaders<Own>,
): QueryWords & Partial<Own> {
  const known: Readonly<Record<string, ReadTexts<unknown>>> = { ...readers, ...own };
  const read: Record<string, unknown> = { ...unsaid };
  for (const key of new Set(params.keys())) {
    const reader = Object.hasOwn(known, key) ? known[key] : undefined;
    if (reader === undefined) throw unknownKey(key, Object.keys(known));
    read[key] = reader(params.getAll(key), key);
  }
  // Each key was read by its reader, and what has no default may be missing.
  return read as QueryWords & Partial<Own>;
}

function unknownKey(key: string, known: readonly string[]): UsageError {
  const meant = nearest(key, known);
  return new UsageError(
    `There is no filter ${JSON.stringify(key)}.`,
    `${meant === null ? "" : `Did you mean ${meant}? `}There are ${known.join(", ")}.`,
  );
}
