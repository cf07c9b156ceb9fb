import { readTime } from "../base/index.ts";
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

/**
 * When a segment ended that does not say so: a session is in one segment at a time, so that the next one that begins is
 * its end. Null where it is the last.
 */
export function nextStart({ segments }: WireSession, start: number | null): number | null {
  let next: number | null = null;
  for (const { segmentStart } of segments ?? []) {
    const time = readTime(segmentStart);
    if (start !== null && time !== null && time > start && (next === null || time < next)) next = time;
  }
  return next;
}

const isAmount = (value: number | null | undefined): value is number =>
  typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
