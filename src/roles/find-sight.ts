import { foldName, nearest, UsageError } from "../base/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { Role, Sight } from "./token.ts";

/** Whose responses a role is to see, by name or id. */
export interface SightWords {
  readonly agents: readonly string[];
  readonly teams: readonly string[];
  readonly divisions: readonly string[];
  readonly texts: boolean;
}

/**
 * The ids that are meant.
 * @param reader of one organization
 * @throws {UsageError} where a role lacks what it is of or has too much, and for a name that nobody or several have
 */
export async function findSight(reader: Reader, role: Role, words: SightWords): Promise<Sight> {
  const { agents, teams, divisions, texts } = words;
  const groups = teams.length + divisions.length;
  if (role === "admin" && (agents.length + groups > 0 || !texts))
    throw new UsageError("An admin sees everything.", "Leave out --agent, --team, --division and --no-comments.");
  if (role === "agent" && (agents.length !== 1 || groups > 0))
    throw new UsageError("A token of an agent is of one agent.", "Name that agent with --agent, and nothing else.");
  if (role === "manager" && (groups === 0 || agents.length > 0))
    throw new UsageError(
      "A token of a manager is of teams or divisions.",
      "Name them with --team and --division; for one agent take --role agent.",
    );
  return {
    agents: await find(reader, "agent", agents),
    teams: await find(reader, "team", teams),
    divisions: await find(reader, "division", divisions),
    texts,
  };
}

async function find(
  reader: Reader,
  kind: "agent" | "team" | "division",
  words: readonly string[],
): Promise<readonly string[]> {
  if (words.length === 0) return [];
  const rows = await reader.query(`SELECT ${kind}_id AS id, name FROM ${kind} ORDER BY 1`);
  const known = rows.map(({ id, name }) => ({ id: String(id), name: typeof name === "string" ? name : null }));
  return words.map((word) => {
    const called = (text: string | null): boolean => text !== null && foldName(text) === foldName(word);
    const byId = known.filter(({ id }) => called(id));
    const [found, ...more] = byId.length > 0 ? byId : known.filter(({ name }) => called(name));
    if (found !== undefined && more.length === 0) return found.id;
    if (found !== undefined)
      throw new UsageError(
        `The ${kind} "${word}" is the name of ${1 + more.length}: ${[found, ...more].map(({ id }) => id).join(", ")}.`,
        `Give the id of one with --${kind}.`,
      );
    const meant = nearest(
      word,
      known.flatMap(({ name }) => name ?? []),
    );
    throw new UsageError(
      `The warehouse knows no ${kind} "${word}".`,
      meant === null ? `Sync first, or give its id with --${kind}.` : `Did you mean "${meant}"?`,
    );
  });
}
