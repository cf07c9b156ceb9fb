import { expect, test } from "vitest";
import { UsageError } from "../base/index.ts";
import { chooseOrganization, type StoredOrganization } from "./organizations.ts";

const acme = { id: "a1", name: "Acme" };
const trial = { id: "a2", name: "Acme" };
const zoo = { id: "z9", name: "Zürich" };
const unnamed = { id: "unidentified", name: null };

test.each<[string, StoredOrganization[], string | undefined, StoredOrganization | null]>([
  ["none, of a warehouse without one", [], undefined, null],
  ["the only one, without a word", [acme], undefined, acme],
  ["the only one, by name", [acme], "acme", acme],
  ["one of two that are called alike, by id", [acme, trial], "A2", trial],
  ["one by a name however it is spelt", [acme, zoo], " zu\u0308rich ", zoo],
  ["one without a name", [acme, unnamed], "unidentified", unnamed],
])("chosen is %s", (_, organizations, wanted, chosen) =>
  expect(chooseOrganization(organizations, wanted, "--org")).toBe(chosen),
);

const refusal = (...given: Parameters<typeof chooseOrganization>): string => {
  try {
    return JSON.stringify(chooseOrganization(...given));
  } catch (error) {
    if (error instanceof UsageError) return `${error.message} ${error.hint}`;
    throw error;
  }
};

test.each<[string, Parameters<typeof chooseOrganization>, string]>([
  [
    "several and no word",
    [[acme, zoo], undefined, "--org"],
    "The warehouse holds 2 organizations: Acme (a1) and Zürich (z9). Choose one with --org, by name or id: each is reported for itself.",
  ],
  [
    "a name that two have",
    [[acme, trial, zoo], "Acme", "--org"],
    '--org "Acme" is the name of 2 organizations: Acme (a1) and Acme (a2). Give --org the id of one.',
  ],
  [
    "a typing error",
    [[acme, zoo], "Acne", "--org"],
    '--org "Acne": the warehouse holds no organization of that name or id. Did you mean "Acme"? It holds Acme (a1) and Zürich (z9).',
  ],
  [
    "the name of none, in an address",
    [[unnamed], "Other", "org"],
    'org "Other": the warehouse holds no organization of that name or id. It holds unidentified.',
  ],
  [
    "a word where there is none",
    [[], "Acme", "--org"],
    '--org "Acme": the warehouse holds no organization of that name or id. It holds none yet: leave it out.',
  ],
])("refused is %s", (_, given, words) => expect(refusal(...given)).toBe(words));
