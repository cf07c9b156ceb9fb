import { z } from "zod";
import { isRecord } from "./record.ts";

type Check = (value: unknown) => boolean;

const checks = new WeakMap<z.core.$ZodType, Check | null>();

/**
 * Whether a document is as the schema says, told without copying it: zod's `looseObject` makes a copy of everything that it
 * reads, which took 9 % of an extraction's CPU, and the document is to stay as it came anyway. False may also mean
 * that this cannot tell; zod then has the last word, and words for what is wrong.
 */
export function agrees<T>(schema: z.ZodType<T>, document: unknown): document is T {
  return checkOf(schema)?.(document) === true;
}

/** Null for a kind of schema that is not known here. */
function checkOf(schema: z.core.$ZodType): Check | null {
  const known = checks.get(schema);
  if (known !== undefined) return known;
  const check = makeCheck(schema);
  checks.set(schema, check);
  return check;
}

function makeCheck(schema: z.core.$ZodType): Check | null {
  // What refines a type further (`.min`, `.positive`) is zod's to judge.
  if (schema._zod.def.checks?.length) return null;
  if (schema instanceof z.ZodString) return (value) => typeof value === "string";
  if (schema instanceof z.ZodNumber) return (value) => typeof value === "number" && Number.isFinite(value);
  if (schema instanceof z.ZodBoolean) return (value) => typeof value === "boolean";
  if (schema instanceof z.ZodUnknown) return () => true;
  if (schema instanceof z.ZodOptional) return either(undefined, schema.def.innerType);
  if (schema instanceof z.ZodNullable) return either(null, schema.def.innerType);
  if (schema instanceof z.ZodArray) return everyItem(schema.def.element);
  if (schema instanceof z.ZodObject) return everyField(schema);
  if (schema instanceof z.ZodRecord) return everyValue(schema);
  return null;
}

function either(absent: null | undefined, inner: z.core.$ZodType): Check | null {
  const check = checkOf(inner);
  return check && ((value) => value === absent || check(value));
}

function everyItem(element: z.core.$ZodType): Check | null {
  const check = checkOf(element);
  return check && ((value) => Array.isArray(value) && value.every(check));
}

/** Only a loose object lets through, as it is, what the schema does not name. */
function everyField(schema: z.ZodObject): Check | null {
  if (!(schema.def.catchall instanceof z.ZodUnknown)) return null;
  const fields: Field[] = [];
  for (const [name, field] of Object.entries(schema.shape)) {
    const check = checkOf(field);
    if (!check) return null;
    fields.push({ name, isText: holdsText(field), mayBeAbsent: check(undefined), check });
  }
  return (value) => {
    if (!isRecord(value)) return false;
    for (const { name, isText, mayBeAbsent, check } of fields) {
      const one = value[name];
      if ((isText && typeof one === "string") || (mayBeAbsent && one === undefined)) continue;
      if (!check(one)) return false;
    }
    return true;
  };
}

interface Field {
  readonly name: string;
  /** Whether any text will do, and whether nothing will: most fields are so, and asking a check costs more than looking. */
  readonly isText: boolean;
  readonly mayBeAbsent: boolean;
  readonly check: Check;
}

/** Only for kinds that have a check: then no text is refined further. */
function holdsText(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return holdsText(schema.def.innerType);
  return schema instanceof z.ZodString;
}

function everyValue({ def }: z.ZodRecord): Check | null {
  const check = def.keyType instanceof z.ZodString ? checkOf(def.valueType) : null;
  return check && ((value) => isRecord(value) && Object.values(value).every(check));
}
