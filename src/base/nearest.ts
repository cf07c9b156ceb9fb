/**
 * The candidate that `word` most likely meant, or null where none is close: a typing error or two, never another word.
 * Case does not count; of equally close candidates the first is taken.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let fewestErrors = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const errors = typingErrors(word.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(1, Math.floor(Math.min(word.length, candidate.length) / 3));
    if (errors <= allowed && errors < fewestErrors) [best, fewestErrors] = [candidate, errors];
  }
  return best;
}

/** Letters added, dropped, replaced or swapped with their neighbour (optimal string alignment). */
function typingErrors(a: string, b: string): number {
  let twoBack: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let fewest = Math.min(at(previous, column) + 1, at(current, column - 1) + 1, at(previous, column - 1) + same);
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) fewest = Math.min(fewest, at(twoBack, column - 2) + 1);
      current.push(fewest);
    }
    [twoBack, previous] = [previous, current];
  }
  return at(previous, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;

/** A name as names are compared: in any case, and however accents are spelt, since an ü may be one character or two. */
export const foldName = (name: string): string => name.normalize("NFC").toLowerCase();
