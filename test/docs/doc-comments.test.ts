import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { newFolder } from "../new-folder.ts";

// What an editor shows of the library and of the sandbox: what a thing is, what a number counts, and how a call fails.

const options: ts.CompilerOptions = {
  ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, strict: true, noEmit: true, types: ["node"] },
  ...{ lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"], allowImportingTsExtensions: true, skipLibCheck: true },
};

/** How many things a module exports, and the gaps in their comments, as sentences. */
function examine(file: string): { readonly exports: number; readonly missing: readonly string[] } {
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing.`);
  const symbols = checker.getExportsOfModule(module);
  const missing = symbols.flatMap((symbol) => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return [...flawsOf(symbol.name, own, checker)];
  });
  return { exports: symbols.length, missing };
}

function* flawsOf(name: string, symbol: ts.Symbol, checker: ts.TypeChecker): Iterable<string> {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) return;
  if (commentOf(symbol, checker) === "") yield `${name} has no comment`;
  const documented = symbol.getJsDocTags(checker).some((tag) => tag.name === "throws");
  const [call] = checker.getTypeOfSymbolAtLocation(symbol, declaration).getCallSignatures();
  if (call && mayFail(call, checker) && !documented) yield `${name} does not say how it fails`;
  if (!ts.isInterfaceDeclaration(declaration)) return;
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || !isNumber(member)) continue;
    const property = checker.getSymbolAtLocation(member.name);
    const key = member.name.getText();
    if (property && commentOf(property, checker) === "" && !/seconds$/i.test(key))
      yield `${name}.${key} counts nothing`;
  }
}

/** Its own text, a default included. */
const commentOf = (symbol: ts.Symbol, checker: ts.TypeChecker): string =>
  [symbol.getDocumentationComment(checker), ...symbol.getJsDocTags(checker).map(({ text }) => text)]
    .map((parts) => ts.displayPartsToString(parts))
    .join(" ")
    .trim();

/** Whether its type shows that a call may fail: it takes time, or takes what is checked. */
function mayFail(call: ts.Signature, checker: ts.TypeChecker): boolean {
  const takes = call.getDeclaration().parameters.map(({ type }) => type?.getText() ?? "");
  const gives = checker.typeToString(call.getReturnType());
  return /^(Promise|AsyncGenerator)</.test(gives) || takes.some((type) => /Options|Period|Moment|Range\b/.test(type));
}

const isNumber = ({ type }: ts.PropertySignature): boolean =>
  /^number( \| (null|undefined))*$/.test(type?.getText() ?? "");

test.each(["src/index.ts", "src/sandbox/index.ts"])(
  "every export of %s documents what it is, what its numbers count, and how it fails",
  (file) => {
    const { exports, missing } = examine(file);
    expect(missing).toEqual([]);
    expect(exports).toBeGreaterThan(25);
  },
);

test("the guard bites", () => {
  const file = join(newFolder(), "door.ts");
  writeFileSync(
    file,
    `
    export interface Silent { readonly length: number }
    /** Has lengths. */
    export interface Spoken {
      readonly talk_seconds: number;
      /** @default 3 */
      readonly most?: number;
      readonly all: number | null;
    }
    export const nothing = 1;
    /** Waits. */
    export const wait = async (): Promise<void> => {};
    /** Gives them one by one. @throws {Error} */
    export async function* each(): AsyncGenerator<number> {}
    /** Takes options. */
    export function take(options: Options): void {}
    /** Takes nothing. */
    export function calm(): void {}
    interface Options {}
  `,
  );
  expect(examine(file).missing.toSorted()).toEqual([
    "Silent has no comment",
    "Silent.length counts nothing",
    "Spoken.all counts nothing",
    "nothing has no comment",
    "take does not say how it fails",
    "wait does not say how it fails",
  ]);
});
