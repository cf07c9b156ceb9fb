import { describe, expect, test } from "vitest";
import { designEffect } from "./design-effect.ts";

const groups = (length: number, favourable: (at: number) => number, n = 10) =>
  Array.from({ length }, (_, at) => ({ favourable: favourable(at), n }));

describe("the design effect", () => {
  test("needs ten groups with answers", () => {
    expect(designEffect(groups(10, (at) => at))).not.toBeNull();
    expect(designEffect(groups(9, (at) => at))).toBeNull();
    expect(designEffect([...groups(9, (at) => at), { favourable: 0, n: 0 }])).toBeNull();
  });

  test("needs answers that differ, and a group of two", () => {
    expect(designEffect(groups(10, () => 10))).toBeNull();
    expect(designEffect(groups(10, (at) => at % 2, 1))).toBeNull();
  });

  test("is the size of the groups where each is of one mind", () =>
    expect(designEffect(groups(10, (at) => (at % 2) * 10))).toMatchObject({
      correlation: 1,
      effect: 10,
      clusters: 10,
    }));

  test("is never below 1, though the correlation may be below 0", () => {
    const even = designEffect(groups(10, () => 5));
    expect(even?.correlation).toBeLessThan(0);
    expect(even?.effect).toBe(1);
  });

  test("counts large groups as much as they weigh", () => {
    const alike = groups(10, (at) => (at % 2 === 0 ? 8 : 4));
    const lopsided = [...alike, { favourable: 60, n: 100 }];
    expect(designEffect(lopsided)?.effect).toBeGreaterThan(designEffect(alike)?.effect ?? 9);
  });
});
