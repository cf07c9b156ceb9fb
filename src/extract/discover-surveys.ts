import { contains, day, readTime } from "../base/index.ts";
import {
  answerHorizon,
  type Context,
  isFinished,
  isPartial,
  type PartialError,
  readListedStatus,
  readStartDays,
  type SurveyCandidate,
  sweepEventTime,
  together,
} from "../collect/index.ts";
import type { WireSurveyTotals } from "../genesys/index.ts";

export interface DiscoveredSurveys {
  readonly candidates: readonly SurveyCandidate[];
  /** Surveys that analytics says were deleted: they are not asked for. */
  readonly deleted: ReadonlySet<string>;
}

/** Names the surveys answered in the range: by event time, else by start day. Throws where neither is permitted. */
export async function discoverSurveys(context: Context): Promise<DiscoveredSurveys> {
  try {
    return await sweepEventTime(context);
  } catch (error) {
    if (!isPartial(error)) throw error;
    const candidates = await discoverByStartDay(context, error);
    context.findings.note(
      `Surveys were found by the day their interaction started, ${answerHorizon / day} days back, because the event-time route is closed: ${error.message}`,
    );
    return { candidates, deleted: new Set() };
  }
}

async function discoverByStartDay(context: Context, refusal: PartialError): Promise<SurveyCandidate[]> {
  try {
    await readStartDays(context, "surveyId");
  } catch (error) {
    throw isPartial(error) ? together([refusal, error]) : error;
  }
  return [...context.interactions.all()].flatMap(({ facts, surveys }) =>
    surveys
      .filter((totals) => isListedAnswered(context, totals) && mayBeInRange(context, totals))
      .map(({ surveyId = null, surveyFormId = null, queueId = null }) => ({
        surveyId,
        conversationId: facts.id,
        formId: surveyFormId,
        queueId,
      })),
  );
}

/** Whether the analytics row of its interaction shows a survey as answered: by its status, or by a date of completion. */
export function isListedAnswered({ findings }: Context, totals: WireSurveyTotals): boolean {
  const isCompleted = !!totals.surveyCompletedDate;
  return isFinished(readListedStatus(findings, totals.surveyStatus, isCompleted)) || isCompleted;
}

/**
 * Whether a survey's totals leave it in the range: what analytics knows of it decides before a request is spent. Where
 * the totals do not say, the survey has to be read.
 */
export function mayBeInRange({ request }: Context, totals: WireSurveyTotals): boolean {
  const completed = readTime(totals.surveyCompletedDate);
  if (completed !== null) return contains(request.range, completed);
  const event = readTime(totals.eventTime);
  return event === null || (event >= request.range.from - day && event < request.range.to + 2 * day);
}
