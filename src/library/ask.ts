import {
  isoTime,
  type Moment,
  options,
  type Period,
  type ReadValue,
  readFlag,
  readList,
  readMoment,
  readNumber,
  readOneOf,
  readOptions,
  readOrNull,
  readSignal,
  readText,
  readTime,
  type Shape,
  unfit,
} from "../base/index.ts";
import {
  ask as askChecked,
  type Bucket,
  type Asking as CheckedAsking,
  catalogue,
  groupingNames,
  type QuestionName,
  type TimeBasis,
  timeColumns,
} from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { checkedReader, type OfOrganization, ofOrganization } from "./handles.ts";
import { type Filter, readFilter, readWords } from "./shapes.ts";

type Given<Value> = Value extends string ? Value | Moment : Value;

/** The metric, the responses it is taken over, and the groups. */
export interface Asking<Name extends QuestionName>
  extends Omit<CheckedAsking<Name>, "filter" | "buckets" | "parameters">,
    OfOrganization {
  /** @default all responses */
  readonly filter?: Filter | undefined;
  /** Periods by the same basis; one that no response is in has no row. */
  readonly buckets?: readonly (Period & Omit<Bucket, "from" | "to">)[] | undefined;
  /** The question's own, of docs/metrics.md; times in any way that a time can be given. */
  readonly parameters?:
    | { readonly [Key in keyof CheckedAsking<Name>["parameters"]]: Given<CheckedAsking<Name>["parameters"][Key]> }
    | undefined;
}

const readBuckets = readList<Bucket>(
  options<Bucket>({ from: readMoment, to: readMoment, label: readText, cut: readFlag }, ["from", "to", "label", "cut"]),
);

const isBasis = (word: string): word is TimeBasis => word in timeColumns;

const shapeOf = <Name extends QuestionName>(name: Name): Shape<CheckedAsking<Name> & OfOrganization> => ({
  organization: readText,
  filter: readFilter,
  basis: readOneOf(Object.keys(timeColumns).filter(isBasis)),
  by: readOrNull(readOneOf(groupingNames)),
  buckets: readBuckets,
  parameters: options(parametersOf(name)),
  signal: readSignal,
});

/** A parameter is read by the type of its default. */
function parametersOf<Name extends QuestionName>(name: Name): Shape<NonNullable<CheckedAsking<Name>["parameters"]>> {
  const defaults: Readonly<Record<string, unknown>> = catalogue[name].parameters;
  const readers = Object.entries(defaults).map(([key, value]): [string, ReadValue<unknown>] => [
    key,
    readerLike(value),
  ]);
  // The keys are those of the question, each read by its kind.
  return Object.fromEntries(readers) as Shape<NonNullable<CheckedAsking<Name>["parameters"]>>;
}

function readerLike(standard: unknown): ReadValue<unknown> {
  if (typeof standard === "boolean") return readFlag;
  if (typeof standard === "number") return readNumber(0);
  if (Array.isArray(standard)) return readWords;
  if (typeof standard === "string" && readTime(standard) !== null)
    return (value, name) => isoTime(readMoment(value, name));
  return (value, name) => {
    if (typeof value === "string") return value;
    throw unfit(name, value, "Give a text.");
  };
}

/**
 * The rows of one named question to the warehouse, as docs/metrics.md lists them with their columns and units.
 * @throws {UsageError} for a question that there is not, for arguments that do not fit, and where the warehouse holds several
 *   organizations and none is named
 */
export async function ask<Name extends QuestionName>(reader: Reader, name: Name, asking: Asking<Name> = {}) {
  const open = checkedReader(reader, "ask");
  const known = readOneOf(Object.keys(catalogue) as QuestionName[])(name, "ask: name");
  const { organization, ...checked } = readOptions<CheckedAsking<Name> & OfOrganization>(asking, "ask", shapeOf(name));
  return askChecked<Name>(await ofOrganization(open, { organization }, "ask"), known as Name, checked);
}
