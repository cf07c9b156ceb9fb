import { expect, test } from "vitest";
import { limitsOf } from "./trend-limits.ts";

const periods = (length: number, share: number, from = 0) =>
  Array.from({ length }, (_, at) => ({
    ...{ label: `day ${from + at}`, n: 100, favourable: share * 100 + (at % 3) - 1, broken: false },
  }));

test("limits start again where a question changed, and the period of the change has none", () => {
  const changed = [...periods(25, 0.8), { ...periods(1, 0.7, 25)[0], broken: true }, ...periods(22, 0.6, 26)].map(
    (period) => ({ label: "", n: 0, favourable: 0, ...period }),
  );
  const { limits, baseline, sparse } = limitsOf(changed);
  expect([baseline, sparse]).toEqual(["day 0 – day 24; day 26 – day 47", false]);
  expect(limits[25]).toBeNull();
  expect(limits[24]?.low).toBeGreaterThan(0.6);
  expect(limits[26]?.high).toBeLessThan(0.8);
  // As one stretch they would all be outside, or the limits as wide as the change.
  const whole = limitsOf(changed.map((period) => ({ ...period, broken: false })));
  expect(whole.baseline).toBe("day 0 – day 47");
  expect(whole.limits[0]?.low).not.toBe(limits[0]?.low);
});

test("a stretch of fewer than 20 periods has none, even if others have", () => {
  const changed = [
    ...periods(30, 0.8),
    ...periods(1, 0.8, 30).map((one) => ({ ...one, broken: true })),
    ...periods(9, 0.6, 31),
  ];
  const { limits, baseline } = limitsOf(changed);
  expect(baseline).toBe("day 0 – day 29");
  expect(limits.slice(30).every((one) => one === null)).toBe(true);
  expect(limitsOf(periods(19, 0.8))).toMatchObject({ baseline: null, sparse: false });
});

test("periods of so few answers that nothing is unusual are reported as such", () => {
  const single = Array.from({ length: 40 }, (_, at) => ({
    ...{ label: `day ${at}`, n: 1, favourable: at % 20 === 0 ? 0 : 1, broken: false },
  }));
  expect(limitsOf(single)).toMatchObject({ baseline: null, sparse: true });
});
