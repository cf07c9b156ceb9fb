import { expect, test } from "vitest";
import { type Filter, factsOf, filterOf, type Predicate, satisfies, someSatisfies } from "./filters.ts";

const facts = factsOf({ colour: ["red", "blue"], size: 7, when: "2026-03-05T08:00:00.000Z", none: null, flag: false });
const and = (...predicates: Predicate[]): Filter => ({ type: "and", predicates });

test.each<[string, Predicate, boolean]>([
  ["one of several values", { dimension: "colour", value: "blue" }, true],
  ["no value", { dimension: "colour", value: "green" }, false],
  ["the case of letters", { dimension: "colour", value: "Red" }, false],
  ["a value is there", { dimension: "size", operator: "exists" }, true],
  ["a value is absent", { dimension: "none", operator: "notExists" }, true],
  ["false is a value", { dimension: "flag", value: "false" }, true],
  ["inside a range", { metric: "size", range: { gte: 7, lt: 8 } }, true],
  ["outside a range", { metric: "size", range: { gt: 7 } }, false],
  ["no number in a range", { dimension: "colour", range: { gt: 0 } }, false],
  ["during an interval", { dimension: "when", value: "2026-03-05T08:00:00Z/2026-03-05T09:00:00Z" }, true],
  ["after an interval", { dimension: "when", value: "2026-03-05T07:00:00Z/2026-03-05T08:00:00Z" }, false],
])("%s", (_, predicate, holds) => expect(satisfies(facts, and(predicate))).toBe(holds));

test("and, or and clauses", () => {
  const [yes, no]: Predicate[] = [
    { dimension: "size", value: "7" },
    { dimension: "size", value: "8" },
  ];
  if (!yes || !no) throw new Error();
  expect(satisfies(facts, and(yes, no))).toBe(false);
  expect(satisfies(facts, { type: "or", predicates: [yes, no] })).toBe(true);
  expect(satisfies(facts, { type: "and", clauses: [{ type: "or", predicates: [yes, no] }], predicates: [yes] })).toBe(
    true,
  );
  expect(satisfies(facts, { type: "and", clauses: [{ type: "and", predicates: [yes, no] }] })).toBe(false);
});

test("words of filters are known in any case, and dimensions are not", () => {
  const schema = filterOf(["size"], ["tSize"]);
  const given = {
    type: "AND",
    clauses: [{ type: "Or", predicates: [{ type: "DIMENSION", dimension: "size", operator: "EXISTS" }] }],
    predicates: [{ type: "Metric", metric: "tSize", operator: "Matches", value: "7" }],
  };
  expect(schema.parse(given)).toEqual({
    type: "and",
    clauses: [{ type: "or", predicates: [{ type: "dimension", dimension: "size", operator: "exists" }] }],
    predicates: [{ type: "metric", metric: "tSize", operator: "matches", value: "7" }],
  });
  expect(schema.parse({ type: "or", predicates: [{ dimension: "size", operator: "NOTEXISTS" }] })).toMatchObject({
    predicates: [{ operator: "notExists" }],
  });
  expect(schema.safeParse({ type: "and", predicates: [{ dimension: "Size", value: "1" }] }).success).toBe(false);
});

test("one row must satisfy all filters; where there is none, only absence holds", () => {
  const rows = [factsOf({ id: "1", status: "Sent" }), factsOf({ id: "2", status: "Finished" })];
  const filters = [and({ dimension: "id", value: "1" }), and({ dimension: "status", value: "Finished" })];
  expect(someSatisfies(rows, filters)).toBe(false);
  expect(someSatisfies(rows, filters.slice(1))).toBe(true);
  expect(someSatisfies([], [and({ dimension: "id", operator: "notExists" })])).toBe(true);
  expect(someSatisfies([], [and({ dimension: "id", operator: "exists" })])).toBe(false);
});

test.each([
  [{ type: "and", predicates: [{ dimension: "weight", value: "1" }] }, "invalid_value"],
  [{ type: "xor", predicates: [] }, "invalid_value"],
  [{ type: "and", predicates: [{ dimension: "size" }] }, "custom"],
  [{ type: "and", predicates: [{ dimension: "size", metric: "tSize", value: "1" }] }, "custom"],
  [{ type: "and", predicates: [], extra: 1 }, "unrecognized_keys"],
  [{ type: "and", clauses: [{ type: "and", predicates: [], clauses: [] }] }, "unrecognized_keys"],
])("%j is refused", (filter, code) => {
  expect(filterOf(["size"], ["tSize"]).safeParse(filter).error?.issues[0]?.code).toBe(code);
});
