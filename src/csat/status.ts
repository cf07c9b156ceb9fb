const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, "");

const byLetters = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(words.map((word) => [letters(word), word]));

const known = {
  survey: byLetters(["Pending", "Sent", "InProgress", "Finished", "OptOut", "Error", "Expired"]),
  evaluation: byLetters(["Pending", "InProgress", "Finished", "InReview", "Retracted"]),
} as const;

/**
 * Genesys' status in one spelling: the quality API writes `INPROGRESS`, analytics `InProgress`. A word that is in no
 * documentation stays as it came.
 */
export const readStatus = (kind: keyof typeof known, status: string | null | undefined): string | null =>
  status ? (known[kind].get(letters(status)) ?? status) : null;
