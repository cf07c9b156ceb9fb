import { isoTime } from "../../base/index.ts";
import type { Interaction, Leg } from "../model.ts";
import type { Names } from "./names.ts";
import type { ExpectedJourney } from "./row.ts";

/** The interaction as it is known at `now`, seen from the agent who is given the response. */
export function expectedJourney(
  interaction: Interaction,
  agentId: string | null,
  names: Names,
  now: number,
): ExpectedJourney {
  const { start, legs, wait, transfers } = interaction;
  const end = interaction.end !== null && interaction.end <= now ? interaction.end : null;
  const own = legs.filter((leg) => leg.agentId === agentId);
  const ofOwn = (time: (leg: Leg) => number) => (own.length > 0 ? seconds(total(own, time)) : null);
  return {
    duration_seconds: end === null ? null : seconds(end - start),
    divisions: interaction.divisionIds.map(names.division),
    media_type: own[0]?.mediaType ?? null,
    direction: interaction.direction,
    interaction_start: isoTime(start),
    interaction_end: end === null ? null : isoTime(end),
    wait_seconds: wait === null ? null : seconds(wait),
    talk_seconds: ofOwn(({ talk }) => talk),
    hold_seconds: ofOwn(({ hold }) => hold),
    acw_seconds: ofOwn(({ acw }) => acw),
    handle_seconds: ofOwn(({ talk, hold, acw }) => talk + hold + acw),
    total_talk_seconds: seconds(total(legs, ({ talk }) => talk)),
    total_hold_seconds: seconds(total(legs, ({ hold }) => hold)),
    transfers,
    wrap_up: interaction.wrapUpCodes.map(names.wrapUpCode),
    agents: legs.map((leg) => ({
      agent_id: leg.agentId,
      agent_name: names.user(leg.agentId),
      queue_id: leg.queueId,
      queue_name: names.queue(leg.queueId),
      talk_seconds: seconds(leg.talk),
      hold_seconds: seconds(leg.hold),
      acw_seconds: seconds(leg.acw),
      wrap_up: leg.wrapUpCodes.map(names.wrapUpCode),
    })),
  };
}

/** Of an interaction that analytics does not return, nothing is known. */
export const noJourney: ExpectedJourney = {
  duration_seconds: null,
  divisions: null,
  media_type: null,
  direction: null,
  interaction_start: null,
  interaction_end: null,
  wait_seconds: null,
  talk_seconds: null,
  hold_seconds: null,
  acw_seconds: null,
  handle_seconds: null,
  total_talk_seconds: null,
  total_hold_seconds: null,
  transfers: null,
  wrap_up: null,
  agents: null,
};

const total = (legs: readonly Leg[], time: (leg: Leg) => number): number =>
  legs.reduce((sum, leg) => sum + time(leg), 0);

/** To tenths, halves up. */
const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;
