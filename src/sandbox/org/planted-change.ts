import type { Change } from "../causes.ts";
import type { Routing } from "./queues.ts";

/** The queue that it affects, and the complaints of its customers from then on. */
const struck = { queue: "Billing", cause: "invoice" } as const;

/** How long before the last day it begins: a report of 28 days has nearly all of it, and the 28 before have none. */
export const defaultChangeDays = 24;

/** Null in an org that begins later: without a time before it nothing would change. */
export function createChange({ desks }: Routing, firstDay: number, since: number): Change | null {
  const queueId = desks.find(({ queue }) => queue.name === struck.queue)?.queue.id;
  return queueId === undefined || since <= firstDay ? null : { queueId, since, cause: struck.cause };
}

/** Whether the change affects an interaction of that day on that queue. */
export const isAffected = (
  { change }: { readonly change: Change | null },
  day: number,
  queueId: string | undefined,
): boolean => change !== null && day >= change.since && queueId === change.queueId;
