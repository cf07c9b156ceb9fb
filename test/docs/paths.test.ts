import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * Pages name the files of this repository as a reader would look for them: by the end of their path. Each name leads to one.
 */

const folders = ["src", "test", "web", "bench", "docs", "examples", "scripts"];
const files = [
  ...readdirSync("."),
  ...folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8", withFileTypes: true }).map(({ parentPath, name }) =>
      join(parentPath, name),
    ),
  ),
];
const rooms = readdirSync("src", { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? [one.name] : []));

const pages = [
  ...["README.md", "CONTRIBUTING.md", join("bench", "results.md")],
  ...readdirSync("docs").flatMap((name) => (name.endsWith(".md") ? [join("docs", name)] : [])),
];

/** What is a manner of naming files, and no file. */
const patterns = ["kebab-case.ts", "*.test.ts"];

/** `path.ts`, `path.sql` and `folder/` of a text. */
const named = (text: string): string[] =>
  [...text.matchAll(/`([\w./*-]+\.(?:ts|tsx|mjs|sql)|(?:[\w-]+\/)+)`/g)].flatMap(([, name = ""]) =>
    patterns.includes(name) ? [] : [name.replace(/\/$/, "")],
  );

const leadsSomewhere = (name: string): boolean =>
  folders.includes(name) || files.some((file) => file === name || file.endsWith(`/${name}`));

/**
 * Names of a text that lead nowhere. In the table of rooms a file is the room's own, and a path that begins with a room is
 * one below `src/`: a file of the same name elsewhere does not stand for it.
 */
function deadNames(text: string): string[] {
  return text.split("\n").flatMap((line) => {
    const room = /^\| `(\w+)` \|/.exec(line)?.[1];
    return named(line).filter((name) => {
      if (room !== undefined && rooms.includes(room) && name.includes("."))
        return !files.includes(join("src", room, name)) && !files.includes(join("src", name));
      const [first = "", ...more] = name.split("/");
      if (more.length > 0 && rooms.includes(first))
        return !files.includes(join("src", name)) && !files.includes(name) && !leadsWithin(name);
      return !leadsSomewhere(name);
    });
  });
}

/** A folder of a room may have another room's name, such as `report/`. */
const leadsWithin = (name: string): boolean => rooms.some((room) => files.includes(join("src", room, name)));

test.each(pages)("every file and folder that %s names is there", (page) =>
  expect(deadNames(readFileSync(page, "utf8"))).toEqual([]),
);

test("the guard bites on a file, a folder, another room's file, and one that a room's row names", () =>
  expect(
    deadNames(
      [
        "`nothing.ts`, `src/none/`, `collect/find-evaluations.sql`, `csat/context.ts` but `too-large.ts` and `genesys/pages/`",
        "| `genesys` | asks | `client.ts`, `derive.ts` |",
      ].join("\n"),
    ),
  ).toEqual(["nothing.ts", "src/none", "collect/find-evaluations.sql", "csat/context.ts", "derive.ts"]));
