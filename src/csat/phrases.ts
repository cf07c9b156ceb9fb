/** Words of one idea by language (ISO 639-1), separated by "|". `*` stands for more letters, `…` for up to three words. */
export type Vocabulary = Readonly<Record<string, string>>;

/** Finds the first place where a text contains one of the words. */
interface Phrases {
  readonly find: (text: Folded) => Found | null;
  /** Whether the text consists of one of the words, or several of them: "don't know / not applicable". */
  readonly isAll: (text: Folded) => boolean;
  /** The text without them. */
  readonly remove: (text: Folded) => Folded;
}

export interface Found {
  /** As folded, for print. */
  readonly words: string;
  readonly at: number;
}

/** A text as `fold` makes it: a space before and after every word. */
type Folded = string;

/** Characters of a text that are looked into: no question has as much, and looking into one of 5 MB took some 5 s each time. */
const maxTextLength = 10_000;

/**
 * One spelling for texts that read the same: compatibility forms, case, the accents of alphabets, punctuation and
 * invisible characters do not count. The voiced marks of Japanese, vowel signs of Thai and pictures stay.
 */
export function fold(text: string | null): Folded {
  const plain = (text ?? "")
    .slice(0, maxTextLength)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]|\p{Cf}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[ßıłøæœđðþ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+/gu, " ")
    .trim();
  return asFolded(plain);
}

/** Letters that Unicode does not take apart. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  ı: "i",
  ł: "l",
  ø: "o",
  æ: "ae",
  œ: "oe",
  đ: "d",
  ð: "d",
  þ: "th",
};

/** Compiles vocabularies into one search. */
export function phrases(...vocabularies: readonly Vocabulary[]): Phrases {
  const listed = vocabularies.flatMap((words) => Object.values(words).flatMap((list) => list.split("|")));
  // Longest first, so that the whole phrase is found and not only its beginning.
  const entries = [...new Set(listed)].sort((a, b) => b.length - a.length);
  const spaced = entries.filter((entry) => !unspaced.test(entry)).map((entry) => source(entry, " (?:[^ ]+ ){0,3}?"));
  const anywhere = entries.filter((entry) => unspaced.test(entry)).map((entry) => source(entry, ".{0,12}?"));
  // One look for the beginning of a word instead of one for each entry: a text of 100 kB takes 0.2 s and not 16 s.
  const any = `(?<= )(?:${alternatives(spaced)})(?= )|${alternatives(anywhere)}`;
  const first = new RegExp(any, "u");
  const every = new RegExp(any, "gu");
  const all = new RegExp(`^ (?:(?:${any}) ?(?:(?<= )(?:${joiners}) )?)+$`, "u");
  return {
    find: (text) => {
      const match = first.exec(text);
      return match && { words: match[0].trim(), at: match.index };
    },
    isAll: (text) => all.test(text),
    remove: (text) => asFolded(text.replace(every, " ").replace(/ +/g, " ").trim()),
  };
}

const alternatives = (sources: readonly string[]): string => (sources.length > 0 ? sources.join("|") : "(?!)");

/** The separator between two of them: "don't know or not applicable". */
const joiners = "or|oder|ou|o|of|eller|lub|nebo|tai|veya|и|или|または";

/** Scripts that put no space between words, or glue particles to them: their words are found anywhere. */
const unspaced = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{Extended_Pictographic}]/u;

const source = (entry: string, gap: string): string =>
  entry
    .split("…")
    .map((piece) =>
      piece
        .split("*")
        .map((letters) => fold(letters).trim())
        .join("[^ ]*"),
    )
    .join(gap);

const asFolded = (plain: string): Folded => ` ${plain} `;
