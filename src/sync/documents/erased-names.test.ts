import { expect, test } from "vitest";
import { markName, withoutNames } from "./erased-names.ts";
import { createErasures } from "./erasures.ts";
import { spellingsOf } from "./name-spellings.ts";

const erasuresOf = (...names: readonly string[]) => {
  const erasures = createErasures((text) => text);
  for (const spelling of names.flatMap(spellingsOf)) markName(erasures, spelling);
  return erasures;
};

test.each([
  ["Müller, Anna", "Frau Müller, Anna hat geholfen", "Frau [erased] hat geholfen"],
  ["Müller, Anna", "Danke an ANNA Mu\u0308ller!", "Danke an [erased]!"],
  ["Müller, Dr. Anna (Ext)", "Anna Müller was great", "[erased] was great"],
  ["Anna M. Müller", "Anna M. Müller, danke", "[erased], danke"],
  ["Anna M. Müller", "anna m müller", "[erased]"],
  ["Dr. Anna Müller", "Dr. Anna Müller and Anna Müller", "[erased] and [erased]"],
  ["Prof. Dr. med. Anna Müller", "Prof. Müller, no: Anna Müller", "Prof. Müller, no: [erased]"],
  ["J. Smith", "Ask J. Smith or J Smith.", "Ask [erased] or [erased]."],
  ["John Smith Jr.", "John Smith Jr. is John Smith", "[erased]. is [erased]"],
  ["John Smith, Jr.", "John Smith, Ph.D.", "[erased], Ph.D."],
  ["Smith, John, Sales", "Smith, John and John Smith", "[erased] and [erased]"],
  ["Maria del Carmen de la García López", "'Maria del Carmen de la García López'", "'[erased]'"],
  ["Anna Müller (Ext)", "Anna Müller was great", "[erased] was great"],
  ["Anna Müller", "(Anna Müller's)", "([erased]'s)"],
  ["Seán O'Brien", "Seán O’Brien", "[erased]"],
  // A first name alone is too many people's, and so is one that has two parts.
  ["Anna Müller", "Anna helped, and Müller too", "Anna helped, and Müller too"],
  ["Jean-Luc", "Jean-Luc and Jean Luc", "Jean-Luc and Jean Luc"],
  ["Dr. Anna", "Anna helped", "Anna helped"],
  ["O'Brien (Ext)", "O'Brien helped", "O'Brien helped"],
])("a text without %j: %j becomes %j", (name, text, without) =>
  expect(withoutNames(text, erasuresOf(name))).toBe(without),
);

test("names that an earlier version marked are found where it found them", () => {
  const erasures = createErasures((text) => text);
  for (const name of ["anna-maria müller", "seán o'brien", "john q.public"]) erasures.add("name", name);
  expect(withoutNames("ANNA-MARIA Müller, Seán O'Brien and John Q.Public", erasures)).toBe(
    "[erased], [erased] and [erased]",
  );
});

test("a text costs a mark for each word and each length that names have, and no more", () => {
  let hashed = 0;
  const erasures = createErasures((text) => {
    hashed += 1;
    return text;
  });
  for (const spelling of [...spellingsOf("Anna Müller"), ...spellingsOf("Anna M. Müller")])
    markName(erasures, spelling);
  const text = "a word ".repeat(50);
  withoutNames(text, erasures);
  hashed = 0;
  withoutNames(text, erasures);
  expect(hashed).toBe(2 * 100 - 3);
});
