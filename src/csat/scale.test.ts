import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOptions } from "./option.ts";
import { isSatisfied, readScale, satisfaction } from "./scale.ts";
import type { ScaleSettings } from "./settings.ts";

type Pair = readonly [text: string | null, value: number | null];

const scaleOf = (pairs: readonly Pair[], settings?: ScaleSettings, yesIsGood = true) => {
  const answerOptions = pairs.map(([text, value], at) => ({ id: `o${at}`, text, value }));
  const options = readOptions({ id: "q", answerOptions }, "survey", settings?.notOnScale ?? []);
  return readScale(options, settings, yesIsGood ? "for good" : "for bad");
};

const numbers = (low: number, high: number): Pair[] =>
  Array.from({ length: high - low + 1 }, (_, at) => [String(low + at), low + at]);

describe("boxes", () => {
  const lines: readonly (readonly [Pair[], readonly number[], string])[] = [
    [numbers(0, 1), [1], "satisfied = 1 of 0–1"],
    [numbers(1, 3), [3], "satisfied = 3 of 1–3"],
    [numbers(1, 4), [3, 4], "satisfied = 3–4 of 1–4"],
    [numbers(1, 5), [4, 5], "satisfied = 4–5 of 1–5"],
    [numbers(1, 7), [6, 7], "satisfied = 6–7 of 1–7"],
    [numbers(1, 10), [9, 10], "satisfied = 9–10 of 1–10"],
    [numbers(0, 10), [9, 10], "satisfied = 9–10 of 0–10"],
    [
      [
        ["a", 0],
        ["b", 25],
        ["c", 50],
        ["d", 75],
        ["e", 100],
      ],
      [75, 100],
      "satisfied = 75–100 of 0–100",
    ],
    // Two options of one value are one box: three boxes, so only the best satisfies.
    [
      [
        ["a", 1],
        ["b", 1],
        ["c", 2],
        ["d", 3],
      ],
      [3],
      "satisfied = 3 of 1–3",
    ],
  ];
  for (const [pairs, satisfied, rule] of lines) {
    test(rule, () => expect(scaleOf(pairs)).toMatchObject({ satisfiedValues: satisfied, rule, problem: null }));
  }

  test("none without two values", () => {
    const scale = scaleOf([["Yes", 0]]);
    expect(scale).toMatchObject({ low: null, high: null, satisfiedValues: [] });
    expect(scale.problem).toMatch(/fewer than two/);
    expect(satisfaction(scale, 0)).toBeNull();
  });

  test("none beyond eleven values, unless configured", () => {
    expect(scaleOf(numbers(0, 11))).toMatchObject({ low: 0, high: 11, satisfiedValues: [] });
    expect(scaleOf(numbers(0, 11)).problem).toMatch(/12 values/);
    const scale = scaleOf(numbers(0, 11), { satisfiedFrom: 10 });
    expect(scale).toMatchObject({ satisfiedValues: [10, 11], problem: null });
  });

  test("from the configuration, counted towards the good end", () => {
    expect(scaleOf(numbers(1, 5), { satisfiedFrom: 5 }).satisfiedValues).toEqual([5]);
    expect(scaleOf(numbers(1, 5), { satisfiedFrom: 2, best: "low" }).satisfiedValues).toEqual([1, 2]);
    expect(scaleOf(numbers(1, 5), { satisfiedFrom: 9 }).problem).toMatch(/no satisfied value/);
    expect(scaleOf(numbers(1, 5), { satisfiedFrom: 1 }).problem).toMatch(/every value/);
  });
});

