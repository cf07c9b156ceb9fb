import type { Language } from "../../src/report/print/words/words.ts";
import { useFrame } from "../state/frame.ts";

/** The texts of one part of the page; a German one that is missing does not compile. */
export type Words<Texts extends object> = { readonly [Name in Language]: Name extends "en" ? Texts : NoInfer<Texts> };

export const defineWords = <Texts extends object>(words: Words<Texts>): Words<Texts> => words;

/** These texts in the language of the page. */
export const useWords = <Texts extends object>(words: Words<Texts>): Texts => words[useFrame().language];
