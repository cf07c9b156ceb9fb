/*
 * Patterns that somebody wrote into a file are matched against texts that strangers wrote. JavaScript's own matcher tries every
 * way in turn, and a pattern such as `(\d+)+x` would stop a sync for years. So ours are matched in time that grows with the text
 * alone, for which they may have everything but references back and looks ahead or behind.
 */

/** A pattern as a tree; `has` takes one character. */
export type PatternNode =
  | { readonly kind: "character"; readonly has: (character: string) => boolean }
  | { readonly kind: "boundary"; readonly negated: boolean }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "repeat"; readonly part: PatternNode; readonly least: number; readonly most: number };

/** Why a text is no such pattern, as the end of a sentence. */
export class PatternError extends Error {}

/** A class, an escape of one character, or a character: what the language's own syntax check has let through. */
const atom = /\[(?:\\.|[^\\\]])*\]|\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\.|./suy;
const quantifier = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/uy;
const refused = [
  [/\\(?:[1-9]|k)/u, "refers back to a group"],
  [/\(\?(?!:)/u, "looks ahead or behind, or names a group"],
  [/(?<!\\)[$^]/u, "has ^ or $, and is found wherever it stands"],
] as const;

/**
 * The tree of a pattern in the syntax of JavaScript, where case does not count.
 * @throws {PatternError}
 */
export function parsePattern(pattern: string): PatternNode {
  try {
    new RegExp(pattern, "iu");
  } catch (error) {
    const [reason = ""] = error instanceof Error ? [error.message.split("/: ").at(-1)] : [];
    throw new PatternError(`is no regular expression: ${reason.toLowerCase()}`);
  }
  const outsideClasses = pattern.replace(/\\\\/gu, "").replace(/(?<!\\)\[(?:\\.|[^\\\]])*\]/gu, "");
  for (const [fault, what] of refused) if (fault.test(outsideClasses)) throw new PatternError(what);
  return parseChoice({ pattern, at: 0 });
}

interface Cursor {
  readonly pattern: string;
  at: number;
}

function parseChoice(cursor: Cursor): PatternNode {
  const parts = [parseSequence(cursor)];
  while (cursor.pattern[cursor.at] === "|") {
    cursor.at += 1;
    parts.push(parseSequence(cursor));
  }
  return { kind: "choice", parts };
}

function parseSequence(cursor: Cursor): PatternNode {
  const parts: PatternNode[] = [];
  for (;;) {
    const next = cursor.pattern[cursor.at];
    if (next === undefined || next === "|" || next === ")") return { kind: "sequence", parts };
    parts.push(parseRepeat(cursor));
  }
}

function parseRepeat(cursor: Cursor): PatternNode {
  const part = parseOne(cursor);
  const found = take(cursor, quantifier);
  if (found === null) return part;
  const [sign, least, comma, most] = found;
  if (least === undefined) {
    const [from, to] = sign.startsWith("*") ? [0, Infinity] : sign.startsWith("+") ? [1, Infinity] : [0, 1];
    return { kind: "repeat", part, least: from, most: to };
  }
  const upTo = comma === undefined ? Number(least) : most === "" ? Infinity : Number(most);
  return { kind: "repeat", part, least: Number(least), most: upTo };
}

function parseOne(cursor: Cursor): PatternNode {
  if (cursor.pattern[cursor.at] === "(") {
    cursor.at += cursor.pattern.startsWith("(?:", cursor.at) ? 3 : 1;
    const inner = parseChoice(cursor);
    cursor.at += 1;
    return inner;
  }
  const [source = ""] = take(cursor, atom) ?? [];
  if (source === "\\b" || source === "\\B") return { kind: "boundary", negated: source === "\\B" };
  return { kind: "character", has: rememberEach(new RegExp(`^${source}$`, "iu")) };
}

function take(cursor: Cursor, what: RegExp): RegExpExecArray | null {
  what.lastIndex = cursor.at;
  const found = what.exec(cursor.pattern);
  if (found !== null) cursor.at = what.lastIndex;
  return found;
}

/** The same few characters are asked for again and again. */
function rememberEach(set: RegExp): (character: string) => boolean {
  const known = new Map<string, boolean>();
  return (character) => {
    const before = known.get(character);
    if (before !== undefined) return before;
    const has = set.test(character);
    if (known.size < 1_000) known.set(character, has);
    return has;
  };
}
