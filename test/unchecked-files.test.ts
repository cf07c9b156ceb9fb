import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * What no compiler sees: modules of dist/ that scripts load, and SQL that is read by name. A file that moves without them is
 * found here, and not by the one who runs the script.
 */

const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));

/** Modules of dist/ that a text names and no source becomes. */
const lostModules = (text: string): string[] =>
  [...text.matchAll(/"(?:\.\.\/)+dist\/([^"]+)\.js"/g)]
    .map(([, name = ""]) => `src/${name}.ts`)
    .filter((source) => !existsSync(source));

test.each(["scripts", "bench", "test"].flatMap((folder) => filesOf(folder, ".mjs")))(
  "%s loads what there is of dist",
  (file) => expect(lostModules(readFileSync(file, "utf8"))).toEqual([]),
);

/** Names of SQL that a source reads and that are nowhere in its room. */
function lostStatements(source: string, text: string): string[] {
  const room = join("src", source.split(/[/\\]/)[1] ?? "");
  const known = filesOf(room, ".sql").map((file) => file.replaceAll("\\", "/"));
  return [...text.matchAll(/readSql\((?:"([^"]+)"|`([^`$]+)`)\)/g)]
    .map(([, plain, quoted]) => plain ?? quoted ?? "")
    .filter((name) => !known.some((file) => file.endsWith(`/${name}.sql`)));
}

test("every statement that is read by name is there", () => {
  const sources = filesOf("src", ".ts").filter(
    (file) => !file.endsWith(".test.ts") && file !== join("src", "index.ts"),
  );
  expect(sources.flatMap((source) => lostStatements(source, readFileSync(source, "utf8")))).toEqual([]);
});

test("the guards bite on what has moved", () => {
  expect(lostModules('import { main } from "../dist/cli/moved.js";')).toEqual(["src/cli/moved.ts"]);
  expect(lostStatements(join("src", "sync", "sync.ts"), 'readSql("moved")')).toEqual(["moved"]);
});
