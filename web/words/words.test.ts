import { expect, test } from "vitest";

const files = import.meta.glob<Readonly<Record<string, unknown>>>("./*.ts", { eager: true });
const isCatalogue = (value: unknown): value is Readonly<Record<"en" | "de", object>> =>
  typeof value === "object" && value !== null && "en" in value && "de" in value;

const catalogues = Object.entries(files).flatMap(([file, exported]) =>
  Object.values(exported)
    .filter(isCatalogue)
    .map((words) => [file, words] as const),
);

/** Every text by its path; those that take words are given some. */
function spell(texts: object, path = ""): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, text]: [string, unknown]): (readonly [string, string])[] => {
      const at = `${path}${key}`;
      if (typeof text === "string") return [[at, text]];
      if (typeof text === "function") return [false, true].map((one) => [`${at} ${one}`, String(text("7", one, "9"))]);
      return typeof text === "object" && text !== null ? [...spell(text, `${at}.`)] : [];
    }),
  );
}

/** Words that German has taken from English. */
const sameWords = [
  "agent",
  "product",
  "kinds.agent",
  "name.agent",
  "kinds.team",
  "filters",
  "columns.agent",
  "exportXlsx",
];

test("there are texts", () => expect(catalogues.length).toBeGreaterThan(4));

test.each(catalogues)("%s has every text in German, and none that was forgotten in English", (_, { en, de }) => {
  const [english, german] = [spell(en), spell(de)];
  expect([...german.keys()]).toEqual([...english.keys()]);
  expect([...german.values()].filter((text) => text.trim() === "" || /undefined|null|NaN/.test(text))).toEqual([]);
  const same = [...english].filter(([key, text]) => german.get(key) === text && /[a-z]{4}/.test(text));
  expect(same.map(([key]) => key).filter((key) => !sameWords.includes(key))).toEqual([]);
});

test.each(catalogues)("every number that a text of %s is given stands in it", (_, { en, de }) => {
  for (const [key, text] of [...spell(en), ...spell(de)])
    if (/ (true|false)$/.test(key)) expect(text, key).toMatch(/7/);
});
