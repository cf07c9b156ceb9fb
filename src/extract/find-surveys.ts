import type { Context, SurveyCandidate } from "../collect/index.ts";
import { discoverSurveys, mayBeInRange } from "./discover-surveys.ts";
import { matchesForm, matchesQueue, mayMatch } from "./filters.ts";

/** Surveys worth a request: named by discovery, and nothing that analytics knows speaks against them. */
export async function findSurveys(context: Context): Promise<SurveyCandidate[]> {
  const { names, request } = context;
  const { candidates, deleted } = await discoverSurveys(context);
  if (request.queues.length > 0)
    await names.load(
      "queue",
      candidates.map(({ queueId }) => queueId),
    );
  const open = candidates.filter(
    ({ surveyId, queueId }) =>
      !(surveyId && deleted.has(surveyId)) && (queueId === null || matchesQueue(request, queueId, names.names)),
  );
  await context.interactions.load(open.map(({ conversationId }) => conversationId));
  const wanted = open.filter((candidate) => mayBeWanted(context, candidate));
  context.count({ found: wanted.length });
  return wanted;
}

function mayBeWanted(context: Context, { surveyId, conversationId, queueId }: SurveyCandidate): boolean {
  const { interactions, names } = context;
  const interaction = interactions.get(conversationId);
  // A queue that the survey itself names was compared already, and the interaction may have many.
  const filters = queueId === null ? context.request : { ...context.request, queues: [] };
  if (interaction && !mayMatch(filters, interaction, names.names)) return false;
  const totals = interaction?.surveys.find((one) => surveyId !== null && one.surveyId === surveyId);
  if (!totals) return true;
  const { surveyFormName, surveyFormId, surveyFormContextId } = totals;
  // Not its status: analytics counted an answer, and its row of the interaction may lag behind that.
  return (
    mayBeInRange(context, totals) && matchesForm(context.request, [surveyFormName, surveyFormId, surveyFormContextId])
  );
}
