import { foldName, UsageError } from "../base/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { ask } from "./ask.ts";
import type { Filter } from "./filter.ts";
import { type Attributes, hasTeams, type Roster, type Stated, teamAttribute } from "./roster.ts";
import { fewestAgents, isChoiceTooFew, type RosterAgents, valuesChosenTogether } from "./roster-choices.ts";
import { groupedBy } from "./rows.ts";

/** More values are not named at one time. */
const maxNamed = 5;

/**
 * A choice by the roster that leaves a few agents, or differs by a few from another one, is one of single people: whose pseudonym
 * theirs is would be seen, and their numbers even where nobody is shown.
 * @throws {UsageError} where people are protected, and it is such a choice
 */
export async function refuseFewAgents(reader: Reader, filter: Filter, signal?: AbortSignal): Promise<void> {
  const { attributes, roster, teams = [], range, basis, sources } = filter;
  const byTeam = hasTeams(roster) && teams.length > 0;
  if (roster === undefined || (attributes === undefined && !byTeam)) return;
  const everybody = { range, basis, sources };
  // Of the response itself, whoever a rule credits: so a roster chooses.
  const rows = await ask(reader, "volume", { filter: everybody, by: "agent", signal });
  const agents = [...groupedBy(rows, ({ source }) => source).values()].map(
    (own): RosterAgents =>
      own.flatMap(({ group_id: id }) => (id === null ? [] : [roster.agents.get(id) ?? nothingStated])),
  );
  const wanted = { ...attributes, ...(byTeam ? teamsOf(teams, attributes) : {}) };
  if (isChoiceTooFew(agents, roster.attributes, wanted)) throw tooFew(agents, roster, wanted);
  if (!byTeam) return;
  // Teams of Genesys may be among them, of which the roster states nothing.
  const all = await countAgents(reader, everybody, signal);
  for (const [source, chosen] of await countAgents(reader, { ...everybody, roster, attributes, teams }, signal)) {
    const others = (all.get(source) ?? chosen) - chosen;
    if ([chosen, others].some((count) => count > 0 && count < fewestAgents)) throw tooFew(agents, roster, wanted);
  }
}

const nothingStated: Stated = new Map();

const countAgents = async (reader: Reader, filter: Filter, signal?: AbortSignal) =>
  new Map((await ask(reader, "volume", { filter, signal })).map(({ source, agents }) => [source, agents]));

/** Teams as values of the roster: those alone that its own attribute was asked for with, where it was. */
function teamsOf(teams: readonly string[], asked: Attributes | undefined): Attributes {
  const also = asked?.[teamAttribute]?.map(foldName);
  return { [teamAttribute]: teams.filter((team) => also?.includes(foldName(team)) ?? true) };
}

function tooFew(agents: readonly RosterAgents[], { attributes }: Roster, wanted: Attributes): UsageError {
  const [attribute, ...more] = Object.keys(wanted);
  const inseparable =
    attribute === undefined || more.length > 0 ? [] : valuesChosenTogether(agents, attributes, attribute);
  const named = inseparable.map((value) => JSON.stringify(value)).join(", ");
  return new UsageError(
    `This choice by the roster is of fewer than ${fewestAgents} agents, or differs from another allowed choice by fewer. That is refused where agents are not shown by name.`,
    inseparable.length > 0 && inseparable.length <= maxNamed
      ? `Of ${attribute}, choose ${named} all together, or none of them.`
      : "Choose more values of the attribute, or none.",
  );
}
