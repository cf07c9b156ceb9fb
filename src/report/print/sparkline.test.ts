import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

const draw = (...values: (number | null)[]): string =>
  sparkline(values.map((value) => ({ value, hidden: false, broken: false })));

test("the lowest is the lowest bar, the highest the highest", () =>
  expect(draw(0.7, 0.75, 0.8, 0.85, 0.9)).toBe("▁▃▅▆█"));
test("a gap where nobody answered", () => expect(draw(0, null, 1)).toBe("▁ █"));
test("what never changes is neither high nor low", () => expect(draw(1, 1, 1)).toBe("▅▅▅"));
test("nobody at all", () => expect(draw(null, null)).toBe("  "));
test("a break stands before the first point that it changes, and a withheld point is no gap", () =>
  expect(
    sparkline([
      { value: 0, hidden: false, broken: false },
      { value: null, hidden: true, broken: false },
      { value: 1, hidden: false, broken: true },
    ]),
  ).toBe("▁░|█"));
