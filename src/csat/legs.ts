import { byStart, type Part } from "./parts.ts";

/** The parts of one agent on one queue together: their times added, `start` the first and `end` the last. */
export type Leg = Omit<Part, "withCustomer">;

/** Parts of the same agent and queue become one leg, and a part that stands alone is one as it is; in order of first start. */
export function mergeParts(parts: readonly Part[]): Leg[] {
  const legs: Leg[] = [];
  for (const part of [...parts].sort(byStart)) {
    // There are a handful, so that looking through them costs less than a key for each.
    const same = legs.findIndex((leg) => leg.agentId === part.agentId && leg.queueId === part.queueId);
    const leg = legs[same];
    if (leg) legs[same] = joined(leg, part);
    else legs.push(part);
  }
  return legs;
}

const joined = (leg: Leg, part: Leg): Leg => ({
  ...leg,
  teamId: part.teamId ?? leg.teamId,
  start: leg.start ?? part.start,
  end: later(leg.end, part.end),
  connected: leg.connected + part.connected,
  talk: leg.talk + part.talk,
  hold: leg.hold + part.hold,
  acw: leg.acw + part.acw,
  sessions: [...leg.sessions, ...part.sessions],
  wrapUps: [...leg.wrapUps, ...part.wrapUps],
});

const later = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);
