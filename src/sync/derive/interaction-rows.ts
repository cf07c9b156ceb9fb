import type { CsatRecord, InteractionFacts } from "../../csat/index.ts";
import type { Row } from "../../warehouse/index.ts";

/** The rows of one interaction, by table. */
export interface InteractionRows {
  readonly interaction: Row;
  readonly leg: readonly Row[];
  readonly interaction_division: readonly Row[];
  readonly interaction_wrap_up: readonly Row[];
}

/** The rows of an interaction, as one of its records names its people and places. */
export function interactionRows(organization: string, facts: InteractionFacts, record: CsatRecord): InteractionRows {
  const key = { organization_id: organization, interaction_id: facts.id };
  return {
    interaction: {
      ...key,
      interaction_start: record.interaction_start,
      interaction_end: record.interaction_end,
      duration_seconds: record.duration_seconds,
      direction: facts.direction,
      division_ids: JSON.stringify(facts.divisionIds),
      wrap_up_codes: JSON.stringify(facts.wrapUpCodes),
      wait_seconds: record.wait_seconds,
      transfers: facts.transfers,
    },
    leg: (record.agents ?? []).map(({ wrap_up, ...leg }, position) => ({
      ...key,
      position,
      ...leg,
      media_type: mediaOf(facts.legs[position]),
      wrap_up: JSON.stringify(wrap_up),
    })),
    interaction_division: facts.divisionIds.map((id) => ({ ...key, division_id: id })),
    interaction_wrap_up: facts.wrapUpCodes.map((code) => ({ ...key, wrap_up_code_id: code })),
  };
}

/** Of the earliest of a leg's longest sessions. */
function mediaOf(leg: InteractionFacts["legs"][number] | undefined): string | null {
  const longestConnection = Math.max(...(leg?.sessions ?? []).map(({ connected }) => connected));
  return leg?.sessions.find(({ connected }) => connected === longestConnection)?.mediaType ?? null;
}
