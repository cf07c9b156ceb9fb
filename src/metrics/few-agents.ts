import { UsageError } from "../base/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { ask } from "./ask.ts";
import type { Filter } from "./filter.ts";
import { hasTeams } from "./roster.ts";

/** Agents behind a number, where people are protected: fewer of them are as good as named by it. */
export const fewestAgents = 5;

/**
 * A choice by the roster that leaves a few agents, or all but a few, is one of single people: whose pseudonym theirs is would be
 * seen, and their numbers even where nobody is shown.
 * @throws {UsageError} where people are protected, and it is such a choice
 */
export async function refuseFewAgents(reader: Reader, filter: Filter, signal?: AbortSignal): Promise<void> {
  const { attributes, roster, teams, range, basis, sources } = filter;
  const byTeam = hasTeams(roster) && teams !== undefined && teams.length > 0;
  if (attributes === undefined && !byTeam) return;
  const everybody = { range, basis, sources };
  // Of the response itself, whoever a rule credits: so a roster chooses.
  const countAgents = async (of: Filter) =>
    new Map((await ask(reader, "volume", { filter: of, signal })).map(({ source, agents }) => [source, agents]));
  const all = await countAgents(everybody);
  const chosen = await countAgents({ ...everybody, roster, attributes, ...(byTeam ? { teams } : {}) });
  for (const [source, agents] of chosen) {
    const others = (all.get(source) ?? agents) - agents;
    for (const count of [agents, others])
      if (count > 0 && count < fewestAgents)
        throw new UsageError(
          `This choice by the roster is too few: it is one of fewer than ${fewestAgents} agents, and people are not shown by name here.`,
          "Choose more values of the attribute, or none.",
        );
  }
}
