import { answerHorizon, contains, day, readTime } from "../base/index.ts";
import {
  type Context,
  type EventTimeSweep,
  findUnlistedSurveys,
  firstOpenRoute,
  isAnswered,
  readStartDays,
  surveyStubOf,
  sweepEventTime,
} from "../collect/index.ts";
import type { WireSurveyTotals } from "../genesys/index.ts";

/** Names the surveys answered in the range: by event time, else by start day. Throws where neither is permitted. */
export async function discoverSurveys(context: Context): Promise<EventTimeSweep> {
  let found: EventTimeSweep = { candidates: [], deleted: new Set() };
  const routes = firstOpenRoute(context.findings, "Surveys", [
    { words: "by event time", find: () => byEventTime(context) },
    {
      words: `by the day their interaction started, ${answerHorizon / day} days back, because the event-time route is closed`,
      find: () => byStartDay(context),
    },
  ]);
  for await (const listed of routes) found = listed;
  return found;
}

async function* byEventTime(context: Context): AsyncGenerator<EventTimeSweep, void> {
  yield await sweepEventTime(context);
}

async function* byStartDay(context: Context): AsyncGenerator<EventTimeSweep, void> {
  await readStartDays(context, "surveyId");
  const interactions = [...context.interactions.all()];
  const candidates = interactions.flatMap(({ facts, surveys }) =>
    surveys.flatMap((totals) => {
      const stub = surveyStubOf(context.findings, facts.id, totals);
      const { conversationId, formId, queueId } = stub;
      if (!isAnswered(stub) || !mayBeInRange(context, totals)) return [];
      return [{ surveyId: totals.surveyId ?? null, conversationId, formId, queueId }];
    }),
  );
  const isListed = interactions.some(({ surveys }) => surveys.length > 0);
  const ids = interactions.map(({ facts }) => facts.id);
  yield { candidates: isListed ? candidates : await findUnlistedSurveys(context, ids), deleted: new Set() };
}

/**
 * Whether a survey's totals leave it in the range: the data of analytics decides before a request is spent. Where the
 * totals do not decide, the survey has to be read.
 */
export function mayBeInRange({ request }: Context, totals: WireSurveyTotals): boolean {
  const completed = readTime(totals.surveyCompletedDate);
  if (completed !== null) return contains(request.range, completed);
  const event = readTime(totals.eventTime);
  return event === null || (event >= request.range.from - day && event < request.range.to + 2 * day);
}
