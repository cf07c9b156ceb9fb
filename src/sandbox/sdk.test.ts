import platformClient from "purecloud-platform-client-v2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepSecret } from "../../test/printed.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { day, isoInterval, isoTime } from "../base/index.ts";
import { createOrg, openSandbox, type Sandbox } from "./index.ts";

/* The official JavaScript SDK, unchanged, as somebody who follows a tutorial would use it. */

const now = Date.parse("2026-03-31T10:00:00Z");
const lastDay = Math.floor(now / day);
const org = createOrg({ seed: 3, firstDay: lastDay - 9, lastDay, perDay: 20 });
const interval = isoInterval({ from: now - 7 * day, to: now });
const client = platformClient.ApiClient.instance;
const clock = createTestClock(now);
let sandbox: Sandbox;

async function connect(to: Sandbox): Promise<void> {
  const { hostname, port } = new URL(to.url);
  client.setGateway({ protocol: "http", host: hostname, port: Number(port) });
  await client.loginClientCredentialsGrant(to.clientId, to.clientSecret);
}

beforeAll(async () => {
  // Otherwise it reads and watches ~/.genesyscloudjavascript/config of the user who runs the tests.
  client.config.setConfigPath("");
  sandbox = await openSandbox({ org, clock });
  keepSecret(sandbox.clientSecret);
  await connect(sandbox);
});
afterAll(() => sandbox[Symbol.asyncDispose]());

/** What the SDK rejects with: the body of the refusal. */
async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => Promise.reject(new Error("It was granted.")),
    (reason: unknown) => reason,
  );
}

const existing = [{ type: "and", predicates: [{ dimension: "surveyId", operator: "exists" }] }];
const some = <Thing>(things: readonly Thing[] | undefined): Thing => {
  const [first] = things ?? [];
  if (first === undefined) throw new Error("There is none.");
  return first;
};

test("surveys: aggregates, details, the survey and its form", async () => {
  const [analytics, quality] = [new platformClient.AnalyticsApi(), new platformClient.QualityApi()];
  const { results } = await analytics.postAnalyticsSurveysAggregatesQuery({
    ...{ interval, alternateTimeDimension: "eventTime", groupBy: ["conversationId", "surveyId"] },
    metrics: ["nSurveyResponses"],
  });
  const { conversationId = "", surveyId = "" } = some(results).group ?? {};
  const survey = await quality.getQualitySurvey(surveyId);
  expect([survey.status, survey.conversation?.id]).toEqual(["Finished", conversationId]);
  expect(await quality.getQualityConversationSurveys(conversationId)).toContainEqual(survey);
  const formId = survey.surveyForm?.id ?? "";
  expect(await quality.getQualityFormsSurvey(formId)).toEqual(survey.surveyForm);
  expect((await quality.getQualityFormsSurveysBulk([formId, formId])).entities).toEqual([survey.surveyForm]);
  expect((await quality.getQualityFormsSurveyVersions(formId)).total).toBeGreaterThan(0);
  expect((await quality.getQualityFormsSurveys()).entities).not.toEqual([]);
  expect((await quality.getQualityPublishedformsSurveys()).entities).not.toEqual([]);
  const contextId = survey.surveyForm?.contextId ?? "";
  expect(await quality.getQualityFormsSurveysBulkContexts([contextId])).toHaveLength(1);

  const details = await analytics.getAnalyticsConversationsDetails({ id: [conversationId, "nobody"] });
  expect(details.conversations?.map((each) => each.conversationId)).toEqual([conversationId]);
  expect(await analytics.getAnalyticsConversationDetails(conversationId)).toEqual(details.conversations?.[0]);
  const handled = { interval, groupBy: ["queueId", "mediaType"], metrics: ["nConnected", "tHandle"] };
  expect((await analytics.postAnalyticsConversationsAggregatesQuery(handled)).results).not.toEqual([]);
  const query = { interval, surveyFilters: existing, paging: { pageSize: 5, pageNumber: 1 } };
  const found = await analytics.postAnalyticsConversationsDetailsQuery(query);
  expect(found.conversations).toHaveLength(5);
  expect(found.totalHits).toBeGreaterThan(5);
});

