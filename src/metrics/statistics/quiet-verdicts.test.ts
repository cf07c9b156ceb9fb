import { env } from "node:process";
import { describe, expect, test } from "vitest";
import { type Chance, createChance, type Quiet, quietDays } from "../../../test/orgs/quiet-series.ts";
import {
  betweenDays,
  chanceAlone,
  type Daily,
  type Difference,
  differenceOfMeans,
  differenceOfNps,
  differenceOfShares,
  judgeChanges,
  smallestVisibleChange,
  type Variation,
} from "./index.ts";

/** `RUNS=20000 npx vitest run src/metrics/statistics/quiet-verdicts.test.ts` for the figures of docs/metrics.md. */
const runs = Number(env["RUNS"] ?? 2_000);
const minEffect = 0.02;

interface Side extends Daily {
  readonly favourable: number;
  readonly n: number;
}

function sideOf(days: ReturnType<typeof quietDays>): Side {
  const n = days.reduce((sum, day) => sum + day.n, 0);
  const favourable = days.reduce((sum, day) => sum + day.favourable, 0);
  return {
    ...{ n, favourable, chance: (favourable * (n - favourable)) / n ** 3 },
    days: days.map((day) => ({ weight: day.n, sum: day.favourable })),
  };
}

/** A period and one before it: as a share, as the NPS of promoters and detractors alone, and as the mean of 0 and 1. */
const measures = {
  share: (before: Side, after: Side, variation: Variation) => differenceOfShares(before, after, variation),
  nps: (before: Side, after: Side, variation: Variation) => {
    const counts = ({ n, favourable }: Side) => ({ n, promoters: favourable, detractors: n - favourable });
    return differenceOfNps(counts(before), counts(after), variation);
  },
  mean: (before: Side, after: Side, variation: Variation) => {
    const mean = ({ n, favourable, chance }: Side) => ({
      ...{ n, mean: favourable / n, variance: (chance * n ** 2) / (n - 1) },
    });
    return differenceOfMeans(mean(before), mean(after), [0, 1], variation);
  },
};

/** How often one comparison is called "rise" or "fall". */
function called(
  before: Quiet,
  after: Quiet,
  differ: (before: Side, after: Side, variation: Variation) => Difference,
  variationOf: (sides: readonly Side[]) => Variation | null = betweenDays,
): number {
  const chance: Chance = createChance(17);
  let verdicts = 0;
  for (let run = 0; run < runs; run += 1) {
    const sides = [sideOf(quietDays(chance, before)), sideOf(quietDays(chance, after))] as const;
    const variation = variationOf(sides);
    const difference = variation && differ(...sides, variation);
    const [judged] = difference ? judgeChanges([difference], minEffect).changes : [];
    if (judged?.verdict === "rise" || judged?.verdict === "fall") verdicts += 1;
  }
  return verdicts / runs;
}

const printRate = (name: string, rate: number): void => {
  if (env["RUNS"]) console.log(`${name}: ${(rate * 100).toFixed(1)} %`);
};

const shapes: Readonly<Record<string, Omit<Quiet, "sigmaZ">>> = {
  "28 days of 20": { days: 28, perDay: 20, share: 0.8 },
  "28 days of 5, with weekends": { days: 28, perDay: 5, share: 0.85, weekends: true },
  "7 days of 20, with weekends": { days: 7, perDay: 20, share: 0.8, weekends: true },
};

describe.each(Object.entries(shapes))("a series without a change, %s", (shape, quiet) => {
  test.each([1, 1.2, 1.5])("is reported as rise or fall in at most 6 %% at σz %d", (sigmaZ) => {
    const one = { ...quiet, sigmaZ };
    for (const [measure, differ] of Object.entries(measures)) {
      const rate = called(one, one, differ);
      printRate(`${measure}, ${shape}, σz ${sigmaZ}`, rate);
      expect([measure, rate > 0.005, rate <= 0.06]).toEqual([measure, true, true]);
    }
  });

  test("would be reported by chance alone in far more", () => {
    const one = { ...quiet, sigmaZ: 1.5 };
    const rate = called(one, one, measures.share, () => chanceAlone);
    printRate(`share by chance alone, ${shape}, σz 1.5`, rate);
    expect(rate).toBeGreaterThan(0.12);
  });
});

