import { expect, test } from "vitest";
import { headerWords } from "../../header.ts";
import { sections } from "../../sections.ts";
import { type Language, textsIn } from "./words.ts";

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

const catalogues: readonly (readonly [string, Readonly<Record<Language, object>>])[] = [
  ["shared", { en: textsIn("en"), de: textsIn("de") }],
  ["header", headerWords],
  ...sections.map(({ key, words }) => [key, words] as const),
];

/** Words that German has taken from English. */
const sameWords: Readonly<Record<string, readonly string[]>> = {
  shared: ["csatShort", "npsShort", "metrics.csat", "metrics.nps", "metrics.ces", "interval", "count"],
};

test.each(catalogues)("German has every text of %s, and none that was forgotten in English", (name, words) => {
  const [english, german] = [spell(words.en), spell(words.de)];
  expect([...german.keys()]).toEqual([...english.keys()]);
  expect([...german.values()].filter((text) => text.trim() === "" || text.includes("undefined"))).toEqual([]);
  const same = [...english].filter(([key, text]) => german.get(key) === text).map(([key]) => key);
  expect(same).toEqual(sameWords[name] ?? []);
});

test.each(catalogues)("every number that a text of %s is given stands in it", (_, words) => {
  for (const texts of [words.en, words.de]) {
    for (const [key, text] of spell(texts)) {
      if (/ (true|false)$/.test(key) && !key.startsWith("awaiting true")) expect(text, key).toMatch(/7/);
    }
  }
});
