/** The smallest text of a chart is not smaller than 11 px. */
export const fontSize = 12;
export const smallFontSize = 11;

/**
 * How wide letters are, in parts of the size of the font. There is no page to measure on, so these are the widths of DejaVu Sans,
 * the widest of the fonts that `system-ui` stands for: what does not overlap in it overlaps in none.
 */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\p{M}\p{Cf}]/u, 0],
  [/[ilj.,:;'|!()[\]\s·fIrt]/u, 0.4],
  [/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Extended_Pictographic}\u3000-\u303f\uff00-\uffef]/u, 1.05],
  [/[mwMWØ%@…–—−+<>=]/u, 0.95],
  [/\p{Lu}/u, 0.72],
  [/./su, 0.62],
];

const widthOf = (letter: string): number => widths.find(([letters]) => letters.test(letter))?.[1] ?? 1;

/** So much wider are bold letters. */
export const boldWidth = 1.13;

export function textWidth(text: string, size = fontSize): number {
  let width = 0;
  for (const letter of text) width += widthOf(letter);
  return width * size;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** As much of a text as has room, with an ellipsis where it is cut; never half a character. */
export function shorten(text: string, room: number, size = fontSize): string {
  // No letter but a combining one takes no room: what is longer than this never fits whole.
  const short = text.slice(0, 400);
  // Room that was measured by this very text may come back a trifle smaller.
  if (short === text && textWidth(text, size) <= room + 0.01) return text;
  if (textWidth("…", size) > room) return "";
  let [kept, width] = ["", textWidth("…", size)];
  for (const { segment } of graphemes.segment(short)) {
    width += textWidth(segment, size);
    if (width > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in lines between words, the last one cut where there are too many. */
export function wrap(text: string, room: number, maxLines: number, size = fontSize): readonly string[] {
  const lines: string[] = [];
  for (const word of text.slice(0, 2000).split(/\s+/)) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && (textWidth(longer, size) <= room || lines.length === maxLines))
      lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => shorten(line, room, size));
}
