import { expect, test } from "vitest";
import { foldWords, hasWords } from "./words.ts";

test.each([
  ["Müller, Anna", "müller anna"],
  ["  J.\tSMITH ", "j smith"],
  ["Anna Mu\u0308ller (Ext)", "anna müller ext"],
  ["Seán O’Brien-Lee", "seán o brien lee"],
  [" -- ", ""],
])("the words of %j are %j", (text, words) => expect(foldWords(text)).toBe(words));

test.each([
  ["Frau Müller, Anna", "müller anna", true],
  ["for Anna Bauer's team", "Anna Bauer", true],
  ["Anna Bauers Team", "Anna Bauer", true],
  ["Maj. Smith", "J. Smith", false],
  ["Anna and Bauer", "Anna Bauer", false],
  ["anything", "--", false],
])("%j has %j: %j", (text, looked, has) => expect(hasWords(text, looked)).toBe(has));
