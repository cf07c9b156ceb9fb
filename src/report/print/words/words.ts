import { de } from "./de.ts";
import { en, type Texts } from "./en.ts";

const catalogue = { en, de } as const satisfies Record<string, Texts>;

/** The languages that reports speak. */
export type Language = keyof typeof catalogue;
export const languages = ["en", "de"] as const satisfies readonly Language[];

export const textsIn = (language: Language): Texts => catalogue[language];
