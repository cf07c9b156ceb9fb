/** Only this many characters of a text are searched, so that no pattern takes long; a message ends before them. */
const maxSearchedLength = 10_000;

/** The beginning of a text from the other side, as far as it is searched. */
export const searchedPart = (text: string): string => text.slice(0, maxSearchedLength);

/**
 * Text from the other side, made safe to stand in a message: one line, no control or invisible characters, and at most
 * `maxLength` UTF-16 units.
 */
export function oneLine(text: string, maxLength = 300): string {
  const line = searchedPart(text)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (line.length <= maxLength) return line;
  // A cut through a surrogate pair would leave half of it.
  return `${line
    .slice(0, maxLength - 1)
    .replace(/\p{Cs}$/u, "")
    .trimEnd()}…`;
}

/** `90 s`, `10 minutes`: a duration in words. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 100) / 10;
  return seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} s`;
}
