/** Stands for what is a placeholder already: part of nothing that is looked for. */
export const taken = "\ufffc";

/**
 * A text as it is read by whoever looks for numbers and addresses in it: one UTF-16 unit for each character, digits and Latin letters
 * of every kind as those of ASCII, every space, dash and dot as the plain one, and no invisible characters.
 */
export interface FoldedText {
  readonly characters: string;
  /** Where each of these begins in the text itself, and where the last one ends. */
  readonly places: readonly number[];
}

/** @param placeholders what a text has in place of what was there before */
export function foldText(text: string, placeholders: readonly string[]): FoldedText {
  const characters: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length; ) {
    const held = text[at] === "[" ? placeholders.find((one) => text.startsWith(one, at)) : undefined;
    const whole = held ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
    const folded = held === undefined ? foldCharacter(whole) : taken;
    if (folded !== "") {
      characters.push(folded);
      places.push(at);
    }
    at += whole.length;
  }
  return { characters: characters.join(""), places: [...places, text.length] };
}

const known = new Map<string, string>();

function foldCharacter(character: string): string {
  if (character < "\u0080") return isSpace.test(character) ? " " : character;
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = fold(character);
  if (known.size < 10_000) known.set(character, folded);
  return folded;
}

const isSpace = /^[\p{Zs}\t\v\f\u115f\u1160\u2800\u3164\uffa0]$/u;
const isInvisible = /^(?:\p{Cf}|\p{Me}|\u034f|[\ufe00-\ufe0f])$/u;
const isDash = /^[\p{Pd}\u02d7\u2043\u2212\u30fc\uff70]$/u;
const isDot = /^[\u00b7\u2022\u2024\u2219\u22c5\u3002\uff0e\uff61]$/u;
const isSlash = /^[\u2044\u2215\u29f8]$/u;
const isDigit = /^\p{Nd}$/u;

function fold(character: string): string {
  if (isSpace.test(character)) return " ";
  if (isInvisible.test(character)) return "";
  if (isDash.test(character)) return "-";
  if (isDot.test(character)) return ".";
  if (isSlash.test(character)) return "/";
  const plain = character.normalize("NFKC");
  if (plain.length === 1) return isDigit.test(plain) && plain > "9" ? digitOf(plain) : plain;
  // Two units would be two characters; it is a letter, or none.
  return isDigit.test(plain) ? digitOf(plain) : /^\p{L}/u.test(plain) ? "\u00e6" : "\ufffd";
}

/** Unicode encodes the ten digits of a script side by side, in their order. */
function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 10 && isDigit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}
