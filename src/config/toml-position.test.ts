import fc from "fast-check";
import { stringify } from "smol-toml";
import { describe, expect, test } from "vitest";
import { type KeyPath, positionOf } from "./toml-position.ts";

const text = `# labels = "in a comment"
csat_labels = [
  "csat",  # [roles]
  "service"
]
time_zone = """
roles = 1"""
  odd."dotted key".'and more' = 1

[roles]
"3f-a" = "csat"
roles = "nps"
	tabbed = "ces"

[scales."q 1"]
best = "low"
not_on_scale = ["best"]
[scales.q2]
[leads]
q = { ab = 1, "b" = { q = 2, cc = 1, c = 3 } }
`;

const at = (path: KeyPath): string => {
  const { line, column } = positionOf(text, path);
  return `${line}:${column}`;
};

describe("a key is found", () => {
  test.each<[string, KeyPath, string]>([
    ["at the top", ["csat_labels"], "2:1"],
    ["by an element of its array", ["csat_labels", 1], "2:1"],
    ["after a multi-line array", ["time_zone"], "6:1"],
    ["dotted, first part", ["odd"], "8:3"],
    ["dotted, middle part", ["odd", "dotted key"], "8:7"],
    ["dotted, last part", ["odd", "dotted key", "and more"], "8:20"],
    ["as a table", ["roles"], "10:2"],
    ["in a table", ["roles", "3f-a"], "11:1"],
    ["named like its table", ["roles", "roles"], "12:1"],
    ["after a tab", ["roles", "tabbed"], "13:2"],
    ["as a table in a table", ["scales", "q 1"], "15:9"],
    ["in a quoted table", ["scales", "q 1", "best"], "16:1"],
    ["by what stands in its array", ["scales", "q 1", "not_on_scale", 0], "17:1"],
    ["as an empty table", ["scales", "q2"], "18:9"],
    ["as an inline table", ["leads", "q"], "20:1"],
    ["in an inline table", ["leads", "q", "b"], "20:15"],
    ["bare, after a word that holds it", ["leads", "q", "b", "c"], "20:38"],
    ["deep in an inline table", ["leads", "q", "b", "q"], "20:23"],
  ])("%s", (_, path, position) => {
    expect(at(path)).toBe(position);
  });
});

test.each<[KeyPath, string]>([
  [["scales", "q 1", "satisfied_from"], "15:9"],
  [["nothing", "here"], "1:1"],
  [[], "1:1"],
])("a key that is not there, %j, leads to the nearest one above it", (path, position) => {
  expect(at(path)).toBe(position);
});

test("Windows line ends count as one", () => {
  expect(positionOf("a = 1\r\n\r\n[b]\r\nc = 1\r\n", ["b", "c"])).toEqual({ line: 4, column: 1 });
});

test("every key of a random table is found on its own line", () => {
  const keys = fc.uniqueArray(fc.stringMatching(/^[\w .'#=[\]é-]{1,8}$/), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(keys, (names) => {
      const source = stringify({ t: Object.fromEntries(names.map((name, index) => [name, index])) });
      for (const name of names) {
        const { line } = positionOf(source, ["t", name]);
        expect(source.split("\n")[line - 1]).toMatch(new RegExp(`= ${names.indexOf(name)}$`));
      }
    }),
  );
});
