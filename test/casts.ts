import ts from "typescript";
import { nodesOf, parse } from "./identifiers.ts";
import type { Source } from "./imports.ts";

/** The one file that parses JSON: `readJson` gives unknown, `readStored` and `decode` give what a schema has checked. */
const parser = "base/json.ts";

/** Rooms that read documents and rows as they are stored: unknown values there came out of the warehouse. */
const readers = ["sync", "export", "csat", "extract", "forms"];

/** What JSON or a row of the warehouse is taken for without being looked at, each as a sentence. */
export function casts(sources: readonly Source[]): string[] {
  return sources.flatMap(({ file, text }) =>
    [...nodesOf(parse(file, text))].flatMap((node) => {
      const why = reasonAgainst(file, node);
      return why === null ? [] : [`${file}: ${why}`];
    }),
  );
}

function reasonAgainst(file: string, node: ts.Node): string | null {
  const room = file.split("/")[0] ?? "";
  // The sandbox reads requests and its own documents, and no warehouse.
  if (isCallOf(node, "parse", "JSON") && file !== parser && room !== "sandbox")
    return "JSON.parse gives any: take readJson, or readStored with a schema";
  if (!ts.isAsExpression(node) || isHarmless(node.type)) return null;
  if (isUnchecked(node.expression)) return "JSON, or a row's field, is cast: decode it by a schema";
  return readers.includes(room) ? `${room} casts nothing: decode it by a schema, or ask for its type` : null;
}

/** `as const`, and `as unknown`, which takes knowledge away. */
const isHarmless = (type: ts.TypeNode): boolean =>
  ts.isConstTypeReference(type) || type.kind === ts.SyntaxKind.UnknownKeyword;

/** Whether it is parsed JSON, or `row["column"]`, by itself or as a text; other indexing is by number or by a variable. */
function isUnchecked(value: ts.Node): boolean {
  if (ts.isElementAccessExpression(value)) return ts.isStringLiteral(value.argumentExpression);
  if (isCallOf(value, "parse", "JSON") || isCallOf(value, "readJson") || isCallOf(value, "String"))
    return !isCallOf(value, "String") || value.arguments.some(isUnchecked);
  return inner(value).some(isUnchecked);
}

/** What stands in brackets, before `!`, `as`, `??` or `?:`. */
function inner(value: ts.Node): readonly ts.Node[] {
  if (ts.isParenthesizedExpression(value) || ts.isNonNullExpression(value) || ts.isAsExpression(value))
    return [value.expression];
  if (ts.isBinaryExpression(value)) return [value.left, value.right];
  return ts.isConditionalExpression(value) ? [value.whenTrue, value.whenFalse] : [];
}

const isCallOf = (node: ts.Node, name: string, of?: string): node is ts.CallExpression => {
  if (!ts.isCallExpression(node)) return false;
  const called = node.expression;
  if (of === undefined) return ts.isIdentifier(called) && called.text === name;
  return (
    ts.isPropertyAccessExpression(called) &&
    called.name.text === name &&
    ts.isIdentifier(called.expression) &&
    called.expression.text === of
  );
};
