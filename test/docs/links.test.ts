import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync("docs").map((name) => join("docs", name)),
];

/** The address of a heading, as GitHub makes it: lower case, words joined by hyphens, other characters left out. */
const anchors = (page: string): string[] =>
  [...page.replace(/```[\s\S]*?```/g, "").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Links of a page within this repository that lead nowhere. */
function deadLinks(file: string, page: string): string[] {
  const links = [...page.replace(/```[\s\S]*?```/g, "").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
  return links.flatMap(([link, path = "", anchor]) => {
    const target = path === "" ? file : join(file, "..", path);
    if (!existsSync(target)) return [link];
    return anchor === undefined || anchors(readFileSync(target, "utf8")).includes(anchor) ? [] : [link];
  });
}

test.each(pages.filter((name) => name.endsWith(".md")))("every link of %s leads to a page and a heading", (file) =>
  expect(deadLinks(file, readFileSync(file, "utf8"))).toEqual([]),
);

test("the guard bites on a page and on a heading that are not there", () =>
  expect(
    deadLinks("README.md", "[a](docs/none.md) [b](docs/cli.md#none) [c](docs/cli.md#exit-codes) [d](#none)"),
  ).toEqual(["](docs/none.md)", "](docs/cli.md#none)", "](#none)"]));
