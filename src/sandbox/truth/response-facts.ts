import { day as dayLength, hour, isoTime, type Moment, readMoment } from "../../base/index.ts";
import type { Cause } from "../causes.ts";
import type { Credit, Org } from "../model.ts";

/** Whom each rule credits with a response; agent or queue are null where they are unknown. */
export type ExpectedCredits = Readonly<
  Record<
    "genesys" | "first" | "last" | "longest" | "all",
    readonly { readonly agentId: string | null; readonly queueId: string | null; readonly weight: number }[]
  >
>;

/** Under each rule, whom a survey is credited to; an evaluation is credited to the evaluated agent under all of them. */
export function truthCredits(org: Org, responseId: string): ExpectedCredits | undefined {
  const found = org.survey(responseId);
  if (found) {
    const { survey, interaction } = found;
    return { genesys: [{ agentId: survey.agentId, queueId: survey.queueId, weight: 1 }], ...interaction.credits };
  }
  const judged = org.evaluation(responseId);
  if (!judged) return undefined;
  const { evaluation, interaction } = judged;
  const leg = interaction.legs.findLast(({ agentId }) => agentId === evaluation.agentId);
  const queueId = evaluation.queueId ?? leg?.queueId ?? null;
  const credit: readonly Credit[] = [{ agentId: evaluation.agentId, queueId, weight: 1 }];
  return { genesys: credit, first: credit, last: credit, longest: credit, all: credit };
}

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

/**
 * The hour in which a survey was prepared, ISO 8601 in UTC; null for one that was before `from`, and for no survey.
 * @throws {UsageError} for a `from` that is no time
 */
export function truthCreated(org: Org, surveyId: string, from: Moment): string | null {
  const since = readMoment(from, "truthCreated: from");
  const time = org.survey(surveyId)?.survey.events[0]?.time;
  return time === undefined || time < Math.floor(since / hour) * hour ? null : isoTime(Math.floor(time / hour) * hour);
}
