import type { Interaction, Session } from "../model.ts";

/** What is remembered of an interaction beside its surveys and evaluations: some 300 bytes, where the whole takes 10 kB. */
export interface About {
  readonly id: string;
  readonly start: number;
  readonly end: number | null;
  readonly divisionIds: readonly string[];
  /** The media it went through with agents; with anyone where no agent took part. */
  readonly mediaTypes: readonly string[];
  /** Once each. */
  readonly wrapUpCodes: readonly string[];
}

export function aboutInteraction({
  id,
  start,
  end,
  divisionIds,
  participants,
}: Omit<Interaction, "surveys" | "evaluations">): About {
  const sessions = participants.flatMap((participant) => participant.sessions);
  const withAgents = participants.filter(({ purpose }) => purpose === "agent").flatMap((agent) => agent.sessions);
  const codes = sessions.flatMap(({ segments }) => segments.flatMap(({ wrapUpCode }) => wrapUpCode ?? []));
  const mediaTypes = unique((withAgents.length > 0 ? withAgents : sessions).map(({ mediaType }: Session) => mediaType));
  return { id, start, end, divisionIds, mediaTypes, wrapUpCodes: unique(codes) };
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
