// The same job with the official JavaScript SDK, as tutorials write it: find the answered surveys, read each, look up its
// interaction, its agents and queues. Tutorials ask for one survey at a time; this asks for 16 at once.
import { writeFileSync } from "node:fs";
import sdk from "purecloud-platform-client-v2";

const { GENESYS_GATEWAY_URL, GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET, FROM, TO, OUT } = process.env;
const client = sdk.ApiClient.instance;
const { hostname, port } = new URL(GENESYS_GATEWAY_URL);
client.setGateway({ protocol: "http", host: hostname, port: Number(port) });
await client.loginClientCredentialsGrant(GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET);
const quality = new sdk.QualityApi();
const analytics = new sdk.AnalyticsApi();

/** Does the work for every item, so many at once. */
async function each(items, work) {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

const { results = [] } = await analytics.postAnalyticsSurveysAggregatesQuery({
  interval: `${FROM}/${TO}`,
  alternateTimeDimension: "eventTime",
  groupBy: ["conversationId", "surveyId", "surveyStatus"],
  metrics: ["nSurveyResponses"],
  filter: { type: "and", predicates: [{ dimension: "surveyStatus", value: "Finished" }] },
});

const surveys = [];
await each(results, async ({ group }) => {
  // One that was deleted since is gone.
  const survey = await quality.getQualitySurvey(group.surveyId).catch(() => null);
  if (survey?.completedDate >= FROM && survey.completedDate < TO) surveys.push(survey);
});

const conversations = new Map();
const ids = [...new Set(surveys.map(({ conversation }) => conversation.id))];
const batches = Array.from({ length: Math.ceil(ids.length / 100) }, (_, n) => ids.slice(n * 100, n * 100 + 100));
await each(batches, async (id) => {
  const page = await analytics.getAnalyticsConversationsDetails({ id });
  for (const conversation of page.conversations ?? []) conversations.set(conversation.conversationId, conversation);
});

const names = new Map();
const users = await new sdk.UsersApi().getUsers({ state: "any", pageSize: 500 });
const queues = await new sdk.RoutingApi().getRoutingQueues({ pageSize: 500 });
for (const { id, name } of [...users.entities, ...queues.entities]) names.set(id, name);

const records = surveys.map((survey) => {
  const conversation = conversations.get(survey.conversation.id);
  const given = new Map(
    (survey.answers?.questionGroupScores ?? [])
      .flatMap((group) => group.questionScores ?? [])
      .map((one) => [one.questionId, one]),
  );
  const questions = survey.surveyForm.questionGroups.flatMap((group) => group.questions);
  return {
    interaction_id: survey.conversation.id,
    submit_date: survey.completedDate,
    csat_scores: Object.fromEntries(
      questions.map(({ id, text, answerOptions }) => {
        const score = given.get(id);
        return [
          text,
          answerOptions?.find((option) => option.id === score?.answerId)?.value ??
            score?.npsScore ??
            score?.freeTextAnswer,
        ];
      }),
    ),
    agent_name: names.get(survey.agent?.id),
    queue_name: names.get(survey.queue?.id),
    duration_seconds: conversation
      ? (Date.parse(conversation.conversationEnd) - Date.parse(conversation.conversationStart)) / 1000
      : null,
  };
});
writeFileSync(OUT, JSON.stringify(records));
// The SDK watches its configuration file, which keeps the process alive for a while.
process.exit(0);
