/** As much of a text is looked at: whoever writes messages has nothing to say behind it, and no pattern takes long. */
const mostRead = 10_000;

/** The beginning of a text from the other side, as far as it is searched. */
export const beginning = (text: string): string => text.slice(0, mostRead);

/**
 * Text from the other side, made safe to stand in a message: one line, no control or invisible characters, and not longer
 * than `longest`.
 */
export function plain(text: string, longest = 300): string {
  const line = beginning(text)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  if (line.length <= longest) return line;
  // A cut through a surrogate pair would leave half of it.
  return `${line
    .slice(0, longest - 1)
    .replace(/\p{Cs}$/u, "")
    .trimEnd()}…`;
}

/** `90 s`, `10 minutes`: a stretch of time as a person would say it. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 100) / 10;
  return seconds >= 120 ? `${Math.round(seconds / 60)} minutes` : `${seconds} s`;
}
