import type { InteractionFacts } from "./interaction.ts";
import type { Names } from "./names.ts";

/** The name of the team that the agent last had in this interaction; null where the interaction tells none. */
export function teamName(interaction: InteractionFacts | null, agentId: string | null, names: Names): string | null {
  const teams = interaction?.legs.flatMap((leg) => (leg.agentId === agentId && leg.teamId ? [leg.teamId] : [])) ?? [];
  const team = teams.at(-1);
  return team === undefined ? null : names.team(team);
}
