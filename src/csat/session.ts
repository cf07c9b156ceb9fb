import type { WireConversation } from "../genesys/index.ts";

export type WireParticipant = NonNullable<WireConversation["participants"]>[number];
export type WireSession = NonNullable<WireParticipant["sessions"]>[number];

export const purposeOf = (participant: WireParticipant): string => participant.purpose?.toLowerCase() ?? "";

/** Sum of one metric over a session; null where the session does not have it, or only as something that is no amount. */
export function metricOf(session: WireSession, name: string): number | null {
  let sum: number | null = null;
  for (const metric of session.metrics ?? []) {
    if (metric.name === name && isAmount(metric.value)) sum = (sum ?? 0) + metric.value;
  }
  return sum;
}

/** The first of these metrics that the session has: `…Complete` and its parts are never added together. */
export function firstMetric(session: WireSession, names: readonly string[]): number {
  for (const name of names) {
    const value = metricOf(session, name);
    if (value !== null) return value;
  }
  return 0;
}

const isAmount = (value: number | null | undefined): value is number =>
  typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
