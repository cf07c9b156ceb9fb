import type { Interaction } from "../../model.ts";

/** The fields of an interaction that its responses repeat. The two lists are computed when they are read. */
export interface InteractionSummary extends Pick<Interaction, "id" | "start" | "end" | "divisionIds"> {
  /** The media it went through with agents; with anyone where no agent took part. */
  readonly mediaTypes: readonly string[];
  /** Once each. */
  readonly wrapUpCodes: readonly string[];
}

export const summarize = (interaction: Interaction): InteractionSummary => new LazySummary(interaction);

/** A class: a literal would define its getters again for each interaction of a sweep. */
class LazySummary implements InteractionSummary {
  private readonly interaction: Interaction;

  constructor(interaction: Interaction) {
    this.interaction = interaction;
  }
  get id() {
    return this.interaction.id;
  }
  get start() {
    return this.interaction.start;
  }
  get end() {
    return this.interaction.end;
  }
  get divisionIds() {
    return this.interaction.divisionIds;
  }
  get mediaTypes() {
    return mediaTypesOf(this.interaction);
  }
  get wrapUpCodes() {
    const { participants } = this.interaction;
    const segments = participants.flatMap(({ sessions }) => sessions.flatMap((each) => each.segments));
    return unique(segments.flatMap(({ wrapUpCode }) => wrapUpCode ?? []));
  }
}

function mediaTypesOf({ participants }: Interaction): readonly string[] {
  const agents = participants.filter(({ purpose }) => purpose === "agent");
  const sessions = (agents.length > 0 ? agents : participants).flatMap((participant) => participant.sessions);
  return unique(sessions.map(({ mediaType }) => mediaType));
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
