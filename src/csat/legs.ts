import { byStart, type Part } from "./parts.ts";

/** The parts of one agent on one queue together: their times added, `start` the first and `end` the last. */
export type Leg = Omit<Part, "withCustomer">;

/** Parts of the same agent and queue become one leg; in order of first start. */
export function mergeParts(parts: readonly Part[]): Leg[] {
  const legs = new Map<string, Leg>();
  for (const { withCustomer: _, ...part } of [...parts].sort(byStart)) {
    const key = JSON.stringify([part.agentId, part.queueId]);
    const leg = legs.get(key);
    legs.set(key, leg ? joined(leg, part) : part);
  }
  return [...legs.values()];
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
