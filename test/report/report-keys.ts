import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";

const folder = new URL("../../src/report/", import.meta.url);

/** The interfaces of the report's room, by name. */
function readInterfaces(): ReadonlyMap<string, ts.InterfaceDeclaration> {
  const found = new Map<string, ts.InterfaceDeclaration>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
    const text = readFileSync(new URL(file, folder), "utf8");
    ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node)) found.set(node.name.text, node);
    });
  }
  return found;
}

/**
 * The keys of each type of the document, those of a type written in place behind a dot: `trend.unit`. The document has the keys of
 * its sections; of the types, those are of it that a key of it is made of.
 */
export function documentKeys(): ReadonlyMap<string, readonly string[]> {
  const interfaces = readInterfaces();
  const keys = new Map<string, readonly string[]>();
  const add = (name: string, own: readonly ts.InterfaceDeclaration[]): void => {
    keys.set(
      name,
      own.flatMap(({ members }) => members.flatMap((one) => keysOf(one, ""))),
    );
    for (const used of own.flatMap((one) => one.members.flatMap(namesIn))) {
      const type = interfaces.get(used);
      if (type && !keys.has(used)) add(used, [type]);
    }
  };
  const document = interfaces.get("ReportDocument");
  const parts = document?.heritageClauses?.flatMap(({ types }) => types.map((type) => type.expression.getText())) ?? [];
  add(
    "ReportDocument",
    parts.flatMap((name) => interfaces.get(name) ?? []),
  );
  return keys;
}

/** The names of the types in it. */
function namesIn(node: ts.Node): readonly string[] {
  // One key of a type is not of that type.
  if (ts.isIndexedAccessTypeNode(node)) return [];
  const own = ts.isTypeReferenceNode(node) ? [node.typeName.getText()] : [];
  const inner: string[] = [];
  node.forEachChild((child) => {
    inner.push(...namesIn(child));
  });
  return [...own, ...inner];
}

function keysOf(member: ts.TypeElement, before: string): readonly string[] {
  if (!ts.isPropertySignature(member) || !member.type) return [];
  const key = `${before}${member.name.getText()}`;
  const inner = literalOf(member.type);
  return inner === null ? [key] : [key, ...inner.members.flatMap((one) => keysOf(one, `${key}.`))];
}

/** The type written in place, also in a list or a union with null. */
function literalOf(type: ts.TypeNode): ts.TypeLiteralNode | null {
  if (ts.isTypeLiteralNode(type)) return type;
  if (ts.isUnionTypeNode(type)) return type.types.map(literalOf).find((one) => one !== null) ?? null;
  if (ts.isTypeOperatorNode(type)) return literalOf(type.type);
  return ts.isArrayTypeNode(type) ? literalOf(type.elementType) : null;
}
