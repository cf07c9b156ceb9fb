import { env } from "node:process";
import { describe, expect, test } from "vitest";
import { createChance, quietDays } from "../../../test/orgs/quiet-series.ts";
import { quietRange } from "./quiet-range.ts";
import { laneyLimits, type TrendLimits } from "./trend-limits.ts";

const points = (length: number, favourable: (at: number) => number, n = 100) =>
  Array.from({ length }, (_, at) => ({ favourable: favourable(at), n }));
const wavering = points(24, (at) => (at % 3) + 79);
const limitsOf = (...given: Parameters<typeof laneyLimits>): TrendLimits => {
  const chart = laneyLimits(...given);
  if (chart.limits === null) throw new Error(chart.reason);
  return chart;
};

describe("limits of a trend", () => {
  test("need 20 points with answers", () => {
    expect(limitsOf(wavering.slice(0, 20)).limits).toHaveLength(20);
    const tooFewPoints = { limits: null, reason: "fewer than 20 points" };
    expect(laneyLimits(wavering.slice(0, 19))).toEqual(tooFewPoints);
    const gap = wavering.map((point, at) => (at === 5 ? { favourable: 0, n: 0 } : point));
    expect(laneyLimits(gap.slice(0, 20))).toEqual(tooFewPoints);
    expect(limitsOf(gap.slice(0, 21)).limits[5]).toEqual({ low: null, high: null });
  });

  test("need answers that differ", () =>
    expect(laneyLimits(points(20, () => 100))).toEqual({ limits: null, reason: "all agree" }));

  test("need answers enough for usual values to lie within any", () => {
    const single = Array.from({ length: 40 }, (_, at) => ({ favourable: at % 20 === 0 ? 0 : 1, n: 1 }));
    expect(laneyLimits(single)).toEqual({ limits: null, reason: "sparse" });
  });

  test("are wider where a point has fewer answers, and stay inside 0…1", () => {
    const mixed = wavering.map((point, at) => (at === 23 ? { favourable: 2, n: 2 } : point));
    const { limits } = limitsOf(mixed);
    expect(limits[23]?.low).toBeLessThan(limits[0]?.low ?? 0);
    expect(limits[23]?.high).toBeLessThanOrEqual(1);
  });

  test("widen with the days' own unrest, which a plain p chart would call signals", () => {
    const found = limitsOf(points(20, (at) => (at % 2 === 0 ? 90 : 60)));
    expect(found.sigmaZ).toBeGreaterThan(5);
    expect(found.limits[0]?.low).toBe(0);
  });

  test("are not narrowed where days differ less than by chance", () => {
    const found = limitsOf(wavering);
    expect(found.sigmaZ).toBe(1);
    const error = Math.sqrt((found.centre * (1 - found.centre)) / 100);
    expect(found.limits[0]?.low).toBeLessThanOrEqual(found.centre - 3 * error + 1e-12);
    expect(found.limits[0]?.low).toBeGreaterThan(found.centre - 3.6 * error);
  });
});

describe("the usual range of so many answers", () => {
  test("leaves out rare values at either end, and no more", () => {
    // Of 10 at ½: none has 1/1024, one or none 11/1024.
    expect(quietRange(10, 0.5, 1.1 / 1024)).toEqual([1, 9]);
    expect(quietRange(10, 0.5, 0.9 / 1024)).toEqual([0, 10]);
    expect(quietRange(10, 0.5, 11.1 / 1024)).toEqual([2, 8]);
    // Of 3 at 0.9: none has 0.001.
    expect(quietRange(3, 0.9, 0.002)).toEqual([1, 3]);
    expect(quietRange(1, 0.95, 0.001)).toEqual([0, 1]);
  });

  test("is near the normal distribution's for many", () => {
    const [least, most] = quietRange(1_000_000, 0.8, 0.00135);
    expect((least - 800_000) / 400).toBeCloseTo(-3, 1);
    expect((most - 800_000) / 400).toBeCloseTo(3, 1);
  });
});

/** `RUNS=20000 npx vitest run src/metrics/statistics/laney.test.ts` for the figures of docs/metrics.md. */
const runs = Number(env["RUNS"] ?? 1_000);

describe("a chart without a change", () => {
  test.each([
    [28, 20, 0.8, 1],
    [28, 5, 0.9, 1],
    [60, 20, 0.85, 1],
    [60, 100, 0.85, 1],
    [28, 20, 0.8, 1.5],
    [60, 20, 0.85, 1.5],
  ])("of %d days of %d answers, %d satisfied, σz %d: has a point outside in few cases", (...shape) => {
    const [days, perDay, share, sigmaZ] = shape;
    const chance = createChance(41);
    let [outside, byThree] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const chart = quietDays(chance, { days, perDay, share, sigmaZ });
      const found = laneyLimits(chart);
      if (found.limits === null) continue;
      const { limits, centre } = found;
      const isOut = (at: number, low: number, high: number): boolean => {
        const { favourable, n } = chart[at] ?? { favourable: 0, n: 0 };
        return n > 0 && (favourable / n < low - 1e-9 || favourable / n > high + 1e-9);
      };
      if (limits.some(({ low, high }, at) => low !== null && isOut(at, low, high))) outside += 1;
      const half = (at: number) => 3 * Math.sqrt((centre * (1 - centre)) / (chart[at]?.n ?? 1));
      if (chart.some((_, at) => isOut(at, centre - half(at), centre + half(at)))) byThree += 1;
    }
    if (env["RUNS"]) console.log(`${shape.join(" ")}: ${(outside / runs) * 100} %, by 3: ${(byThree / runs) * 100} %`);
    expect(outside / runs).toBeLessThanOrEqual(sigmaZ === 1 ? 0.05 : 0.08);
    expect(byThree).toBeGreaterThan(outside);
  });
});
