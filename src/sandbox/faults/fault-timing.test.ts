import { expect, test } from "vitest";
import { createFaultTiming } from "./fault-timing.ts";

test("any fault, with any answer, strikes the same request twice in a row and no more", () => {
  const timing = createFaultTiming(1);
  const asked = (answered: boolean, ...faults: readonly string[]): boolean[] => {
    const struck = faults.map((fault) => timing.strike(fault, "key", 1));
    timing.over("key", answered);
    return struck;
  };
  // An error in a 200, and a text that is cut, look answered.
  expect([asked(true, "one"), asked(false, "other"), asked(true, "one")]).toEqual([[true], [true], [false]]);
  expect([asked(true, "one"), asked(true, "one"), asked(true, "one")]).toEqual([[true], [true], [false]]);
  expect(asked(true, "one", "other")).toEqual([true, true]);
  expect(asked(true, "one", "other")).toEqual([false, false]);
});

test("what was refused without a strike may not be struck more often", () => {
  const timing = createFaultTiming(1);
  for (const expected of [true, true, false, false]) {
    expect(timing.strike("one", "key", 1)).toBe(expected);
    timing.over("key", false);
  }
  timing.over("key", true);
  expect(timing.strike("one", "key", 1)).toBe(true);
});
