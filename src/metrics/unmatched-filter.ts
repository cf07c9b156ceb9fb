import { nearest, notStated, UsageError } from "../base/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { ask } from "./ask.ts";
import type { Filter } from "./filter.ts";

/** Filters that take names, and where names stand in the warehouse. */
const named = [
  { key: "queues", kind: "queue" },
  { key: "agents", kind: "agent" },
  { key: "teams", kind: "team" },
  { key: "divisions", kind: "division" },
  { key: "forms", kind: "form" },
  { key: "questions", kind: "question" },
] as const;

interface Options {
  readonly signal?: AbortSignal | undefined;
  /** The filter before pseudonyms were looked up in it. */
  readonly written?: Filter;
}

/**
 * A filter value that no response of the warehouse has, at any time, is a mistake: nothing is written for it.
 * @throws {UsageError} naming each such value, and the name that was probably meant
 */
export async function refuseUnmatchedFilter(reader: Reader, filter: Filter, options: Options = {}): Promise<void> {
  const sentences = await unmatched(reader, filter, options);
  if (sentences.length === 0) return;
  throw new UsageError(
    sentences.join("\n"),
    "Leave the filter out to see what there is: afterword report names queues and agents.",
  );
}

async function unmatched(
  reader: Reader,
  filter: Filter,
  { signal, written = filter }: Options,
): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const { key, kind } of named) {
    for (const [index, wanted] of (filter[key] ?? []).entries()) {
      const rows = await ask(reader, "volume", {
        filter: { rule: filter.rule, roster: filter.roster, [key]: [wanted] },
        signal,
      });
      if (rows.some(({ responses }) => responses > 0)) continue;
      const word = written[key]?.[index] ?? wanted;
      // A pseudonym has no similar names to suggest.
      const meant = word === wanted ? nearest(word, await namesOf(reader, kind, filter, signal)) : null;
      const hint = meant === null ? "" : ` Did you mean "${meant}"?`;
      sentences.push(`No response in the warehouse has the ${kind} "${word}".${hint}`);
    }
  }
  const { roster, attributes = {} } = filter;
  for (const [attribute, values] of Object.entries(attributes)) {
    for (const value of values) {
      const rows = await ask(reader, "volume", { filter: { roster, attributes: { [attribute]: [value] } }, signal });
      if (rows.some(({ responses }) => responses > 0)) continue;
      const groups = await ask(reader, "volume", { filter: { roster }, by: { attribute }, signal });
      const meant = nearest(value, [...new Set(groups.map(({ group_id }) => group_id ?? notStated))]);
      const hint = meant === null ? "" : ` Did you mean "${meant}"?`;
      sentences.push(`No response in the warehouse has the ${attribute} "${value}" by the roster.${hint}`);
    }
  }
  return sentences;
}

async function namesOf(
  reader: Reader,
  kind: (typeof named)[number]["kind"],
  { roster }: Filter,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  if (kind === "team") {
    const rows = await ask(reader, "volume", { filter: { roster }, by: "team", signal });
    return rows.flatMap(({ group_id }) => group_id ?? []);
  }
  const rows = await ask(reader, "names", { signal });
  return rows.flatMap((row) => (row.kind === kind ? [row.name ?? [], row.id ?? []].flat() : []));
}