test("evaluations: search, listing, one, forms, activity", async () => {
  const [analytics, quality] = [new platformClient.AnalyticsApi(), new platformClient.QualityApi()];
  const dates = { startValue: isoTime(now - 7 * day), endValue: isoTime(now) };
  const { results } = await quality.postQualityEvaluationsSearch({
    ...{ pageNumber: 1, pageSize: 100, systemSubmitted: false },
    query: [{ type: "DATE_RANGE", field: "submittedDate", ...dates }],
  });
  const { id = "", conversation, evaluator } = some(results);
  const expand = "agent,evaluator,evaluationForm";
  const evaluation = await quality.getQualityConversationEvaluation(conversation?.id ?? "", id, { expand });
  expect(evaluation.answers?.questionGroupScores).not.toEqual([]);
  const formId = evaluation.evaluationForm?.id ?? "";
  expect(await quality.getQualityFormsEvaluation(formId)).toEqual(evaluation.evaluationForm);
  expect((await quality.getQualityFormsEvaluationsBulk([formId])).entities).toEqual([evaluation.evaluationForm]);
  expect((await quality.getQualityFormsEvaluationVersions(formId)).total).toBeGreaterThan(0);
  const query = { evaluatorUserId: evaluator?.id ?? "", expandAnswerTotalScores: true, pageSize: 100 };
  const listed = await quality.getQualityEvaluationsQuery({ ...query, includeDeletedUsers: true });
  expect(listed.entities?.map((each) => each.id)).toContain(id);
  const range = { startTime: isoTime(now - 30 * day), endTime: isoTime(now) };
  expect((await quality.getQualityEvaluatorsActivity(range)).entities).not.toEqual([]);
  expect((await quality.getQualityAgentsActivity({ ...range, userState: "Any" })).entities).not.toEqual([]);
  const counted = await analytics.postAnalyticsEvaluationsAggregatesQuery({
    ...{ interval, alternateTimeDimension: "eventTime", groupBy: ["evaluationId"], metrics: ["nEvaluations"] },
  });
  expect(counted.results?.map(({ group }) => group?.["evaluationId"])).toContain(id);
});

test("answers in bulk: the groups of a survey and the search by option are what its document says", async () => {
  const [analytics, quality] = [new platformClient.AnalyticsApi(), new platformClient.QualityApi()];
  const groupBy = ["surveyId", "surveyFormId", "surveyQuestionId", "surveyAnswerId"];
  const { results } = await analytics.postAnalyticsSurveysAggregatesQuery({
    ...{ interval, alternateTimeDimension: "eventTime", groupBy },
    metrics: ["nSurveyQuestionResponses", "oSurveyQuestionScore"],
    filter: { type: "and", predicates: [{ dimension: "surveyAnswerId", operator: "exists" }] },
  });
  const surveyId = some(results).group?.["surveyId"] ?? "";
  const { answers } = await quality.getQualitySurvey(surveyId);
  const scores = (answers?.questionGroupScores ?? []).flatMap(({ questionScores }) => questionScores ?? []);
  const chosen = scores.flatMap(({ questionId, answerId, score }) => (answerId ? [[questionId, answerId, score]] : []));
  const groups = (results ?? []).filter(({ group }) => group?.["surveyId"] === surveyId);
  const counted = groups.map(({ group, data }) => {
    const stats = data?.[0]?.metrics?.find(({ metric }) => metric === "oSurveyQuestionScore")?.stats;
    return [group?.["surveyQuestionId"], group?.["surveyAnswerId"], stats?.sum];
  });
  expect(counted).toEqual(chosen);

  const range = {
    type: "DATE_RANGE",
    field: "submittedDate",
    startValue: isoTime(now - 7 * day),
    endValue: isoTime(now),
  };
  const search = async (...criteria: { readonly type: string; readonly field: string; readonly value: string }[]) => {
    const body = { pageNumber: 1, pageSize: 100, query: [range, ...criteria] };
    return (await quality.postQualityEvaluationsSearch(body)).results ?? [];
  };
  const { id = "", conversation } = some(await search());
  const evaluation = await quality.getQualityConversationEvaluation(conversation?.id ?? "", id);
  const groupScores = (evaluation.answers?.questionGroupScores ?? []).flatMap((group) => group.questionScores ?? []);
  const { questionId = "", answerId = "" } = some(groupScores.filter((score) => score.answerId));
  const question = { type: "EXACT", field: "questionId", value: questionId };
  const option = { type: "EXACT", field: "questionAnswerId", value: answerId };
  expect((await search(question, option)).map((each) => each.id)).toContain(id);
  expect(await refusal(search(option))).toMatchObject({ code: "bad.request", status: 400 });
});

