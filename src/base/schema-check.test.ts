import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { fitsSchema } from "./schema-check.ts";

const inner = z.looseObject({
  id: z.string(),
  score: z.number().nullish(),
  names: z.array(z.string().nullable()).optional(),
});
const schemas = {
  plain: z.object({ kind: z.enum(["a", "b"]), done: z.boolean(), inner: inner.nullish(), all: z.array(inner) }),
  // Of kinds and with conditions that only zod itself knows.
  strict: z.strictObject({ id: z.string().optional() }),
  short: z.looseObject({ id: z.string().max(2) }),
  whole: z.object({ id: z.int().optional() }),
  date: z.object({ id: z.iso.datetime().nullish() }),
  map: z.record(z.string(), z.number()),
  either: z.object({ id: z.union([z.string(), z.number()]) }),
  anything: z.object({ id: z.unknown() }),
  filled: z.object({ id: z.string().default("a") }),
  few: z.array(z.string()).max(1),
};

const leaf = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    "a",
    "b",
    "abc",
    "",
    0,
    1,
    2.5,
    Number.NaN,
    Infinity,
    true,
    false,
    "2026-03-05T08:15:00Z",
  ),
  fc.string({ maxLength: 3 }),
);
const field = fc.constantFrom("id", "score", "names", "kind", "done", "inner", "all", "more", "__proto__");
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(field, tie("value")),
  ),
})).value;
const fit = fc.record(
  {
    kind: fc.constantFrom("a", "b", "c"),
    done: fc.oneof(fc.boolean(), leaf),
    inner: fc.oneof(
      value,
      fc.record({ id: fc.constantFrom("a", 1), score: fc.constantFrom(1, null, "1", Number.NaN) }),
    ),
    all: fc.array(fc.record({ id: fc.constantFrom("a", "b"), names: fc.array(fc.constantFrom("a", null)) }), {
      maxLength: 2,
    }),
    id: value,
  },
  { requiredKeys: [] },
);

test.each(Object.entries(schemas))("a %s schema takes what zod says it takes", (_, schema) => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(fc.oneof(value, fit), (document) => {
      const success = z.safeParse(schema, document).success;
      seen.add(success);
      expect(fitsSchema(schema, document)).toBe(success);
    }),
    { numRuns: 1_000, seed: 1 },
  );
  expect(seen.size).toBe(2);
});
