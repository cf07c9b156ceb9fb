import { day as dayLength, isoTime } from "../../base/index.ts";
import type { Cause } from "../causes.ts";
import type { Org } from "../model.ts";

/** What the texts of a response are about; null for nothing in particular or no text, undefined for no response. */
export const truthCause = (org: Org, responseId: string): Cause | null | undefined =>
  (org.survey(responseId)?.survey ?? org.evaluation(responseId)?.evaluation)?.cause;

/** What a report of the weeks before and after must show: where customers became less satisfied, when and why. */
export interface ExpectedChange {
  readonly queue_id: string;
  readonly queue_name: string | null;
  /** The start of the first day of it, ISO 8601 in UTC. */
  readonly since: string;
  readonly cause: Cause;
}

/** Null for an org in which nothing changes. */
export function truthChange({ change, queues }: Org): ExpectedChange | null {
  if (change === null) return null;
  const { queueId, since, cause } = change;
  const queue = queues.find(({ id }) => id === queueId);
  return { queue_id: queueId, queue_name: queue?.name ?? null, since: isoTime(since * dayLength), cause };
}
