import { splitList } from "../../src/base/split-list.ts";

/** What an address asks for, in the order in which it was asked: names and values as the command line's flags have them. */
export type Query = readonly (readonly [key: string, value: string])[];

/** What chooses responses; each may be taken back by itself. */
export const filterKeys = [
  "source",
  "media",
  "queue",
  "agent",
  "team",
  "division",
  "roster",
  "form",
  "question",
  "measure",
  "score",
  "linked",
  "unlinked",
] as const;
/** How the chosen ones are counted and compared. */
export const settingKeys = ["basis", "rule", "compare", "by", "pool", "min"] as const;
const rangeKeys = ["since", "from", "to"] as const;
/** Of lists of responses alone. */
const rowKeys = ["figure", "text", "order"] as const;
/** Whose responses. */
const organizationKeys = ["org"] as const;
/** Of the page alone; not sent to the server. */
const pageKeys = ["sort", "list"] as const;

export type FilterKey = (typeof filterKeys)[number];
export type SettingKey = (typeof settingKeys)[number];
export type QueryKey =
  | FilterKey
  | SettingKey
  | (typeof rangeKeys)[number]
  | (typeof rowKeys)[number]
  | (typeof organizationKeys)[number]
  | (typeof pageKeys)[number];

/** What may be given several times. */
const lists: ReadonlySet<string> = new Set(["media", "queue", "agent", "team", "division", "form", "question"]);

const isOf = (keys: readonly string[], key: string): boolean => keys.includes(key);

/** What is asked for by its name alone. */
const flags: ReadonlySet<string> = new Set(["linked", "unlinked", "pool"]);

/** Out of a query string, with or without its question mark; lists by comma become repetitions, and nothing stands twice. */
export function readQuery(search: string): Query {
  const seen = new Set<string>();
  return [...new URLSearchParams(search)]
    .flatMap(([key, value]): Query => {
      if (lists.has(key)) return splitList(value).map((one) => [key, one] as const);
      if (key === rosterKey) {
        const stated = readStated(value);
        // What names no attribute is asked for all the same, and refused: without it everybody's answers would be shown.
        return stated === null
          ? [[key, value]]
          : splitList(stated.value).map((one) => statedPair(stated.attribute, one));
      }
      return [[key, flags.has(key) && value === "" ? "true" : value]];
    })
    .filter(([key, value]) => {
      const pair = JSON.stringify([key, value]);
      const isNew = value !== "" && !seen.has(pair);
      seen.add(pair);
      return isNew;
    });
}

/** The query string, without a question mark. */
export const queryText = (query: Query): string =>
  new URLSearchParams(query.map(([key, value]) => [key, writtenValue(key, value)])).toString();

function writtenValue(key: string, value: string): string {
  if (lists.has(key)) return listed(value);
  const stated = key === rosterKey ? readStated(value) : null;
  return stated === null ? value : `${stated.attribute}=${listed(stated.value)}`;
}

/** A value as a list has it: in quotes where it has a comma. */
const listed = (value: string): string =>
  !value.includes('"') && (value.includes(",") || value !== value.trim()) ? `"${value}"` : value;

const rosterKey = "roster";

/** What `site=Berlin` says: an attribute of the roster, and one of its values. */
export function readStated(text: string): { readonly attribute: string; readonly value: string } | null {
  const at = text.indexOf("=");
  return at < 1 ? null : { attribute: text.slice(0, at).trim(), value: text.slice(at + 1) };
}

const statedPair = (attribute: string, value: string): Query[number] => [rosterKey, `${attribute}=${value}`];

const isSame = (one: string, other: string): boolean => folded(one) === folded(other);

/** As names are compared: in any case, and however accents are spelt. */
export const folded = (text: string): string => text.normalize("NFC").toLowerCase();

/** The values of an attribute of the roster that are asked for. */
export const statedValues = (query: Query, attribute: string): readonly string[] =>
  query.flatMap(([key, text]) => {
    const stated = key === rosterKey ? readStated(text) : null;
    return stated !== null && isSame(stated.attribute, attribute) ? [stated.value] : [];
  });

/** With the value where it was not, without it where it was. */
export function toggledStated(query: Query, attribute: string, value: string): Query {
  const has = statedValues(query, attribute).some((one) => isSame(one, value));
  return has ? withoutStated(query, attribute, value) : [...query, statedPair(attribute, value)];
}

/** With this value of the attribute alone. */
export const withStated = (query: Query, attribute: string, value: string): Query => [
  ...withoutStated(query, attribute),
  statedPair(attribute, value),
];

const withoutStated = (query: Query, attribute: string, value?: string): Query =>
  query.filter(([key, text]) => {
    const stated = key === rosterKey ? readStated(text) : null;
    const isMeant = stated !== null && isSame(stated.attribute, attribute);
    return !(isMeant && (value === undefined || isSame(stated.value, value)));
  });

export const valuesOf = (query: Query, key: QueryKey): readonly string[] =>
  query.flatMap(([name, value]) => (name === key ? [value] : []));

export const singleOf = (query: Query, key: QueryKey): string | null => valuesOf(query, key)[0] ?? null;

export const without = (query: Query, ...keys: readonly QueryKey[]): Query => query.filter(([key]) => !isOf(keys, key));

/** With these values in place of all that the key had; what was asked last stands last. */
export const withValues = (query: Query, key: QueryKey, values: readonly string[]): Query => [
  ...without(query, key),
  ...values.map((value): Query[number] => [key, value]),
];

/** With the value where it was not, without it where it was. */
export function toggled(query: Query, key: QueryKey, value: string): Query {
  const has = valuesOf(query, key).includes(value);
  return has ? query.filter(([name, one]) => name !== key || one !== value) : [...query, [key, value]];
}

export type Period = { readonly since: string } | { readonly from: string; readonly to: string } | null;

/** Null is what the server takes by default. */
export function withPeriod(query: Query, period: Period): Query {
  const others = without(query, ...rangeKeys);
  return period === null ? others : [...others, ...Object.entries(period)];
}

/** What stands as a chip, and what Esc takes back, the last one first. */
export const activeFilters = (query: Query): Query =>
  query.filter(([key]) => isOf(filterKeys, key) || isOf(settingKeys, key));

/** As it was before the last filter. */
export function withoutLast(query: Query): Query {
  const last = activeFilters(query).at(-1);
  return last === undefined ? query : query.filter((pair) => pair !== last);
}

/** What every view takes along from the one before it. */
export const carried = (query: Query): Query => without(query, ...rowKeys, ...pageKeys);

/** What is called by names of its own in each organization, or counts them. */
const ownKeys = [
  "queue",
  "agent",
  "team",
  "division",
  rosterKey,
  "form",
  "question",
  "measure",
  ...rowKeys,
  ...pageKeys,
] as const;

/** The same of another organization, as far as it has the same words. */
export const ofOrganization = (query: Query, id: string): Query => withValues(without(query, ...ownKeys), "org", [id]);

/** What a list of responses is asked for with. */
export const rowQuery = (query: Query): Query => without(query, ...pageKeys);
