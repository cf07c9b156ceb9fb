import { foldName, nearest, UsageError } from "../base/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { Role, RosterPart, Sight } from "./token.ts";

/** Whose responses a role is to see: by name or id, and what `findRosterPart` found. */
export interface SightWords {
  readonly agents: readonly string[];
  readonly teams: readonly string[];
  readonly divisions: readonly string[];
  readonly roster: RosterPart;
  readonly texts: boolean;
}

/**
 * The ids that are meant.
 * @param reader of one organization
 * @throws {UsageError} where the flags do not fit the role, and for a name that nobody or several have
 */
export async function findSight(reader: Reader, role: Role, words: SightWords): Promise<Sight> {
  const { agents, teams, divisions, roster, texts } = words;
  const groups = teams.length + divisions.length + Object.keys(roster).length;
  if (role === "admin" && (agents.length + groups > 0 || !texts))
    throw new UsageError(
      "An admin's token shows everything.",
      "Leave out --agent, --team, --division, --roster and --no-comments.",
    );
  if (role === "agent" && (agents.length !== 1 || groups > 0))
    throw new UsageError(
      "An agent's token is for exactly one agent.",
      "Name the agent with --agent, without --team, --division and --roster.",
    );
  if (role === "manager" && (groups === 0 || agents.length > 0))
    throw new UsageError(
      "A manager's token is for teams, for divisions, or for agents by the roster.",
      "Name them with --team, --division or --roster. For one agent, use --role agent.",
    );
  return {
    agents: await find(reader, "agent", agents),
    teams: await find(reader, "team", teams),
    divisions: await find(reader, "division", divisions),
    ...{ roster, texts },
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
        `${1 + more.length} ${kind}s have the name "${word}": ${[found, ...more].map(({ id }) => id).join(", ")}.`,
        `Name one by its id: --${kind} ${found.id}.`,
      );
    const meant = nearest(
      word,
      known.flatMap(({ name }) => name ?? []),
    );
    throw new UsageError(
      `The warehouse has no ${kind} "${word}".`,
      meant === null ? `Run \`afterword sync\`, or check the name or id after --${kind}.` : `Did you mean "${meant}"?`,
    );
  });
}
