/** A text with what was searched for in it marked, whatever its case. */
export function Highlighted({ text, wanted }: { text: string; wanted: string }) {
  return <>{pieces(text, wanted).map((piece, at) => (at % 2 === 0 ? piece : <mark key={at}>{piece}</mark>))}</>;
}

/**
 * The text cut where the wanted one begins and ends: every second piece is one of it. Composed alike, as the search does; a letter
 * that changes its length with its case shifts nothing, since each place is compared by itself.
 */
export function pieces(given: string, wanted: string): readonly string[] {
  const [text, part] = [given.normalize("NFC"), wanted.normalize("NFC").trim().toLowerCase()];
  if (part === "") return [text];
  const letters = [...text];
  const lower = letters.map((letter) => letter.toLowerCase());
  const found: string[] = [];
  let begin = 0;
  for (let at = 0; at < letters.length; at += 1) {
    const end = endOf(lower, at, part);
    if (end === null) continue;
    found.push(letters.slice(begin, at).join(""), letters.slice(at, end).join(""));
    begin = end;
    at = end - 1;
  }
  return [...found, letters.slice(begin).join("")];
}

/** Where the part that begins there ends; null where it does not stand there. */
function endOf(lower: readonly string[], begin: number, part: string): number | null {
  let left = part;
  for (let at = begin; at < lower.length; at += 1) {
    const letter = lower[at] ?? "";
    if (!left.startsWith(letter)) return null;
    left = left.slice(letter.length);
    if (left === "") return at + 1;
  }
  return null;
}
