import sdk, { type Models } from "purecloud-platform-client-v2";
import { expect, test } from "vitest";
import { isoInterval, isoTime } from "../../src/base/index.ts";
import { lastWeek, openSandboxed, present, type Sandboxed } from "../servers/sandboxed.ts";

/*
 * The tutorial's job, done with the official JavaScript SDK as it comes, against the sandbox: customers' answers and CSAT
 * evaluations, joined to agent, queue and duration. It shares no code with ours; what both have must be the same.
 */
interface TutorialRow {
  readonly interaction_id: string | undefined;
  readonly evaluation_id: string | null;
  readonly evaluator_id: string | null;
  readonly evaluator_name: string | null;
  readonly submit_date: string | undefined;
  readonly csat_scores: Record<string, unknown>;
  readonly agent_name: string | null;
  readonly queue_name: string | null;
  readonly duration_seconds: number | null;
}

const quality = new sdk.QualityApi();
const analytics = new sdk.AnalyticsApi();

async function login({ sandbox }: Sandboxed): Promise<void> {
  const client = sdk.ApiClient.instance;
  const { hostname, port } = new URL(sandbox.url);
  client.setGateway({ protocol: "http", host: hostname, port: Number(port) });
  await client.loginClientCredentialsGrant(sandbox.clientId, sandbox.clientSecret);
}

async function surveyRows(): Promise<TutorialRow[]> {
  const found = await analytics.postAnalyticsSurveysAggregatesQuery({
    interval: isoInterval(lastWeek),
    alternateTimeDimension: "eventTime",
    groupBy: ["conversationId", "surveyId", "surveyStatus"],
    metrics: ["nSurveyResponses"],
    filter: { type: "and", predicates: [{ dimension: "surveyStatus", value: "Finished" }] },
  });
  const rows: TutorialRow[] = [];
  for (const { group } of found.results ?? []) {
    // A survey that was deleted after it was answered is gone.
    const survey = await quality.getQualitySurvey(group?.["surveyId"] ?? "").catch(() => null);
    const time = Date.parse(survey?.completedDate ?? "");
    if (!survey || !(time >= lastWeek.from && time < lastWeek.to)) continue;
    rows.push({
      interaction_id: survey.conversation?.id,
      evaluation_id: null,
      evaluator_id: null,
      evaluator_name: null,
      submit_date: survey.completedDate,
      csat_scores: surveyScores(survey),
      agent_name: survey.agent?.id ?? null,
      queue_name: survey.queue?.id ?? null,
      duration_seconds: null,
    });
  }
  return rows;
}

/** Answers by the text of their question, the second question of one text as "… (2)". */
function surveyScores({ surveyForm, answers }: Models.Survey): Record<string, unknown> {
  const given = (answers?.questionGroupScores ?? []).flatMap(({ questionScores }) => questionScores ?? []);
  const scores: Record<string, unknown> = {};
  const times = new Map<string, number>();
  for (const { id, text = "", answerOptions, type } of (surveyForm?.questionGroups ?? []).flatMap(
    (g) => g.questions ?? [],
  )) {
    if (type === "readOnlyTextBlockQuestion") continue;
    times.set(text, (times.get(text) ?? 0) + 1);
    const answer = given.find(({ questionId }) => questionId === id);
    const option = answerOptions?.find((one) => one.id === answer?.answerId);
    const score = option?.value ?? answer?.npsScore ?? answer?.freeTextAnswer;
    const known = option?.text !== "Don't know" && answer?.markedNA !== true;
    if (score !== undefined && score !== "" && known)
      scores[times.get(text) === 1 ? text : `${text} (${times.get(text)})`] = score;
  }
  return scores;
}

async function evaluationRows(): Promise<TutorialRow[]> {
  const rows: TutorialRow[] = [];
  const period = { startValue: isoTime(lastWeek.from), endValue: isoTime(lastWeek.to) };
  const query = [{ type: "DATE_RANGE", field: "submittedDate", ...period }];
  for (const systemSubmitted of [false, true]) {
    for (let pageNumber = 1; ; pageNumber++) {
      const body = { query, pageNumber, pageSize: 50, systemSubmitted };
      const { results = [] } = await quality.postQualityEvaluationsSearch(body);
      if (results.length === 0) break;
      for (const item of results) rows.push(...(await evaluationRow(item)));
    }
  }
  return rows;
}

