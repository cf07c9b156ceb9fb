// What no client can go below: the same requests through the same HTTP library, 16 at once, each answer parsed and thrown
// away. Nothing is checked, joined, retried or paced, and no record is made.
import { writeFileSync } from "node:fs";
import { Agent, request } from "undici";

const { GENESYS_GATEWAY_URL: url, GENESYS_CLIENT_ID, GENESYS_CLIENT_SECRET, FROM, TO, OUT } = process.env;
const dispatcher = new Agent({ connections: 16 });
const basic = Buffer.from(`${GENESYS_CLIENT_ID}:${GENESYS_CLIENT_SECRET}`).toString("base64");
const login = await request(`${url}/oauth/token`, {
  method: "POST",
  headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
  body: "grant_type=client_credentials",
  dispatcher,
});
const { access_token } = await login.body.json();
const headers = { authorization: `Bearer ${access_token}`, "content-type": "application/json" };

/** The parsed answer; null for one that is gone. */
async function ask(path, question) {
  const body = question && JSON.stringify(question);
  const answer = await request(`${url}/api/v2${path}`, { method: body ? "POST" : "GET", headers, body, dispatcher });
  if (answer.statusCode === 200) return answer.body.json();
  await answer.body.dump();
  return null;
}

async function each(items, work) {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

const { results } = await ask("/analytics/surveys/aggregates/query", {
  interval: `${FROM}/${TO}`,
  alternateTimeDimension: "eventTime",
  groupBy: ["conversationId", "surveyId", "surveyStatus"],
  metrics: ["nSurveyResponses"],
  filter: { type: "and", predicates: [{ dimension: "surveyStatus", value: "Finished" }] },
});
const interactions = new Set();
const dates = [];
await each(results, async ({ group }) => {
  const survey = await ask(`/quality/surveys/${group.surveyId}`);
  if (!(survey?.completedDate >= FROM && survey.completedDate < TO)) return;
  interactions.add(survey.conversation.id);
  dates.push(survey.completedDate);
});
const ids = [...interactions];
const batches = Array.from({ length: Math.ceil(ids.length / 100) }, (_, n) => ids.slice(n * 100, n * 100 + 100));
await each(batches, (batch) => ask(`/analytics/conversations/details?id=${batch.join("&id=")}`));
await ask("/users?state=any&pageSize=500");
await ask("/routing/queues?pageSize=500");
writeFileSync(OUT, JSON.stringify(dates));
await dispatcher.close();
