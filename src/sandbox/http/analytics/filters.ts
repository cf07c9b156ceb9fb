import { z } from "zod";
import type { ApiContext } from "../api-context.ts";
import { badRequest } from "../refusals.ts";
import { readInterval } from "./interval.ts";

/** The filters of analytics queries: predicates, and clauses of predicates, joined by `and` or `or`. Two levels, no more. */
export interface Filter {
  readonly type: "and" | "or";
  readonly clauses?: readonly Clause[] | null | undefined;
  readonly predicates?: readonly Predicate[] | null | undefined;
}

interface Clause {
  readonly type: "and" | "or";
  readonly predicates: readonly Predicate[];
}

export interface Predicate {
  readonly type?: "dimension" | "property" | "metric" | undefined;
  readonly dimension?: string | null | undefined;
  readonly metric?: string | null | undefined;
  readonly operator?: "matches" | "exists" | "notExists" | undefined;
  readonly value?: string | null | undefined;
  readonly range?: { readonly [end in "gt" | "gte" | "lt" | "lte"]?: number | null | undefined } | null | undefined;
}

/** One of the words, in any case: an official blueprint sends `AND`, public tools `EXISTS`. */
const anyCase = <const Word extends string>(words: readonly Word[]) =>
  z
    .string()
    .transform((given) => words.find((word) => word.toLowerCase() === given.toLowerCase()) ?? given)
    .pipe(z.enum(words));

/** The filter of an endpoint: only its documented dimensions and metrics; a predicate names one and compares it. */
export function filterOf(dimensions: readonly string[], metrics: readonly string[]): z.ZodType<Filter> {
  const bound = z.number().nullish();
  const predicate = z
    .strictObject({
      type: anyCase(["dimension", "property", "metric"]).optional(),
      dimension: z.enum(dimensions).nullish(),
      metric: z.enum(metrics).nullish(),
      operator: anyCase(["matches", "exists", "notExists"]).optional(),
      value: z.string().nullish(),
      range: z.strictObject({ gt: bound, gte: bound, lt: bound, lte: bound }).nullish(),
    })
    .refine(({ dimension, metric }) => Boolean(dimension) !== Boolean(metric), "names one dimension or one metric")
    .refine(
      ({ operator = "matches", value, range }) => operator !== "matches" || value != null || range != null,
      "needs a value or a range",
    );
  const joined = anyCase(["and", "or"]);
  return z.strictObject({
    type: joined,
    clauses: z.array(z.strictObject({ type: joined, predicates: z.array(predicate) })).nullish(),
    predicates: z.array(predicate).nullish(),
  });
}

/** Every dimension that a filter looks at. */
export const dimensionsOf = ({ predicates, clauses }: Filter): string[] =>
  [...(predicates ?? []), ...(clauses ?? []).flatMap((clause) => clause.predicates)].flatMap(
    ({ dimension }) => dimension ?? [],
  );

export function satisfies(facts: Facts, filter: Filter): boolean {
  const parts = [
    ...(filter.predicates ?? []).map((predicate) => holds(facts, predicate)),
    ...(filter.clauses ?? []).map((clause) =>
      join(
        clause.type,
        clause.predicates.map((predicate) => holds(facts, predicate)),
      ),
    ),
  ];
  return join(filter.type, parts);
}

/**
 * Whether one of several rows, such as the surveys of an interaction, satisfies every filter at once. Where there is no
 * row at all, only what asks for absence holds.
 */
export function someSatisfies(rows: readonly Facts[], filters: readonly Filter[]): boolean {
  const candidates = rows.length > 0 ? rows : [{}];
  return candidates.some((facts) => filters.every((filter) => satisfies(facts, filter)));
}

const join = (type: "and" | "or", parts: readonly boolean[]): boolean =>
  parts.length === 0 || (type === "and" ? parts.every(Boolean) : parts.some(Boolean));

function holds(facts: Facts, { dimension, metric, operator = "matches", value, range }: Predicate): boolean {
  const values = facts[dimension ?? metric ?? ""] ?? [];
  if (operator === "exists") return values.length > 0;
  if (operator === "notExists") return values.length === 0;
  if (range) return values.some((each) => within(numberOf(each), range));
  return values.some((each) => each === value || duringValue(each, value ?? ""));
}

/** Dimensions that are times are matched by an interval. */
function duringValue(text: string, value: string): boolean {
  const interval = value.includes("/") ? readInterval(value) : null;
  const time = interval ? Date.parse(text) : Number.NaN;
  return interval !== null && time >= interval.from && time < interval.to;
}

/** A number as it is, a time in milliseconds. */
const numberOf = (text: string): number => (/^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number(text));

function within(value: number, { gt, gte, lt, lte }: NonNullable<Predicate["range"]>): boolean {
  if (Number.isNaN(value)) return false;
  return (
    value > (gt ?? -Infinity) && value >= (gte ?? -Infinity) && value < (lt ?? Infinity) && value <= (lte ?? Infinity)
  );
}

/** The values of a row in each dimension: none, one, or several. Metrics are here too, as numbers in text. */
export type Facts = Readonly<Record<string, readonly string[] | undefined>>;

export type FactValue = string | number | boolean | null | undefined | readonly string[];

/** Facts of a row from its fields; a null or undefined field is absent. */
export function factsOf(fields: Readonly<Record<string, FactValue>>): Facts {
  const facts: Record<string, readonly string[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    const words = wordsOf(value);
    if (words) facts[name] = words;
  }
  return facts;
}

/** Undefined for an absent field. */
export function wordsOf(value: FactValue): readonly string[] | undefined {
  if (value === null || value === undefined) return undefined;
  return typeof value === "object" ? value : [String(value)];
}

/** Dimensions of filters that are times. How a value of theirs is written is not documented. */
const times = [
  ...["conversationStart", "conversationEnd", "segmentEnd", "eventTime", "surveyCompletedDate", "surveyCreatedDate"],
  ...["evaluationCreatedDate", "evaluationReleaseDate"],
];

/** Refuses times that are written the other way: as an interval, or as a range of milliseconds since 1970. */
export function assertTimeValues(filters: Iterable<Filter>, { hasVariant }: Pick<ApiContext, "hasVariant">): void {
  const asRange = hasVariant("time-ranges");
  for (const { dimension, range, value } of predicatesOf(filters)) {
    if (!dimension || !times.includes(dimension)) continue;
    if (asRange && value != null) throw badRequest(dimension, "compared with a range of milliseconds");
    if (!asRange && range != null) throw badRequest(dimension, "compared with an interval");
  }
}

const predicatesOf = (filters: Iterable<Filter>): Predicate[] =>
  [...filters].flatMap(({ predicates, clauses }) => [
    ...(predicates ?? []),
    ...(clauses ?? []).flatMap((clause) => clause.predicates),
  ]);