test("people, queues, codes, divisions, teams and the token", async () => {
  const [routing, teams] = [new platformClient.RoutingApi(), new platformClient.TeamsApi()];
  const users = new platformClient.UsersApi();
  const { entities } = await users.getUsers({ state: "any", pageSize: 500 });
  expect(entities).toHaveLength(org.users.length);
  expect((await users.getUser(some(entities).id ?? "", { state: "any" })).name).toBe(some(entities).name);
  const queues = (await routing.getRoutingQueues({ pageSize: 500 })).entities;
  expect(queues).toHaveLength(org.queues.filter(({ deleted }) => !deleted).length);
  expect((await routing.getRoutingQueue(some(queues).id ?? "")).name).toBe(some(queues).name);
  expect((await routing.getRoutingQueuesDivisionviewsAll()).total).toBe(queues?.length);
  expect((await routing.getRoutingQueuesDivisionviews()).total).toBe(queues?.length);
  expect((await routing.getRoutingWrapupcodes()).total).toBe(org.wrapUpCodes.length);
  expect((await new platformClient.AuthorizationApi().getAuthorizationDivisions()).total).toBe(org.divisions.length);
  const listed = (await teams.getTeams()).entities;
  expect(listed).toHaveLength(org.teams.length);
  expect((await teams.getTeam(some(listed).id ?? "")).name).toBe(some(listed).name);
  const limits = await new platformClient.OrganizationApi().getOrganizationsLimitsNamespace("platform.api");
  expect(limits.entities?.map(({ value }) => value)).toContain(300);
  expect((await new platformClient.TokensApi().getTokensMe()).organization?.id).toBe(org.id);
});

test("extended responses show the headers of the limit", async () => {
  client.setReturnExtendedResponses(true);
  try {
    expect(await new platformClient.TeamsApi().getTeams()).toMatchObject({
      headers: { "inin-ratelimit-allowed": "300", "inin-correlation-id": expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
  } finally {
    client.setReturnExtendedResponses(false);
  }
});

test("refusals arrive as the SDK reports them", async () => {
  await using poor = await openSandbox({
    org,
    clock: createTestClock(now),
    withoutPermissions: ["quality:survey:view"],
  });
  keepSecret(poor.clientSecret);
  const quality = new platformClient.QualityApi();
  try {
    await connect(poor);
    expect(await refusal(quality.getQualitySurvey("nobody"))).toMatchObject({
      code: "missing.any.permissions",
      status: 403,
    });
    expect(await refusal(quality.getQualityEvaluationsQuery())).toMatchObject({ code: "bad.request", status: 400 });
    expect(await refusal(quality.getQualityFormsSurvey("nobody"))).toMatchObject({ code: "not.found", status: 404 });
    client.setAccessToken("nonsense");
    expect(await refusal(quality.getQualityFormsSurveys())).toMatchObject({ code: "bad.credentials", status: 401 });
    const login = client.loginClientCredentialsGrant(poor.clientId, "wrong");
    expect(await refusal(login)).toMatchObject({ response: { data: { error: "invalid_client" } } });
  } finally {
    await connect(sandbox);
  }
});
