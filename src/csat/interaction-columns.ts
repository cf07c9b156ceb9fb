import { isoTime } from "../base/index.ts";
import type { InteractionFacts } from "./interaction.ts";
import type { Leg } from "./legs.ts";
import type { Names } from "./names.ts";
import type { PartSession } from "./parts.ts";
import type { AgentLeg, CsatRecord } from "./record.ts";
import { codesInOrder } from "./wrap-ups.ts";

type InteractionColumns = Pick<
  CsatRecord,
  | "duration_seconds"
  | "divisions"
  | "media_type"
  | "direction"
  | "interaction_start"
  | "interaction_end"
  | "wait_seconds"
  | "talk_seconds"
  | "hold_seconds"
  | "acw_seconds"
  | "handle_seconds"
  | "total_talk_seconds"
  | "total_hold_seconds"
  | "transfers"
  | "wrap_up"
  | "agents"
>;

/** The record's columns about the interaction, seen from the agent who is given the response. Not found: all null. */
export function interactionColumns(
  interaction: InteractionFacts | null,
  agentId: string | null,
  names: Names,
): InteractionColumns {
  const legs = interaction?.legs ?? [];
  const own = legs.filter((leg) => leg.agentId === agentId);
  const session = longestSession(own);
  const ofOwn = (time: (leg: Leg) => number): number | null => (own.length > 0 ? seconds(add(own, time)) : null);
  const ofAll = (time: (leg: Leg) => number): number | null => (interaction ? seconds(add(legs, time)) : null);
  return {
    duration_seconds: secondsOrNull(interaction?.duration),
    divisions: interaction?.divisionIds.map(names.division) ?? null,
    media_type: session?.mediaType ?? null,
    direction: interaction?.direction ?? session?.direction ?? null,
    interaction_start: timeOrNull(interaction?.start),
    interaction_end: timeOrNull(interaction?.end),
    wait_seconds: secondsOrNull(interaction?.wait),
    talk_seconds: ofOwn(({ talk }) => talk),
    hold_seconds: ofOwn(({ hold }) => hold),
    acw_seconds: ofOwn(({ acw }) => acw),
    handle_seconds: ofOwn(({ talk, hold, acw }) => talk + hold + acw),
    total_talk_seconds: ofAll(({ talk }) => talk),
    total_hold_seconds: ofAll(({ hold }) => hold),
    transfers: interaction?.transfers ?? null,
    wrap_up: interaction?.wrapUpCodes.map((code) => wrapUpName(code, names)) ?? null,
    agents: interaction?.legs.map((leg) => agentLeg(leg, names)) ?? null,
  };
}

const agentLeg = (leg: Leg, names: Names): AgentLeg => ({
  agent_id: leg.agentId,
  agent_name: names.user(leg.agentId),
  queue_id: leg.queueId,
  queue_name: leg.queueId === null ? null : names.queue(leg.queueId),
  talk_seconds: seconds(leg.talk),
  hold_seconds: seconds(leg.hold),
  acw_seconds: seconds(leg.acw),
  wrap_up: codesInOrder(leg.wrapUps).map((code) => wrapUpName(code, names)),
});

/** ININ-WRAP-UP-TIMEOUT and its kind are in no list of codes: they are their own names. */
const wrapUpName = (code: string, names: Names): string | null =>
  names.wrapUpCode(code) ?? (/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(code) ? null : code);

/** The earliest of the longest; legs are in order of start. */
function longestSession(legs: readonly Leg[]): PartSession | null {
  const sessions = legs.flatMap((leg) => leg.sessions);
  const maxConnected = Math.max(...sessions.map(({ connected }) => connected));
  return sessions.find(({ connected }) => connected === maxConnected) ?? null;
}

const add = (legs: readonly Leg[], time: (leg: Leg) => number): number => legs.reduce((sum, leg) => sum + time(leg), 0);

/** Milliseconds to seconds, to one decimal, halves up: 374561 is 374.6. Rounded once, after adding. */
const seconds = (milliseconds: number): number => Math.round(milliseconds / 100) / 10;
const secondsOrNull = (milliseconds: number | null | undefined): number | null =>
  milliseconds === null || milliseconds === undefined ? null : seconds(milliseconds);
const timeOrNull = (time: number | null | undefined): string | null =>
  time === null || time === undefined ? null : isoTime(time);
