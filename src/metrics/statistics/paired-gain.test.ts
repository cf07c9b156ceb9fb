import { describe, expect, test } from "vitest";
import { createChance } from "../../../test/orgs/quiet-series.ts";
import { pairedGain } from "./paired-gain.ts";

interface Answer {
  readonly favourable: boolean;
  readonly whole: 0 | 1;
  readonly share: number;
}

function sumsOf(answers: readonly Answer[]) {
  const add = (of: (answer: Answer) => number, from = answers): number =>
    from.reduce((sum, answer) => sum + of(answer), 0);
  const happy = answers.filter(({ favourable }) => favourable);
  return {
    answers: answers.length,
    whole: add(({ whole }) => whole),
    wholeFavourable: add(({ whole }) => whole, happy),
    shares: add(({ share }) => share),
    sharesFavourable: add(({ share }) => share, happy),
    squares: add(({ share }) => share ** 2),
    squaresFavourable: add(({ share }) => share ** 2, happy),
    both: add(({ whole, share }) => whole * share),
    bothFavourable: add(({ whole, share }) => whole * share, happy),
  };
}

const answer = (favourable: boolean, whole: 0 | 1, share: number): Answer => ({ favourable, whole, share });
/** Two that are wholly one's own, and two that are shared: one of these is credited to the last. */
const four = [answer(true, 1, 1), answer(true, 1, 1), answer(false, 1, 0.5), answer(true, 0, 0.5)];

describe("a gain", () => {
  test("is the difference of two shares of the same answers, its variance what each answer moves it by", () => {
    const answers = [...four, ...four, ...four];
    const { value, n, bounds } = pairedGain(sumsOf(answers));
    // 6 of 9 less 7.5 of 9, and g by answer: 1/9 · ⅓ − 1/9 · ⅙ twice, −⅔/9 + 0.5 · ⅚/9, −0.5 · ⅙/9.
    expect([value, n]).toEqual([expect.closeTo(6 / 9 - 7.5 / 9, 12), 12]);
    const moved = [1 / 54, 1 / 54, -2 / 27 + 5 / 108, -1 / 108];
    const error = Math.sqrt((12 / 11) * 3 * moved.reduce((sum, one) => sum + one ** 2, 0));
    // Student's t of 11 degrees at 95 % is 2.200985.
    expect(bounds.low).toBeCloseTo((value ?? 0) - 2.200985 * error, 6);
    expect(bounds.high).toBeCloseTo((value ?? 0) + 2.200985 * error, 6);
  });

  test("is not reported for fewer than ten answers, or where nobody is credited under one of the rules", () => {
    expect(pairedGain(sumsOf([...four, ...four]))).toEqual({ value: null, n: 8, bounds: { low: null, high: null } });
    const never = Array.from({ length: 12 }, () => answer(true, 0, 0.5));
    expect(pairedGain(sumsOf(never)).value).toBeNull();
  });

  test("has no interval where both rules credit every answer alike", () => {
    const alone = Array.from({ length: 20 }, (_, at) => answer(at % 3 > 0, 1, 1));
    expect(pairedGain(sumsOf(alone))).toEqual({ value: 0, n: 20, bounds: { low: null, high: null } });
  });

  test("holds the truth in 92 to 98 % of cases, from few answers on", () => {
    for (const size of [15, 40, 150]) {
      const chance = createChance(size);
      let held = 0;
      const runs = 1_500;
      for (let run = 0; run < runs; run += 1) {
        // Answers that are shared are worse; the last gets all of 60 % of them.
        const answers = Array.from({ length: size }, () => {
          const alone = chance.next() < 0.5;
          const favourable = chance.next() < (alone ? 0.85 : 0.6);
          return alone ? answer(favourable, 1, 1) : answer(favourable, chance.next() < 0.6 ? 1 : 0, 0.5);
        });
        const truth = (0.5 * 0.85 + 0.3 * 0.6) / 0.8 - (0.5 * 0.85 + 0.25 * 0.6) / 0.75;
        const { low, high } = pairedGain(sumsOf(answers)).bounds;
        if (low !== null && low <= truth && truth <= high) held += 1;
      }
      expect([size, held / runs > 0.92, held / runs < 0.98]).toEqual([size, true, true]);
    }
  });
});
