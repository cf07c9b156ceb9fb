import { z } from "zod";
import { words } from "./wire/fields.ts";

/** What stands in place of a free text; null for nothing. */
export type ChangeText = (text: string) => string | null;
type Change = (value: unknown, change: ChangeText) => unknown;

/**
 * A document with other free texts, in every field that the schema names as one; everything else in it is unchanged, and shared with
 * it. Goes as deep as the schema, however deep the document is.
 */
export function changeFreeTexts<Document>(schema: z.core.$ZodType, document: Document, change: ChangeText): Document {
  const changeAll = changerOf(schema);
  // A free text may be null wherever it is one, so that the document is of its type still.
  return changeAll === null ? document : (changeAll(document, change) as Document);
}

/** Null for a schema without free texts. */
const changers = new WeakMap<z.core.$ZodType, { readonly change: Change | null }>();

function changerOf(schema: z.core.$ZodType): Change | null {
  const made = changers.get(schema) ?? { change: makeChanger(schema) };
  changers.set(schema, made);
  return made.change;
}

function makeChanger(schema: z.core.$ZodType): Change | null {
  if (schema === words) return (value, change) => (typeof value === "string" ? change(value) : value);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return changerOf(schema.def.innerType);
  if (schema instanceof z.ZodArray) {
    const each = changerOf(schema.def.element);
    return each && ((value, change) => (Array.isArray(value) ? value.map((item) => each(item, change)) : value));
  }
  if (!(schema instanceof z.ZodObject)) return null;
  const fields = Object.entries(schema.shape).flatMap(([name, field]): [string, Change][] => {
    const change = changerOf(field);
    return change === null ? [] : [[name, change]];
  });
  return fields.length === 0 ? null : (value, change) => changeFields(fields, value, change);
}

function changeFields(fields: readonly [string, Change][], value: unknown, change: ChangeText): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const changed: Record<string, unknown> = { ...value };
  for (const [name, one] of fields) if (Object.hasOwn(changed, name)) changed[name] = one(changed[name], change);
  return changed;
}
