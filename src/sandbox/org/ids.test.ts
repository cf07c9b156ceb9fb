import fc from "fast-check";
import { expect, test } from "vitest";
import { createIds } from "./ids.ts";

const ids = createIds(7);
const kinds = ["interaction", "survey", "evaluation", "participant", "session", "calibration"] as const;
const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("an id is a version-4 UUID from which its place is read back", () => {
  const kind = fc.constantFrom(...kinds);
  fc.assert(
    fc.property(kind, fc.nat(0xffff), fc.nat(0xffffff), fc.nat(0xffff), (kind, day, index, part) => {
      const id = ids.of(kind, day, index, part);
      expect(id).toMatch(version4);
      expect(ids.find(id)).toEqual({ kind, day, index, part });
      expect(createIds(8).find(id)).toBeUndefined();
    }),
  );
});

test("no other id is taken for ours", () => {
  const id = ids.of("survey", 20_500, 12, 1);
  for (const [at, digit] of [...id].entries()) {
    if (digit === "-") continue;
    const changed = id.slice(0, at) + (digit === "a" ? "b" : "a") + id.slice(at + 1);
    expect(ids.find(changed), changed).toBeUndefined();
  }
  expect(ids.find("1bc96a39-6725-40c4-9345-db72aa67b8c6")).toBeUndefined();
  expect(ids.find(id.toUpperCase())).toBeUndefined();
  expect(ids.find("")).toBeUndefined();
});

test("what has no day has an id without a place", () => {
  expect(ids.fixed("user", "Ann")).toMatch(version4);
  expect(ids.fixed("user", "Ann")).toBe(createIds(7).fixed("user", "Ann"));
  expect(ids.fixed("user", "Ann")).not.toBe(ids.fixed("queue", "Ann"));
  expect(ids.find(ids.fixed("user", "Ann"))).toBeUndefined();
});
