import { nearest, UsageError } from "../../base/index.ts";
import type { UnknownName } from "../../extract/index.ts";
import { ask, type Filter } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";

/** Filters that take names, and where names stand in the warehouse. */
const named = [
  { key: "queues", kind: "queue" },
  { key: "agents", kind: "agent" },
  { key: "teams", kind: "team" },
  { key: "divisions", kind: "division" },
  { key: "forms", kind: "form" },
  { key: "questions", kind: "question" },
] as const;

/**
 * A filter value that no response of the warehouse has, at any time, is a mistake: nothing is written for it.
 * `written` is the filter before pseudonyms were looked up in it.
 * @throws {UsageError} naming each such value, and what was probably meant
 */
export async function refuseUnmatchedFilter(
  reader: Reader,
  filter: Filter,
  options: { readonly signal: AbortSignal; readonly written?: Filter },
): Promise<void> {
  const sentences = await unmatched(reader, filter, options);
  if (sentences.length === 0) return;
  throw new UsageError(
    sentences.join("\n"),
    "Leave the filter out to see what there is: afterword report names queues and agents.",
  );
}

/** The same for the names of an org, where there is no warehouse. */
export function refuseUnknownNames(unknown: readonly UnknownName[]): void {
  if (unknown.length === 0) return;
  throw new UsageError(
    unknown
      .map(
        ({ kind, value, meant }) =>
          `The org has no ${kind} "${value}".${meant === null ? "" : ` Did you mean "${meant}"?`}`,
      )
      .join("\n"),
    "Leave the filter out to see what there is, or name an id, which is not checked.",
  );
}

async function unmatched(
  reader: Reader,
  filter: Filter,
  { signal, written = filter }: { readonly signal: AbortSignal; readonly written?: Filter },
): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const { key, kind } of named) {
    for (const [index, wanted] of (filter[key] ?? []).entries()) {
      const rows = await ask(reader, "volume", { filter: { rule: filter.rule, [key]: [wanted] }, signal });
      if (rows.some(({ responses }) => responses > 0)) continue;
      const word = written[key]?.[index] ?? wanted;
      // A pseudonym has no similar names to suggest.
      const meant = word === wanted ? nearest(word, await namesOf(reader, kind, signal)) : null;
      const hint = meant === null ? "" : ` Did you mean "${meant}"?`;
      sentences.push(`No response in the warehouse has the ${kind} "${word}".${hint}`);
    }
  }
  return sentences;
}

async function namesOf(
  reader: Reader,
  kind: (typeof named)[number]["kind"],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (kind === "team") {
    const rows = await ask(reader, "volume", { by: "team", signal });
    return rows.flatMap(({ group_id }) => group_id ?? []);
  }
  const rows = await ask(reader, "names", { signal });
  return rows.flatMap((row) => (row.kind === kind ? [row.name ?? [], row.id ?? []].flat() : []));
}
