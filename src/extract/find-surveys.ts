import { link, type Run, type SurveyCandidate } from "../collect/index.ts";
import { discoverSurveys, mayBeInRange } from "./discover-surveys.ts";
import { matchesForm, matchesQueue, mayMatch } from "./filters.ts";

/** Surveys worth a request: named by discovery, and nothing that analytics knows speaks against them. */
export async function findSurveys(run: Run): Promise<SurveyCandidate[]> {
  const { job, interactions, names } = run;
  const { candidates, deleted } = await discoverSurveys(job, interactions);
  const { request } = job;
  if (request.queues.length > 0)
    await names.load(
      "queue",
      candidates.map(({ queueId }) => queueId),
    );
  const open = candidates.filter(
    ({ surveyId, queueId }) =>
      !(surveyId && deleted.has(surveyId)) && (queueId === null || matchesQueue(request, queueId, names.names)),
  );
  await link(
    job,
    interactions,
    open.map(({ conversationId }) => conversationId),
  );
  const wanted = open.filter((candidate) => mayBeWanted(run, candidate));
  job.count({ found: wanted.length });
  return wanted;
}

function mayBeWanted(
  { job, interactions, names }: Run,
  { surveyId, conversationId, queueId }: SurveyCandidate,
): boolean {
  const interaction = interactions.get(conversationId);
  // A queue that the survey itself names was compared already, and the interaction may have many.
  const filters = queueId === null ? job.request : { ...job.request, queues: [] };
  if (interaction && !mayMatch(filters, interaction, names.names)) return false;
  const totals = interaction?.surveys.find((one) => surveyId !== null && one.surveyId === surveyId);
  if (!totals) return true;
  const { surveyFormName, surveyFormId, surveyFormContextId } = totals;
  // Not its status: analytics counted an answer, and its row of the interaction may lag behind that.
  return mayBeInRange(job, totals) && matchesForm(job.request, [surveyFormName, surveyFormId, surveyFormContextId]);
}
