import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faults, switches, wireVariants } from "./index.ts";
import { sandboxOptionNames } from "./sandbox-options.ts";

const page = readFileSync(new URL("../../docs/sandbox.md", import.meta.url), "utf8");

test.each([
  ...Object.entries(switches),
  ...Object.entries(faults).map(([name, { description }]) => [name, description] as const),
  ...Object.entries(wireVariants),
])("docs/sandbox.md describes %s in the words of the code", (name, description) => {
  expect(page).toContain(`| \`${name}\` | ${description} |`);
});

test("docs/sandbox.md lists every option of openSandbox, and no other", () => {
  const [, table = ""] = /^\| option \| flag \|.*\n\|[-|]+\n((?:\|.*\n)+)/m.exec(page) ?? [];
  const listed = table
    .split("\n")
    .flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name));
  expect(listed.toSorted()).toEqual([...sandboxOptionNames].toSorted());
});

test("docs/sandbox.md describes nothing else", () => {
  const described = [...page.matchAll(/^\| `([a-z0-9-]+)` \| [^|]+ \|$/gm)].map(([, name]) => name);
  expect(described).toEqual([switches, faults, wireVariants].flatMap((table) => Object.keys(table)));
});

test("no name begins with no-: the command line would read it as the opposite of a flag", () => {
  const names = [switches, faults, wireVariants].flatMap((table) => Object.keys(table));
  expect(names.filter((name) => name.startsWith("no-"))).toEqual([]);
});
