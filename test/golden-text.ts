import { createHash } from "node:crypto";

/*
 * What stays of an output when wording may change: of JSON everything but our own sentences, of text its figures. What depends
 * on the machine (a port, a folder) is named by its kind.
 */

/** Keys of JSON under which our own sentences stand; codes, which are one word, are kept as they are. */
const sentences = new Set(["completeness", "link_problem", "reason", "message", "problem", "notes", "note", "error"]);

/** Figures with the signs that belong to them, and the marks of charts and tables. */
export const figuresOf = (text: string): string =>
  text
    .replaceAll(/\p{L}\p{M}*/gu, "")
    .replaceAll(/(?<![\d%])[.,:;!?'"“”„‘’()…–-]+(?!\d)|(?<=[\d%])[.,:;!?'"“”„‘’()…]+(?!\d)/gu, " ")
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/\s*\n\s*/g, "\n")
    .trim();

/** What depends on which of the requests that are under way together meets a fault. */
export const chance: ReadonlySet<string> = new Set([
  "requests",
  "rate_limited",
  "requests_by_endpoint",
  "complete_to",
  "completeness",
]);

export function withoutSentences(value: unknown, key = ""): unknown {
  if (typeof value === "string") return sentences.has(key) && value.includes(" ") ? figuresOf(value) : value;
  if (Array.isArray(value)) return value.map((each) => withoutSentences(each, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withoutSentences(each, name)]));
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10);

/** Which batch of a sync a change came with depends on what the requests beside it brought; the feed has its own tests. */
const batches: ReadonlySet<string> = new Set(["change_id", "changed_at"]);

/** One entry for each top-level key of a document, or for each column of rows, all in order. */
export function partsOf(document: unknown): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const row of Array.isArray(document) ? document : [document]) {
    const entries = typeof row === "object" && row !== null ? Object.entries(row) : [["", row] as const];
    for (const [key, value] of entries)
      if (!batches.has(key)) parts.set(key, `${parts.get(key) ?? ""}${JSON.stringify(value)}\n`);
  }
  return parts;
}