async function evaluationRow(item: Models.EvaluationSearchItemResponse): Promise<TutorialRow[]> {
  const finished = item.status?.toUpperCase() === "FINISHED";
  // A release date that lies ahead is a schedule.
  const released = Date.parse(item.releaseDate ?? "") <= present;
  if (!finished || !released || item.neverRelease || item.calibration?.id) return [];
  const expand = { expand: "evaluationForm,agent,evaluator" };
  const evaluation = await quality.getQualityConversationEvaluation(item.conversation?.id ?? "", item.id ?? "", expand);
  const given = (evaluation.answers?.questionGroupScores ?? []).flatMap(({ questionScores }) => questionScores ?? []);
  const scores: Record<string, unknown> = {};
  for (const group of evaluation.evaluationForm?.questionGroups ?? []) {
    for (const question of group.questions ?? []) {
      if (!/csat/i.test(`${group.name} ${question.text}`)) continue;
      const score = given.find(({ questionId }) => questionId === question.id);
      const value = score?.markedNA ? undefined : scoreOf(question, score);
      if (value !== undefined) scores[question.text ?? ""] = value;
    }
  }
  if (Object.keys(scores).length === 0) return [];
  return [
    {
      interaction_id: evaluation.conversation?.id,
      evaluation_id: evaluation.id ?? null,
      evaluator_id: evaluation.evaluator?.id ?? null,
      evaluator_name: evaluation.evaluator?.name ?? null,
      submit_date: evaluation.submittedDate,
      csat_scores: scores,
      agent_name: evaluation.agent?.id ?? null,
      queue_name: null,
      duration_seconds: null,
    },
  ];
}

function scoreOf(question: Models.EvaluationQuestion, score: Models.EvaluationQuestionScore | undefined): unknown {
  if (question.type === "freeTextQuestion") return score?.comments || undefined;
  if (question.type !== "multipleSelectQuestion")
    return question.answerOptions?.find(({ id }) => id === score?.answerId)?.value;
  const chosen = (question.multipleSelectOptionQuestions ?? []).filter((option) => {
    const nested = score?.multipleSelectQuestionOptionScores?.find(({ questionId }) => questionId === option.id);
    return option.answerOptions?.find(({ id }) => id === nested?.answerId)?.builtInType === "Selected";
  });
  return chosen.length > 0 ? chosen.map(({ text }) => text) : undefined;
}

/** Step 3 of the tutorial: agent, queue and duration, from analytics and the directory. */
async function enrich(rows: readonly TutorialRow[]): Promise<TutorialRow[]> {
  const ids = [...new Set(rows.map(({ interaction_id }) => interaction_id ?? ""))];
  const conversations = new Map<string, Models.AnalyticsConversationWithoutAttributes>();
  for (let start = 0; start < ids.length; start += 100) {
    const batch = await analytics.getAnalyticsConversationsDetails({ id: ids.slice(start, start + 100) });
    for (const conversation of batch.conversations ?? [])
      conversations.set(conversation.conversationId ?? "", conversation);
  }
  const names = new Map<string, string | undefined>();
  const users = await new sdk.UsersApi().getUsers({ state: "any", pageSize: 500 });
  for (const { id, name } of users.entities ?? []) names.set(id ?? "", name);
  const queues = await new sdk.RoutingApi().getRoutingQueues({ pageSize: 500 });
  for (const { id, name } of queues.entities ?? []) names.set(id ?? "", name);
  return rows.map((row) => {
    const conversation = conversations.get(row.interaction_id ?? "");
    const parts = (conversation?.participants ?? []).filter(({ userId }) => userId === row.agent_name);
    const segments = parts.flatMap(({ sessions }) => sessions ?? []).flatMap((session) => session.segments ?? []);
    const queue = row.queue_name ?? segments.findLast(({ queueId }) => queueId)?.queueId;
    const [start, end] = [conversation?.conversationStart, conversation?.conversationEnd].map((time) =>
      Date.parse(time ?? ""),
    );
    const duration = (end ?? Number.NaN) - (start ?? Number.NaN);
    return {
      ...row,
      agent_name: names.get(row.agent_name ?? "") ?? null,
      queue_name: names.get(queue ?? "") ?? null,
      duration_seconds: Number.isNaN(duration) ? null : Math.round(duration / 100) / 10,
    };
  });
}

/** One text a row, its answers in the order of their questions' texts: the two write them in another order. */
const inOrder = (rows: readonly { readonly csat_scores?: object }[]) =>
  rows
    .map(({ csat_scores: scores = {}, ...row }) => JSON.stringify([row, Object.entries(scores).toSorted()]))
    .toSorted();

test("the official SDK does the tutorial's job against the sandbox, and its rows are ours", async () => {
  await using org = await openSandboxed({ seed: 21 });
  await login(org);
  const theirs = await enrich([...(await surveyRows()), ...(await evaluationRows())]);
  const { records } = await org.extract();
  const keys = Object.keys(theirs[0] ?? {});
  const ours = records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key))),
  );
  expect(inOrder(theirs)).toEqual(inOrder(ours));
  expect(theirs.length).toBeGreaterThan(60);
});
