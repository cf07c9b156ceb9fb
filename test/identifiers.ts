import { basename } from "node:path";
import ts from "typescript";
import type { Source } from "./imports.ts";

/** Words of an earlier vocabulary of this code, each with the terms of the field that took its place. */
const replaced: ReadonlyMap<string, string> = new Map([
  ["anew", "again"],
  ["beside", "with, next to, second"],
  ["book", "referenceData, context"],
  ["errand", "task, requestLabel"],
  ["evidence", "sourceDocuments"],
  ["hydrate", "fetchEach, fetchAnswers"],
  ["persist", "retryUntil"],
  ["pursuit", "attempt"],
  ["said", "stated, reported, text"],
  ["say", "print, report, format"],
  ["sighting", "stub"],
  ["standing", "state, flags"],
  ["steering", "selection"],
  ["stranger", "foreign, unknown, assert…"],
  ["tell", "report, print, build, format"],
  ["told", "reported, derived"],
]);

/** Other forms of the same words. */
const forms: ReadonlyMap<string, string> = new Map([
  ["books", "book"],
  ["errands", "errand"],
  ["hydrated", "hydrate"],
  ["saying", "say"],
  ["says", "say"],
  ["sightings", "sighting"],
  ["standings", "standing"],
  ["strangers", "stranger"],
  ["telling", "tell"],
  ["tells", "tell"],
]);

/** Constants by these names alone do not state what they bound: a length, a count, a delay, and in which unit. */
const unspecific = ["longest", "most", "together", "late", "apart", "few", "many", "fresh"];

/** Names that users and other programs know, which therefore stay. By folder, because elsewhere they have no such reason. */
const contract: ReadonlyMap<string, readonly string[]> = new Map([
  // A key of the JSON of `doctor`.
  ["not_told", ["src/cli/results/", "test/"]],
  /** A key of the report's JSON. */
  ["standing", ["src/report/", "src/library/", "src/cli/", "web/", "test/"]],
]);

/** The names in a file that speak the earlier vocabulary, each with better ones; the file's own name first. */
export function outdatedNames({ file, text }: Source): string[] {
  const names = [basename(file).replace(/\..*$/, ""), ...identifiers(file, text)].filter(
    (name) => !isContract(file, name),
  );
  const outdated = names.flatMap((name) =>
    wordsOf(name).flatMap((word) => {
      const better = replaced.get(forms.get(word) ?? word);
      return better === undefined ? [] : [`${name}: rather ${better}`];
    }),
  );
  return [...new Set([...outdated, ...constants(file, text)])];
}

const isContract = (file: string, name: string): boolean =>
  contract.get(name)?.some((folder) => file.startsWith(folder)) ?? false;

/** `openBeside2` → open, beside; `kept-fields` → kept, fields. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);

/** Read by the compiler, so that comments, texts and regular expressions are none. */
export const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);

export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

function identifiers(file: string, text: string): string[] {
  return [...nodesOf(parse(file, text))].filter((node) => ts.isIdentifier(node)).map((node) => node.text);
}

function constants(file: string, text: string): string[] {
  return [...nodesOf(parse(file, text))].flatMap((node) =>
    ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && unspecific.includes(node.name.text)
      ? [`${node.name.text}: state what it bounds`]
      : [],
  );
}
