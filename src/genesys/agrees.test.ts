import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { agrees } from "./agrees.ts";
import { endpoints, survey } from "./index.ts";
import { conversation } from "./wire/conversation.ts";
import { evaluation } from "./wire/evaluation.ts";
import { evaluationForm, formHistory, surveyForm } from "./wire/form.ts";
import { aggregateGroup, evaluatorActivity, named } from "./wire/listing.ts";

const schemas: readonly z.ZodType[] = [
  ...[
    survey,
    conversation,
    evaluation,
    surveyForm,
    evaluationForm,
    formHistory,
    aggregateGroup,
    evaluatorActivity,
    named,
  ],
  ...Object.values(endpoints).map(({ answer }) => answer),
];

/** Documents that a schema might accept: its own fields, each right, absent, null or something else, and one more. */
function documents(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    const inner = documents(schema.def.innerType);
    return fc.oneof({ weight: 4, arbitrary: inner }, fc.constantFrom(null, undefined));
  }
  if (schema instanceof z.ZodArray) return fc.array(documents(schema.def.element), { maxLength: 2 });
  if (schema instanceof z.ZodRecord) return fc.dictionary(fc.string(), documents(schema.def.valueType), { maxKeys: 2 });
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).map(([name, field]) => [name, documents(field)] as const);
    return fc.record({ ...Object.fromEntries(fields), somethingElse: fc.jsonValue({ maxDepth: 1 }) });
  }
  const right =
    schema instanceof z.ZodString ? fc.string() : schema instanceof z.ZodNumber ? fc.double() : fc.boolean();
  return fc.oneof({ weight: 60, arbitrary: right }, fc.constantFrom(null, Number.NaN, Infinity, "", 0, false, {}, []));
}

test.each(schemas.map((schema, index) => [index, schema] as const))(
  "schema %i: what agrees is what zod accepts",
  (_, schema) => {
    let agreed = 0;
    fc.assert(
      fc.property(documents(schema), (document) => {
        const { success } = schema.safeParse(document);
        expect(agrees(schema, document)).toBe(success);
        if (success) agreed += 1;
      }),
      { numRuns: 60 },
    );
    expect(agreed).toBeGreaterThan(0);
  },
);

test("what a schema asks beyond types is left to zod", () => {
  expect(agrees(z.looseObject({ id: z.string().min(1) }), { id: "" })).toBe(false);
  expect(agrees(z.object({ id: z.string() }), { id: "a", more: 1 })).toBe(false);
});
