import { readdirSync, readFileSync } from "node:fs";
import { posix, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { outdatedNames } from "./identifiers.ts";

/** The files of a folder at the root of the project, by their paths from there. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => posix.join(folder, ...path.split(sep)))
    .filter((path) => /\.(tsx?|mjs)$/.test(path));

describe("no name speaks the earlier vocabulary", () => {
  test.each(["src", "web", "test", "scripts", "bench", "examples"])("in %s", (folder) => {
    const found = filesIn(folder).flatMap((file) =>
      outdatedNames({ file, text: readFileSync(file, "utf8") }).map((name) => `${file}: ${name}`),
    );
    expect(found).toEqual([]);
  });
});

describe("the guard bites on", () => {
  test.each([
    ["a function", "src/a.ts", "export function tellProgress() {}"],
    ["a type", "src/a.ts", "export interface Sighting { readonly id: string }"],
    ["a parameter", "src/a.ts", "const print = (told: string) => told;"],
    ["a property", "src/a.ts", "const document = { evidence: [] };"],
    ["a destructured name", "src/a.ts", "const { book } = context;"],
    ["a name inside a template", "src/a.ts", "const text = `$" + "{anew(1)}`;"],
    ["a file", "src/sync/steering.ts", ""],
    ["a file of tests", "test/strangers.test.ts", ""],
    ["a word of several in a file's name", "src/sync/read-anew.ts", ""],
    ["a constant that does not state what it bounds", "src/a.ts", "const longest = 7;"],
    ["a key of the report outside of it", "src/sync/a.ts", "const standing = 1;"],
  ])("%s", (_, file, text) => expect(outdatedNames({ file, text })).toHaveLength(1));

  test.each([
    ["a comment", "// told anew\n/** A stranger. */"],
    ["a text", 'const text = "tell the stranger";'],
    ["a regular expression", "const pattern = /told/;"],
    ["a word that contains one", "const essayist = understanding(storytelling, longestWait);"],
  ])("and not on %s", (_, text) => expect(outdatedNames({ file: "src/a.ts", text })).toEqual([]));
});
