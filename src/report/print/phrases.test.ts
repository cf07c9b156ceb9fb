import fc from "fast-check";
import { expect, test } from "vitest";
import { change } from "../../../test/orgs/invented-report.ts";
import { createPhrases, wholePercents } from "./phrases.ts";

const nps = (...[promoters, passives, detractors]: readonly [number, number, number]) =>
  createPhrases("en", "UTC").npsShares({ value: 0, n: 200, low: null, high: null, promoters, passives, detractors });

test.each([
  [[0.505, 0.255, 0.24] as const, "51 % promoters, 25 % passives, 24 % detractors"],
  [[1 / 3, 1 / 3, 1 / 3] as const, "34 % promoters, 33 % passives, 33 % detractors"],
  [[0.545, 0.455, 0] as const, "55 % promoters, 45 % passives, 0 % detractors"],
  [[0.995, 0, 0.005] as const, "99.5 % promoters, 0 % passives, 0.5 % detractors"],
])("shares of the NPS add up to 100 %: %j", (shares, words) => {
  expect(nps(...shares).replaceAll("\u00a0", " ")).toBe(words);
});

test("for any shares, whole percents add up, and none is a percent away from its share", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { minLength: 2, maxLength: 4 }), (counts) => {
      const all = counts.reduce((sum, n) => sum + n, 0);
      fc.pre(all > 0);
      const shares = counts.map((n) => n / all);
      fc.pre(shares.every((share) => share === 0 || share === 1 || (share >= 0.01 && share <= 0.99)));
      const percents = wholePercents(shares);
      expect(percents.reduce((sum, one) => sum + Math.round(one * 100), 0)).toBe(100);
      for (const [at, one] of percents.entries()) expect(Math.abs(one - (shares[at] ?? 0))).toBeLessThan(0.01);
    }),
  );
});

test.each([
  ["bounds that hold 0 say it themselves", change("no clear change", -0.02, -0.05, 0.01), 3, "could be −5 to +1"],
  [
    "one of several comparisons",
    change("no clear change", -0.2, -0.38, -0.01),
    4,
    "could be −38 to −1; among 4 comparisons that may be chance",
  ],
  ["a small change", change("no clear change", 0.015, 0.01, 0.02), 4, "could be +1 to +2; too small to count"],
  ["one that was compared alone", change("no clear change", -0.2, -0.38, -0.01), 1, "could be −38 to −1"],
])("why a change is not clear: %s", (_, figure, family, words) =>
  expect(createPhrases("en", "UTC").change({ ...figure, family })).toBe(`no clear change (${words})`),
);
