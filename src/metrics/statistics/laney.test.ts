import { describe, expect, test } from "vitest";
import { laneyLimits } from "./laney.ts";

const points = (length: number, favourable: (at: number) => number, n = 100) =>
  Array.from({ length }, (_, at) => ({ favourable: favourable(at), n }));
const wavering = points(24, (at) => (at % 3) + 79);

describe("limits of a trend", () => {
  test("need 20 points with answers in the baseline", () => {
    expect(laneyLimits(wavering, { from: 0, until: 20 })).not.toBeNull();
    expect(laneyLimits(wavering, { from: 0, until: 19 })).toBeNull();
    const gap = wavering.map((point, at) => (at === 5 ? { favourable: 0, n: 0 } : point));
    expect(laneyLimits(gap, { from: 0, until: 20 })).toBeNull();
    expect(laneyLimits(gap, { from: 0, until: 21 })?.limits[5]).toEqual({ low: null, high: null });
  });

  test("need answers that differ", () =>
    expect(
      laneyLimits(
        points(20, () => 100),
        { from: 0, until: 20 },
      ),
    ).toBeNull());

  test("know only the baseline, and hold for every point", () => {
    const fallen = [...wavering.slice(0, 20), ...points(4, () => 40)];
    const [before, after] = [wavering, fallen].map((all) => laneyLimits(all, { from: 0, until: 20 }));
    expect(after).toEqual(before);
    expect(after?.limits).toHaveLength(24);
  });

  test("are wider where a point has fewer answers, and stay inside 0…1", () => {
    const mixed = wavering.map((point, at) => (at === 23 ? { favourable: 2, n: 2 } : point));
    const limits = laneyLimits(mixed, { from: 0, until: 20 })?.limits;
    expect(limits?.[23]?.low).toBeLessThan(limits?.[0]?.low ?? 0);
    expect(limits?.[23]?.high).toBeLessThanOrEqual(1);
  });

  test("widen with the days' own unrest, which a plain p chart would call signals", () => {
    const restless = points(20, (at) => (at % 2 === 0 ? 90 : 60));
    const found = laneyLimits(restless, { from: 0, until: 20 });
    expect(found?.sigmaZ).toBeGreaterThan(5);
    expect(found?.limits[0]?.low).toBe(0);
  });
});
