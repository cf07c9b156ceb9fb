import { foldName, nearest, notStated, UsageError } from "../base/index.ts";
import type { RosterTable } from "../config/index.ts";
import type { RosterPart, Token } from "./token.ts";

/** What the roster in force states of agents of the warehouse: id to attribute to value. */
export interface RosterInForce {
  readonly attributes: readonly string[];
  readonly agents: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * The part that is meant, its values as the roster writes them.
 * @param words attributes as the roster writes them, and values in any case
 * @throws {UsageError} for a value that no agent of the roster has, and where no agent has one of each attribute
 */
export function findRosterPart(words: RosterPart, table: RosterTable): RosterPart {
  const rows = table.rows.map(({ values }) => new Map(Object.entries(values)));
  const problems: string[] = [];
  const find = (attribute: string, word: string): readonly string[] => {
    const known = [...new Set(rows.flatMap((stated) => stated.get(attribute) ?? []))];
    const found = known.find((one) => foldName(one) === foldName(word));
    if (found !== undefined) return [found];
    const meant = nearest(word, known);
    const hint = meant === null ? "" : ` Did you mean "${meant}"?`;
    problems.push(
      foldName(word) === notStated
        ? `A token cannot show whose ${attribute} is not stated: everybody who comes new would be among them.`
        : `No agent of the roster has the ${attribute} "${word}".${hint}`,
    );
    return [];
  };
  const part = Object.fromEntries(
    Object.entries(words).map(([attribute, values]) => [
      attribute,
      [...new Set(values.flatMap((word) => find(attribute, word)))],
    ]),
  );
  if (problems.length === 0 && !rows.some(matching(part)))
    problems.push(`No agent of the roster has ${wordsOf(part)}.`);
  if (problems.length > 0)
    throw new UsageError(problems.join("\n"), "Give --roster attributes and values as the roster has them.");
  return part;
}

/**
 * The agents whom a token shows by their ids: its own, and those to whom the roster in force gives its values. Whom it does not name is
 * not shown, so that a roster that is not there shows nobody.
 * @throws {UsageError} saying why, where the token goes by the roster and would show nothing by it
 */
export function shownAgents(
  { roster: part, agents, teams, divisions }: Pick<Token, "roster" | "agents" | "teams" | "divisions">,
  roster: RosterInForce | null | undefined,
): readonly string[] {
  if (Object.keys(part).length === 0) return agents;
  if (roster == null)
    throw new UsageError("This token goes by a roster, and there is none.", "afterword.toml names it with roster.");
  const has = matching(inForce(part, roster));
  const named = [...roster.agents].flatMap(([id, stated]) => (has(stated) ? [id] : []));
  if (named.length + teams.length + divisions.length === 0)
    throw new UsageError(
      `This token shows agents who have ${wordsOf(part)} by the roster, and no agent of the warehouse has now.`,
      "It shows them as soon as the roster names some; or make another token.",
    );
  return [...new Set([...agents, ...named])];
}

/**
 * The part with its attributes as the roster spells them now.
 * @throws {UsageError} for one that it no longer has
 */
export function inForce(part: RosterPart, { attributes }: Pick<RosterInForce, "attributes">): RosterPart {
  const spelt = Object.entries(part).map(([name, values]) => {
    const attribute = attributes.find((one) => foldName(one) === foldName(name));
    if (attribute !== undefined) return [attribute, values] as const;
    throw new UsageError(
      `This token goes by ${JSON.stringify(name)}, an attribute that the roster no longer has.`,
      "Add it to the roster again, or make another token.",
    );
  });
  return Object.fromEntries(spelt);
}

/** A filter that a choice by the roster is part of. */
interface ByRoster {
  readonly roster?: RosterInForce | undefined;
  readonly attributes?: RosterPart | undefined;
}

/** What a token shows by the roster is a choice by it too, where choices of few people are refused. */
export function ofPart<Filter extends ByRoster>(filter: Filter, token: Pick<Token, "roster"> | null): Filter {
  const { roster, attributes } = filter;
  if (token === null || roster === undefined || Object.keys(token.roster).length === 0) return filter;
  return { ...filter, attributes: { ...inForce(token.roster, roster), ...attributes } };
}

/** Whether an agent is of the part, by what was stated of them. */
function matching(part: RosterPart): (stated: ReadonlyMap<string, string>) => boolean {
  const wanted = Object.entries(part).map(([name, values]) => ({ name, values: new Set(values.map(foldName)) }));
  return (stated) =>
    wanted.length > 0 &&
    wanted.every(({ name, values }) => {
      const value = stated.get(name);
      return value !== undefined && values.has(foldName(value));
    });
}

/** `site Berlin or Bonn and leader Ann Lee`. */
const wordsOf = (part: RosterPart): string =>
  Object.entries(part)
    .map(([attribute, values]) => `${attribute} ${values.join(" or ")}`)
    .join(" and ");
