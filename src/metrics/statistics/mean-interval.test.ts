import { describe, expect, test } from "vitest";
import { meanInterval } from "./mean-interval.ts";

const none = { low: null, high: null };
const scale = [0, 1] as const;
const answers = { mean: 0.75, variance: 0.06 };

describe("the interval of a mean", () => {
  test("is missing below 10 answers", () => {
    expect(meanInterval({ ...answers, n: 9 }, scale)).toEqual(none);
    expect(meanInterval({ ...answers, n: 10 }, scale).low).not.toBeNull();
  });

  test.each([
    [1, 0.78, 1],
    [0, 0, 0.22],
    [0.5, 0.43, 0.57],
  ])("is there where all gave the same (%d), and reaches to it", (mean, low, high) => {
    const bounds = meanInterval({ mean, variance: 0, n: 12 }, scale);
    expect(bounds.low).toBeCloseTo(low, 1);
    expect(bounds.high).toBeCloseTo(high, 1);
    expect(bounds.low).toBeLessThanOrEqual(mean);
    expect(bounds.high).toBeGreaterThanOrEqual(mean);
  });

  test("does not leave its scale, and moves with it", () => {
    for (const mean of [0.01, 0.99])
      for (const variance of [0.001, 0.02]) {
        const { low, high } = meanInterval({ mean, variance, n: 10 }, scale);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
      }
    const unit = meanInterval({ ...answers, n: 40 }, scale);
    const hundred = meanInterval({ mean: 75, variance: 600, n: 40 }, [0, 100]);
    expect(hundred.low).toBeCloseTo((unit.low ?? 0) * 100, 9);
    expect(hundred.high).toBeCloseTo((unit.high ?? 0) * 100, 9);
  });

  test("is narrower with more answers", () => {
    const width = (n: number): number => {
      const { low, high } = meanInterval({ ...answers, n }, scale);
      return (high ?? 1) - (low ?? 0);
    };
    for (const n of [10, 30, 100, 3000]) expect(width(2 * n)).toBeLessThan(width(n));
  });
});

/** How probable each answer is, the lowest first: most at the top, a few at the very bottom. */
const jShaped: readonly (readonly number[])[] = [
  [0.05, 0.03, 0.07, 0.25, 0.6],
  [0.1, 0.05, 0.05, 0.2, 0.6],
  [0.02, 0.02, 0.06, 0.2, 0.7],
  [0.03, 0.02, 0.03, 0.07, 0.85],
  [0.08, 0.02, 0.02, 0.08, 0.8],
  [0.12, 0.06, 0.1, 0.22, 0.5],
  [0.05, 0.1, 0.85],
  [0.1, 0.1, 0.8],
  [0.04, 0.03, 0.03, 0.05, 0.1, 0.25, 0.5],
  [0.05, 0.02, 0.02, 0.03, 0.05, 0.13, 0.7],
];

describe("the interval of a mean of J-shaped answers, every outcome weighed by its probability", () => {
  test.each(jShaped.map((shape) => [shape.join(" "), shape] as const))("%s", (_, shape) => {
    expect(coverage(shape, 10)).toBeGreaterThan(0.93);
    // More outcomes than these show the same and take long.
    for (const n of shape.length === 3 ? [20, 30, 60, 100] : shape.length === 5 ? [20, 30] : []) {
      expect(coverage(shape, n)).toBeGreaterThan(0.93);
      expect(coverage(shape, n)).toBeLessThan(0.97);
    }
  });
});

/** So many at the top, and the rest spread evenly, or the more at a value the lower it is. */
function family(values: number, top: number): readonly (readonly number[])[] {
  const below = Array.from({ length: values - 1 }, (_, value) => values - 1 - value);
  const all = below.reduce((sum, weight) => sum + weight, 0);
  return [
    [...below.map(() => (1 - top) / below.length), top],
    [...below.map((weight) => ((1 - top) * weight) / all), top],
  ];
}

test.each([0.55, 0.65, 0.75, 0.8, 0.85])("a share of %d at the top, the rest spread or mostly at the bottom", (top) => {
  for (const shape of [3, 5].flatMap((values) => family(values, top)))
    for (const [n, least, most] of [
      [10, 0.93, 0.98],
      [20, 0.93, 0.97],
    ] as const) {
      expect(coverage(shape, n)).toBeGreaterThan(least);
      expect(coverage(shape, n)).toBeLessThan(most);
    }
});

/** Too many outcomes to enumerate: 4,000 samples, which are sure of a coverage to 0.7 points. */
test.each([7, 11])("of %i values, simulated", (values) => {
  for (const shape of [0.55, 0.75, 0.85].flatMap((top) => family(values, top)))
    for (const n of [10, 20]) {
      const covered = simulated(shape, n, 4_000);
      expect(covered).toBeGreaterThan(0.93 - 0.007);
      expect(covered).toBeLessThan(n === 10 ? 0.98 : 0.977);
    }
});

function simulated(shape: readonly number[], n: number, samples: number): number {
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const last = shape.length - 1;
  const truth = shape.reduce((sum, probability, value) => sum + (probability * value) / last, 0);
  let covered = 0;
  for (let sample = 0; sample < samples; sample += 1) {
    let [sum, squares] = [0, 0];
    for (let answer = 0; answer < n; answer += 1) {
      let [left, value] = [random(), 0];
      for (; value < last && left >= (shape[value] ?? 0); value += 1) left -= shape[value] ?? 0;
      sum += value / last;
      squares += (value / last) ** 2;
    }
    const mean = sum / n;
    const { low, high } = meanInterval({ mean, variance: (squares - n * mean ** 2) / (n - 1), n }, [0, 1]);
    if (low !== null && low <= truth && truth <= high) covered += 1;
  }
  return covered / samples;
}

function coverage(shape: readonly number[], n: number): number {
  const values = shape.length;
  const place = (value: number): number => value / (values - 1);
  const truth = shape.reduce((sum, probability, value) => sum + probability * place(value), 0);
  let covered = 0;
  const walk = (value: number, left: number, probability: number, sum: number, squares: number): void => {
    const own = shape[value] ?? 0;
    if (value === values - 1) {
      const mean = (sum + left) / n;
      const variance = Math.max(0, (squares + left) / n - mean ** 2) * (n / (n - 1));
      const { low, high } = meanInterval({ mean, variance, n }, [0, 1]);
      if (low !== null && low <= truth && truth <= high) covered += probability * own ** left;
      return;
    }
    let term = probability;
    for (let k = 0; k <= left; k += 1) {
      // Outcomes too improbable to matter are skipped.
      if (term > 1e-9) walk(value + 1, left - k, term, sum + k * place(value), squares + k * place(value) ** 2);
      term *= ((left - k) * own) / (k + 1);
    }
  };
  walk(0, n, 1, 0, 0);
  return covered;
}
