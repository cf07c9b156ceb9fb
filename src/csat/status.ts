const known = {
  survey: ["Pending", "Sent", "InProgress", "Finished", "OptOut", "Error", "Expired"],
  evaluation: ["Pending", "InProgress", "Finished", "InReview", "Retracted"],
} as const;

/**
 * Genesys' status in one spelling: the quality API writes `INPROGRESS`, analytics `InProgress`. A word that is in no
 * documentation stays as it came.
 */
export function readStatus(kind: keyof typeof known, status: string | null | undefined): string | null {
  if (!status) return null;
  return known[kind].find((word) => letters(word) === letters(status)) ?? status;
}

const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, "");
