import { expect, test } from "vitest";
import { createPreferences, storageOf } from "./preferences.ts";

const createStorage = (entries: readonly (readonly [string, string])[] = []) => {
  const kept = new Map(entries);
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
};

test("what was chosen is known again after the page was left", () => {
  const storage = createStorage();
  const first = createPreferences(storage);
  expect([first.theme.value, first.language.value]).toEqual(["auto", null]);
  first.theme.value = "dark";
  first.language.value = "de";
  const again = createPreferences(storage);
  expect([again.theme.value, again.language.value]).toEqual(["dark", "de"]);
});

test("what is kept and no choice is none", () => {
  const { theme, language } = createPreferences(
    createStorage([
      ["afterword.theme", "neon"],
      ["afterword.language", "xx"],
    ]),
  );
  expect([theme.value, language.value]).toEqual(["auto", null]);
});

test("a browser that keeps nothing, or is full, forgets it with the page", () => {
  const refuse = (): never => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
  for (const storage of [null, { getItem: () => null, setItem: refuse }, { getItem: refuse, setItem: refuse }]) {
    const { theme } = createPreferences(storage);
    theme.value = "light";
    expect(theme.value).toBe("light");
  }
  const blocked = {
    get localStorage(): Storage {
      throw new DOMException("Access is denied.", "SecurityError");
    },
  };
  expect(storageOf(blocked)).toBeNull();
});