describe("a value that is not on the scale", () => {
  const off = ["Don't know", "DON’T KNOW", "N/A", "n. a.", "Not applicable (N/A)", "Don't know / not applicable"];
  const more = ["9 - I don't know", "Weiß nicht", "k. A.", "Keine Angabe", "ne sais pas", "No sé", "Non so", "n.v.t."];
  const rest = ["Não sei", "Nie wiem", "Vet ej", "En tiedä", "Bilmiyorum", "Не знаю", "わからない", "不知道", "모름"];
  const longer = [
    "Not applicable to me",
    "I prefer not to say",
    "Don't know / can't remember",
    "Unable to rate",
    "N/A (0)",
  ];
  const others = [
    "Kann ich nicht bewerten",
    "Nicht bewertbar",
    "No recuerdo",
    "Je ne peux pas évaluer",
    "Não me lembro",
  ];
  for (const text of [...off, ...more, ...rest, ...longer, ...others]) {
    test(text, () => expect(scaleOf([...numbers(1, 5), [text, 0]]).values).toEqual([1, 2, 3, 4, 5]));
  }
  for (const text of [
    "No",
    "Neutral",
    "Neither satisfied nor dissatisfied",
    "Don't know yet what to think",
    "None",
    "5 of 5",
    "0",
  ]) {
    test(`"${text}" is on it`, () => expect(scaleOf([...numbers(1, 5), [text, 0]]).low).toBe(0));
  }
  test("by the configuration: a text, a value or an id", () => {
    const pairs: Pair[] = [...numbers(1, 5), ["Pass", 0], ["Hm", 99], ["Eh", -1]];
    expect(scaleOf(pairs, { notOnScale: ["PASS!", 99, "o7"] }).values).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("the good end", () => {
  const confirmed: readonly (readonly [string, Pair[], "high" | "low"])[] = [
    ["five words", texts("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"), "high"],
    ["German, turned", texts("Sehr zufrieden", "Zufrieden", "Teils, teils", "Unzufrieden", "Sehr unzufrieden"), "low"],
    ["only the ends", texts("1 (very satisfied)", "2", "3", "4", "5 (very dissatisfied)"), "low"],
    ["one end", texts("1", "2", "3", "4", "5 – Excellent"), "high"],
    ["negated words", texts("Not satisfied", "Somewhat satisfied", "Very satisfied"), "high"],
    ["French", texts("Pas du tout satisfait", "Peu satisfait", "Plutôt satisfait", "Très satisfait"), "high"],
    ["Spanish", texts("Nada satisfecho", "Poco satisfecho", "Ni satisfecho ni insatisfecho", "Muy satisfecho"), "high"],
    ["Japanese", texts("とても満足", "満足", "どちらともいえない", "不満", "とても不満"), "low"],
    ["Chinese", texts("很不满意", "不太满意", "一般", "满意", "非常满意"), "high"],
    ["Korean", texts("매우 불만족", "불만족", "보통", "만족", "매우 만족"), "high"],
    ["agreement", texts("Strongly disagree", "Disagree", "Agree", "Strongly agree"), "high"],
    ["yes and no", texts("Yes", "No"), "low"],
    ["faces", texts("😞", "😐", "😀"), "high"],
  ];
  for (const [name, pairs, best] of confirmed) {
    test(`confirmed by ${name}`, () => expect(scaleOf(pairs)).toMatchObject({ best, direction: "confirmed" }));
  }
  const assumed: readonly (readonly [string, Pair[]])[] = [
    ["numbers", numbers(1, 5)],
    ["an unknown language", texts("nuqneH", "Qapla'")],
    ["words that contradict each other", texts("Good", "Bad", "Good")],
    ["words in the middle", texts("1", "2", "Good", "4")],
  ];
  for (const [name, pairs] of assumed) {
    test(`assumed with ${name}`, () => expect(scaleOf(pairs)).toMatchObject({ best: "high", direction: "assumed" }));
  }
  test("is not taken from yes where yes is bad", () =>
    expect(scaleOf(texts("No", "Yes"), undefined, false).direction).toBe("assumed"));
});

function texts(...words: string[]): Pair[] {
  return words.map((word, at) => [word, at + 1]);
}

describe("satisfaction", () => {
  const values = fc.uniqueArray(fc.maxSafeInteger(), { minLength: 2, maxLength: 11 });
  const plain = (list: readonly number[], best: "high" | "low") =>
    scaleOf(
      list.map((value) => [null, value]),
      { best },
    );

  test("lies in 0 to 1, is 1 for the best and 0 for the worst, and grows towards the best", () =>
    fc.assert(
      fc.property(values, fc.constantFrom("high", "low"), (list, best) => {
        const scale = plain(list, best);
        const ordered = best === "high" ? scale.values : [...scale.values].reverse();
        const shares = ordered.map((value) => satisfaction(scale, value) ?? Number.NaN);
        expect(shares[0]).toBe(0);
        expect(shares.at(-1)).toBe(1);
        for (const [at, share] of shares.entries()) {
          expect(share).toBeGreaterThanOrEqual(shares[at - 1] ?? 0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    ));

  test("is the same for a scale turned round and negated", () =>
    fc.assert(
      fc.property(values, (list) => {
        const up = plain(list, "high");
        const down = plain(
          list.map((value) => -value),
          "low",
        );
        for (const value of list) {
          expect(satisfaction(down, -value)).toBe(satisfaction(up, value));
          expect(isSatisfied(down, -value)).toBe(isSatisfied(up, value));
        }
      }),
    ));

  test("of satisfied values is never below that of others", () =>
    fc.assert(
      fc.property(values, fc.constantFrom("high", "low"), (list, best) => {
        const scale = plain(list, best);
        const shares = (wanted: boolean) =>
          scale.values.filter((v) => isSatisfied(scale, v) === wanted).map((v) => satisfaction(scale, v) ?? Number.NaN);
        expect(Math.min(...shares(true))).toBeGreaterThanOrEqual(Math.max(...shares(false)));
      }),
    ));

  test("is unknown for a value that is not on the scale", () =>
    expect(satisfaction(scaleOf(numbers(1, 5)), 6)).toBeNull());
});
