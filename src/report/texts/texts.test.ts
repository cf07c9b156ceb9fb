import { expect, test } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";

/** Every text by its path; those that take numbers are given some. */
function spell(texts: object, path = ""): ReadonlyMap<string, string> {
  const entries = Object.entries(texts).flatMap(([key, text]: [string, unknown]): (readonly [string, string])[] => {
    const at = `${path}${key}`;
    if (typeof text === "string") return [[at, text]];
    if (typeof text === "function") return [false, true].map((one) => [`${at} ${one}`, String(text("7", one, "9"))]);
    return [...spell(text as object, `${at}.`)];
  });
  return new Map(entries);
}

/** Words that German has taken from English. */
const sameWords = ["csatShort", "npsShort", "metrics.csat", "metrics.nps", "metrics.ces", "interval", "count"];

test("German has every text, and none that was forgotten in English", () => {
  const [english, german] = [spell(en), spell(de)];
  expect([...german.keys()]).toEqual([...english.keys()]);
  expect([...german.values()].filter((text) => text.trim() === "" || text.includes("undefined"))).toEqual([]);
  const same = [...english].filter(([key, text]) => german.get(key) === text).map(([key]) => key);
  expect(same).toEqual(sameWords);
});

test("every number that a text is given stands in it", () => {
  for (const texts of [en, de]) {
    for (const [key, text] of spell(texts)) {
      if (/ (true|false)$/.test(key) && !key.startsWith("awaiting true")) expect(text, key).toMatch(/7/);
    }
  }
});