describe("a change as large as the one called visible", () => {
  test.each([
    { days: 28, perDay: 20, share: 0.8, sigmaZ: 1 },
    { days: 28, perDay: 20, share: 0.8, sigmaZ: 1.5 },
    { days: 28, perDay: 60, share: 0.9, sigmaZ: 1.2, after: 90 },
    { days: 28, perDay: 1500, share: 0.5, sigmaZ: 1, few: true },
  ])("is found in 80 %% of cases: %j", ({ after = 1, few, ...before }) => {
    const later = { ...before, perDay: before.perDay * (after === 1 ? 1 : after / before.perDay) };
    const [n1, n2] = [before.days * before.perDay, later.days * later.perDay];
    const degrees = 2 * (before.days - 1);
    const variation = { factor: before.sigmaZ ** 2, degrees };
    const visible = smallestVisibleChange(n1, n2, before.share, { variation, minEffect }) ?? 0;
    if (few) {
      // So many answers that the least effect, not chance, is the bound.
      expect(visible).toBeGreaterThan(minEffect);
      expect(visible).toBeLessThan(minEffect + 0.005);
      return;
    }
    const moved = { ...later, share: before.share - visible };
    const rate = called(before, moved, measures.share);
    printRate(`visible ${visible.toFixed(3)} of ${JSON.stringify(before)}`, rate);
    expect(rate).toBeGreaterThan(0.75);
    expect(rate).toBeLessThan(0.86);
  });
});

test("days are compared with their own side's mean, so that a change is no variation", () => {
  const steady = (share: number) =>
    sideOf(Array.from({ length: 10 }, (_, day) => ({ n: 100, favourable: 100 * share + (day % 2 === 0 ? 4 : -4) })));
  const still = betweenDays([steady(0.5), steady(0.5)]);
  // Σ(±4)²/10² · 10/9 on each side over 0.25/1000: 0.0001777778/0.00025.
  expect(still).toEqual({ factor: 1, degrees: 18 });
  // By chance 0.00025 and 0.00009, found the same 0.0001777778 twice: compared with one mean of both it would be 80
  // times as much.
  expect(betweenDays([steady(0.5), steady(0.9)])?.factor).toBeCloseTo(0.0003555556 / 0.00034, 6);
  const restless = sideOf(Array.from({ length: 10 }, (_, day) => ({ n: 100, favourable: day % 2 === 0 ? 60 : 40 })));
  // Ten times 10² · 10/9 over 1000²: 0.00111111 over 0.00025.
  expect(betweenDays([restless, restless])?.factor).toBeCloseTo(4.4444444, 6);
});

test("one day a side does not show how days vary, and days without answers are none", () => {
  const day = sideOf([{ n: 50, favourable: 40 }]);
  expect(betweenDays([day, day])).toBeNull();
  expect(betweenDays([day, sideOf([{ n: 0, favourable: 0 }, ...quietDays(createChance(1), oneDay)])])).toBeNull();
  // A day of 90 and one of 10 are worth 100²/(90² + 10²) days, too few to decide; of 60 and of 40 twice they show
  // little.
  const two = (first: number, second: number) =>
    sideOf([
      { n: first, favourable: first / 2 },
      { n: second, favourable: second / 2 },
    ]);
  expect(betweenDays([day, two(90, 10)])).toBeNull();
  expect(betweenDays([two(60, 40), two(40, 60)])?.degrees).toBeCloseTo(2 * (100 ** 2 / 5200 - 1), 12);
});

const oneDay: Quiet = { days: 1, perDay: 40, share: 0.8, sigmaZ: 1 };
