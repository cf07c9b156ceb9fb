import type { InteractionFacts } from "./interaction.ts";

/** Names by id, as far as Genesys returned them. */
export interface Names {
  readonly user: (id: string) => string | null;
  readonly queue: (id: string) => string | null;
  readonly wrapUpCode: (id: string) => string | null;
  readonly division: (id: string) => string | null;
  readonly team: (id: string) => string | null;
}

/** The name of a thing that may have no id, or that brought its own name along. */
export function nameOf(
  find: (id: string) => string | null,
  thing: { readonly id: string | null; readonly name?: string | null | undefined },
): string | null {
  return (thing.id === null ? null : find(thing.id)) ?? (thing.name || null);
}

/** The name of the team that the agent last had in this interaction; null where the interaction has none. */
export function teamName(interaction: InteractionFacts | null, agentId: string | null, names: Names): string | null {
  const teams = interaction?.legs.flatMap((leg) => (leg.agentId === agentId && leg.teamId ? [leg.teamId] : [])) ?? [];
  const team = teams.at(-1);
  return team === undefined ? null : names.team(team);
}
