import { z } from "zod";
import { readTime, storable } from "../base/index.ts";
import { moment } from "./wire/fields.ts";

/** The fault of one value of a document that can be read all the same. */
export interface Flaw {
  /** Its path, as `answers.totalScore`. */
  readonly field: string;
  /** The fault, as the end of a sentence that begins with the field. */
  readonly reason: string;
  /** Its meaning is unchanged, and its end was left out. */
  readonly isCut?: true;
}

/**
 * Longest text of a document, in UTF-16 units; a longer one is cut. Nobody types as much. A question's text stands in
 * every row of its answers, and DuckDB has the texts of 2,048 rows in memory together whenever it reads or writes one
 * of them.
 */
const maxTextLength = 20_000;

type Keep = (value: unknown, flaws: Flaw[]) => unknown;

/**
 * A copy of a document with nothing but the fields that the schema names, as far as they are of its types: every other
 * field is dropped, wherever it is. Values that are kept otherwise than they came, or that mean nothing, are added to
 * `flaws`. Goes as deep as the schema, however deep the document is.
 */
export const keepKnown = (schema: z.core.$ZodType, document: unknown, flaws: Flaw[]): unknown =>
  keeperOf(schema)(document, flaws);

const keepers = new WeakMap<z.core.$ZodType, Keep>();

function keeperOf(schema: z.core.$ZodType): Keep {
  const made = keepers.get(schema) ?? makeKeeper(schema);
  keepers.set(schema, made);
  return made;
}

function makeKeeper(schema: z.core.$ZodType): Keep {
  if (schema === moment) return keepTime;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return orNull(keeperOf(schema.def.innerType));
  if (schema instanceof z.ZodString || schema instanceof z.ZodEnum) return keepText;
  if (schema instanceof z.ZodNumber) return keepNumber;
  if (schema instanceof z.ZodBoolean) return (value) => (typeof value === "boolean" ? value : undefined);
  if (schema instanceof z.ZodArray) return eachItem(keeperOf(schema.def.element));
  if (schema instanceof z.ZodObject) return eachField(schema);
  throw new Error(`no way to keep a field of the kind ${schema._zod.def.type}`);
}

const orNull =
  (keep: Keep): Keep =>
  (value, flaws) =>
    value === null ? null : keep(value, flaws);

function keepText(value: unknown, flaws: Flaw[]): unknown {
  if (typeof value !== "string") return undefined;
  if (value.length <= maxTextLength) return storable(value);
  const reason = `has ${value.length} characters; all but the first ${maxTextLength} were left out`;
  flaws.push({ field: "", reason, isCut: true });
  return storable(value.slice(0, maxTextLength));
}

function keepNumber(value: unknown, flaws: Flaw[]): unknown {
  if (typeof value !== "number") return undefined;
  if (Number.isFinite(value)) return value;
  flaws.push({ field: "", reason: "is larger than any number can be; it was left out" });
  return undefined;
}

/** Of letters and digits that a time may have: anything else might be somebody's address. */
const likeTime = /^[-+\d:.,TZ ]{1,40}$/i;

function keepTime(value: unknown, flaws: Flaw[]): unknown {
  if (typeof value !== "string") return value === null ? null : undefined;
  if (value === "" || readTime(value) !== null) return storable(value);
  const shown = likeTime.test(value) ? `"${value}" ` : "";
  flaws.push({ field: "", reason: `${shown}is no time from the year 1 to 9999; it was left out` });
  return null;
}

const eachItem =
  (keep: Keep): Keep =>
  (value, flaws) => {
    if (!Array.isArray(value)) return undefined;
    const kept: unknown[] = [];
    for (const [index, item] of value.entries()) {
      const one = within(String(index), flaws, () => keep(item, flaws));
      if (one !== undefined) kept.push(one);
    }
    return kept;
  };

function eachField({ shape }: z.ZodObject): Keep {
  const fields = new Map(Object.entries(shape).map(([name, schema]) => [name, keeperOf(schema)]));
  return (value, flaws) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const kept: Record<string, unknown> = {};
    // In the document's own order: two that agree are the same text.
    for (const [name, one] of Object.entries(value)) {
      const keep = fields.get(name);
      if (keep === undefined) continue;
      const left = within(name, flaws, () => keep(one, flaws));
      if (left !== undefined) kept[name] = left;
    }
    return kept;
  };
}

/** Paths are put together on the way back, and only where a flaw is reported: nearly all documents have no flaw. */
function within(name: string, flaws: Flaw[], keep: () => unknown): unknown {
  const before = flaws.length;
  const kept = keep();
  for (let index = before; index < flaws.length; index += 1) {
    const flaw = flaws[index] ?? { field: "", reason: "" };
    flaws[index] = { ...flaw, field: flaw.field === "" ? name : `${name}.${flaw.field}` };
  }
  return kept;
}

/** Flaws of one document that are reported; a hostile one has thousands. */
const maxFlawsReported = 3;

/** Flaws of one document, at least one, in sentences. */
export function describeFlaws(flaws: readonly Flaw[]): string {
  const reported = flaws.slice(0, maxFlawsReported).map(({ field, reason }) => `${field} ${reason}.`);
  const more = flaws.length - reported.length;
  return [...reported, ...(more > 0 ? [`${more} more of its values are like that.`] : [])].join(" ");
}

/** The fields that a schema names: `id, conversation {id}, participants [purpose, sessions [mediaType]]`. */
export function describeFields(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return describeFields(schema.def.innerType);
  if (schema instanceof z.ZodArray) return ` [${describeFields(schema.def.element).replace(/^ \{(.*)\}$/, "$1")}]`;
  if (!(schema instanceof z.ZodObject)) return "";
  const fields = Object.entries(schema.shape).map(([name, field]) => `${name}${describeFields(field)}`);
  return ` {${fields.join(", ")}}`;
}
