/**
 * By what the database finds texts that may name something, as JSON or as they were written: of each of these groups one text is in
 * them. More are found than do: which do is decided where they are read.
 */
export type Mention = readonly (readonly string[])[];

export const mentionOf = (text: string): Mention => [[JSON.stringify(text).slice(1, -1).toLowerCase()]];

/** Of names, whose words a text may have with anything between them. */
export function mentionsOfNames(spellings: readonly string[]): readonly Mention[] {
  const all = spellings.map((spelling) => [...new Set(spelling.split(" "))]);
  // Whoever has all words of a longer spelling has those of the shorter one.
  const isCovered = (words: readonly string[], at: number): boolean =>
    all.some(
      (others, index) =>
        others.every((word) => words.includes(word)) &&
        (others.length < words.length || (others.length === words.length && index < at)),
    );
  return all.filter((words, at) => !isCovered(words, at)).map((words) => words.map(partsOf));
}

/**
 * A part of a word that is the same in capitals and however an accent is spelt: not every database knows small letters beyond ASCII.
 * Of a word without such a part, its usual spellings.
 */
function partsOf(word: string): readonly string[] {
  const [longest] = [...(word.match(/[a-z0-9]+/g) ?? [])].sort((one, other) => other.length - one.length);
  if (longest !== undefined) return [longest];
  const cases = [word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)];
  return [...new Set(cases.flatMap((one) => [one, one.normalize("NFD")]))];
}

/** A condition, with its parameters, on an expression of SQL. */
export function whereMentioned(
  expression: string,
  mentions: readonly Mention[],
): { readonly sql: string; readonly parameters: Readonly<Record<string, string>> } {
  const parameters: Record<string, string> = {};
  const isIn = (text: string): string => {
    const name = `mentioned${Object.keys(parameters).length}`;
    parameters[name] = text;
    return `position($${name} IN lower(${expression})) > 0`;
  };
  const all = mentions.map((groups) => groups.map((texts) => `(${texts.map(isIn).join(" OR ")})`).join(" AND "));
  return { sql: all.length === 0 ? "false" : `(${all.join(" OR ")})`, parameters };
}
