import type { CsatRecord, InteractionFacts } from "../../csat/index.ts";
import type { NewRow } from "./new-row.ts";

/** The rows of one interaction, by table. */
export interface InteractionRows {
  readonly interaction: NewRow;
  readonly leg: readonly NewRow[];
  readonly interaction_division: readonly NewRow[];
  readonly interaction_wrap_up: readonly NewRow[];
}

/** The rows of an interaction, as one of its records names its people and places. */
export function interactionRows(organization: string, facts: InteractionFacts, record: CsatRecord): InteractionRows {
  const [organization_id, interaction_id] = [organization, facts.id];
  return {
    interaction: {
      organization_id,
      interaction_id,
      interaction_start: record.interaction_start,
      interaction_end: record.interaction_end,
      duration_seconds: record.duration_seconds,
      direction: facts.direction,
      division_ids: JSON.stringify(facts.divisionIds),
      wrap_up_codes: JSON.stringify(facts.wrapUpCodes),
      wait_seconds: record.wait_seconds,
      transfers: facts.transfers,
      interaction_hash: null,
    },
    leg: (record.agents ?? []).map((leg, position) => ({
      organization_id,
      interaction_id,
      position,
      agent_id: leg.agent_id,
      agent_name: leg.agent_name,
      queue_id: leg.queue_id,
      queue_name: leg.queue_name,
      talk_seconds: leg.talk_seconds,
      hold_seconds: leg.hold_seconds,
      acw_seconds: leg.acw_seconds,
      media_type: mediaOf(facts.legs[position]),
      wrap_up: JSON.stringify(leg.wrap_up),
      change_id: null,
    })),
    interaction_division: facts.divisionIds.map((id) => ({ organization_id, interaction_id, division_id: id })),
    interaction_wrap_up: facts.wrapUpCodes.map((code) => ({ organization_id, interaction_id, wrap_up_code_id: code })),
  };
}

/** Of the earliest of a leg's longest sessions. */
function mediaOf(leg: InteractionFacts["legs"][number] | undefined): string | null {
  const longestConnection = Math.max(...(leg?.sessions ?? []).map(({ connected }) => connected));
  return leg?.sessions.find(({ connected }) => connected === longestConnection)?.mediaType ?? null;
}
