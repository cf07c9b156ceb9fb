import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { normalQuantile, normalTwoSided, tTwoSided } from "./distributions.ts";
import { effectiveN, wilson } from "./index.ts";

const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("jstat"));

test("the library is loaded by the first question, not by the import", () => {
  effectiveN(1, 1);
  expect(isLoaded()).toBe(false);
  wilson({ favourable: 1, n: 2 });
  expect(isLoaded()).toBe(true);
});

test.each([0, 0.5, 1, 1.96, 3, 6])("the tails beyond %d are those of the quantile", (z) => {
  expect(-normalQuantile(normalTwoSided(z) / 2)).toBeCloseTo(z, 6);
  expect(tTwoSided(z, 1e6)).toBeCloseTo(normalTwoSided(z), 5);
});

test.each([0, 0.01, 0.5, 2, 5])("Student's t beyond %d is the same on both sides of 5,000 degrees", (t) =>
  expect(tTwoSided(t, 5_001)).toBeCloseTo(tTwoSided(t, 4_999), 6),
);
