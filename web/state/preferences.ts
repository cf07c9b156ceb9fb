import { type Signal, signal } from "@preact/signals";
import { type Language, languages } from "../../src/report/print/words/words.ts";

export const themes = ["auto", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  readonly theme: Signal<Theme>;
  /** Null: that of the server. */
  readonly language: Signal<Language | null>;
}

/** What a browser remembers of its reader; a browser that keeps nothing forgets it with the page. */
export function createPreferences(kept: Pick<Storage, "getItem" | "setItem"> | null): Preferences {
  const read = (key: string): string | null => {
    try {
      return kept?.getItem(`afterword.${key}`) ?? null;
    } catch {
      return null;
    }
  };
  const write = (key: string, value: string): void => {
    try {
      kept?.setItem(`afterword.${key}`, value);
    } catch {
      // Private windows and full disks refuse: the choice then lasts as long as the page.
    }
  };
  const theme = signal<Theme>(themes.find((one) => one === read("theme")) ?? "auto");
  const language = signal<Language | null>(languages.find((one) => one === read("language")) ?? null);
  theme.subscribe((value) => write("theme", value));
  language.subscribe((value) => write("language", value ?? ""));
  return { theme, language };
}

/** Storage of the browser; null where it is switched off. */
export function storageOf(browser: Pick<Window, "localStorage">): Storage | null {
  try {
    return browser.localStorage;
  } catch {
    return null;
  }
}
