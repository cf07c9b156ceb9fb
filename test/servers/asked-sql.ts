import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const src = join(import.meta.dirname, "../../src");

/** Folders whose files no test sends to both engines as they stand. */
const excused: Readonly<Record<string, string>> = {
  "export/ddl/": "is printed for other databases and run by none of ours",
  "warehouse/migrations/": "is run whole by opening a warehouse, or it does not open",
};

const sqlFiles = (): readonly string[] =>
  readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".sql") && !Object.keys(excused).some((folder) => file.startsWith(folder)),
  );

/** What the program puts into a statement: `{…}`, and two names of columns that it replaces where responses are read. */
const filledIn = /\{[^}]*\}|\b(?:basis_time|own_agent_id)\b/;

/** Whether a statement contains a text of which parts are filled in. */
export function isWithin(statement: string, text: string): boolean {
  let from = 0;
  for (const part of text.trim().split(filledIn)) {
    const at = statement.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

/** The files below these folders of src whose whole text stands in no statement that both engines answered with rows. */
export function unaskedSql(answered: ReadonlySet<string>, folders: readonly string[]): readonly string[] {
  const files = sqlFiles().filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
  if (files.length === 0) throw new Error(`There is no SQL below ${folders.join(", ")}.`);
  const statements = [...answered];
  return files.filter((file) => {
    const text = readFileSync(join(src, file), "utf8");
    return !statements.some((statement) => isWithin(statement, text));
  });
}

/** The files that lie below none of these folders. */
export const otherSql = (folders: readonly string[]): readonly string[] =>
  sqlFiles().filter((file) => !folders.some((folder) => file.startsWith(`${folder}/`)));
