import { parse } from "smol-toml";

/** A place in a text; both numbers start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Keys, and numbers for elements of arrays, from the top of the document down. */
export type KeyPath = readonly (string | number)[];

/**
 * Where a well-formed TOML text sets the value at `path`: its key, or the nearest key above it that stands in the text.
 *
 * The parser itself cuts the text into statements: lines are added until they parse. So quoted, dotted and inline keys,
 * multi-line strings and arrays need no second grammar here.
 */
export function positionOf(text: string, path: KeyPath): Position {
  const lines = text.split(/\r?\n/);
  for (let depth = path.length; depth > 0; depth--) {
    const wanted = path.slice(0, depth);
    for (const { header, nth, from, to } of statements(lines)) {
      const own = lines.slice(from, to).join("\n");
      const local = nth === null ? wanted : withinElement(wanted, nth);
      if (local === null || !has(parsed(`${header}\n${own}`), local)) continue;
      const above = local.findLastIndex((_, index) => header !== "" && has(parsed(header), local.slice(0, index + 1)));
      const { line, column } = positionIn(own, startOf(own, local.slice(above + 1)));
      return { line: from + line, column };
    }
  }
  return { line: 1, column: 1 };
}

interface Statement {
  /** The table header that it stands below; empty at the top. */
  readonly header: string;
  /** Of a table of an array: which one, from 0. */
  readonly nth: number | null;
  readonly from: number;
  readonly to: number;
}

function* statements(lines: readonly string[]): Generator<Statement> {
  const counts = new Map<string, number>();
  let header = "";
  let nth: number | null = null;
  let from = 0;
  for (let to = 1; to <= lines.length; to++) {
    const own = lines.slice(from, to).join("\n");
    const isHeader = own.trimStart().startsWith("[");
    if (parsed(`${header}\n${own}`) === undefined) continue;
    yield { header, nth, from, to };
    if (isHeader) {
      header = own;
      const count = counts.get(own.trim()) ?? 0;
      counts.set(own.trim(), count + 1);
      nth = own.trimStart().startsWith("[[") ? count : null;
    }
    from = to;
  }
}

/** The path as it is where this table of the array is the only one; null where it leads into another. */
function withinElement(path: KeyPath, nth: number): KeyPath | null {
  const at = path.findIndex((step) => typeof step === "number");
  if (at < 0) return path;
  return path[at] === nth ? path.with(at, 0) : null;
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function has(value: unknown, [key, ...rest]: KeyPath): boolean {
  if (key === undefined) return true;
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) && has(Reflect.get(value, key), rest);
}

/** Index in `statement` of the last key of `path`, each key being looked for after the one before it. */
function startOf(statement: string, path: KeyPath): number {
  let start = statement.search(/\S|$/);
  for (const key of path) {
    if (typeof key === "number") continue;
    const bare = key.replace(/[^\w-]/g, "\\$&");
    const spellings = new RegExp(`"${bare}"|'${bare}'|(?<![\\w-])${bare}(?![\\w-])`, "g");
    spellings.lastIndex = start;
    start = spellings.exec(statement)?.index ?? start;
  }
  return start;
}

function positionIn(text: string, index: number): Position {
  const lines = text.slice(0, index).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
