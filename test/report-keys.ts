import { readFileSync } from "node:fs";
import ts from "typescript";

/** The keys of each type of the document, those of a type written in place behind a dot: `trend.unit`. */
export function documentKeys(): ReadonlyMap<string, readonly string[]> {
  const path = new URL("../src/report/document.ts", import.meta.url);
  const source = ts.createSourceFile("document.ts", readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const keys = new Map<string, readonly string[]>();
  source.forEachChild((node) => {
    if (ts.isInterfaceDeclaration(node))
      keys.set(
        node.name.text,
        node.members.flatMap((one) => keysOf(one, "")),
      );
  });
  return keys;
}

function keysOf(member: ts.TypeElement, before: string): readonly string[] {
  if (!ts.isPropertySignature(member) || !member.type) return [];
  const key = `${before}${member.name.getText()}`;
  const inner = literalOf(member.type);
  return inner === null ? [key] : [key, ...inner.members.flatMap((one) => keysOf(one, `${key}.`))];
}

/** The type written in place, in a list or beside null too. */
function literalOf(type: ts.TypeNode): ts.TypeLiteralNode | null {
  if (ts.isTypeLiteralNode(type)) return type;
  if (ts.isUnionTypeNode(type)) return type.types.map(literalOf).find((one) => one !== null) ?? null;
  if (ts.isTypeOperatorNode(type)) return literalOf(type.type);
  return ts.isArrayTypeNode(type) ? literalOf(type.elementType) : null;
}
