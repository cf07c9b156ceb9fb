import { day, isoInterval, isoTime } from "../../src/base/index.ts";
import { monday } from "../orgs/small-org.ts";

/*
 * Requests that Genesys would refuse, by source. "SDK docs" are the generated documentation of the official SDKs, "SDK
 * models" their types and enums; where only third parties are known, or no source, the entry notes it.
 */

/** Method, path with its query, body where there is one; then status, code and the field that is named. */
export type Row = readonly ["GET" | "POST" | "PUT" | "DELETE", string, unknown, number, string, string?];

/** So many days after the Monday of the small org. */
export const at = (days: number): number => monday + days * day;
const interval = isoInterval({ from: at(0), to: at(6) });
const exists = (dimension: string) => [{ type: "and", predicates: [{ dimension, operator: "exists" }] }];
const predicate = (one: object) => [{ type: "and", predicates: [one] }];
const threeLevels = [
  { type: "and", clauses: [{ type: "or", predicates: [], clauses: [{ type: "and", predicates: [] }] }] },
];
const ids = (count: number): string => Array.from({ length: count }, (_, index) => `id-${index}`).join(",");

const details = "/analytics/conversations/details/query";
const query = (change: object) => ({ interval, ...change });
const surveyCounts = "/analytics/surveys/aggregates/query";
const evaluationCounts = "/analytics/evaluations/aggregates/query";
const handled = "/analytics/conversations/aggregates/query";
const counts = (change: object) => ({ interval, metrics: ["nSurveyResponses"], ...change });
const search = "/quality/evaluations/search";
const range = { type: "DATE_RANGE", field: "submittedDate", startValue: isoTime(at(0)), endValue: isoTime(at(6)) };
const searched = (change: object) => ({ pageNumber: 1, pageSize: 10, query: [range], ...change });
const criterion = (change: object) => searched({ query: [{ ...range, ...change }] });
const onQuestion = (field: string, ...values: readonly string[]) => ({ type: "EXACT", field, values });
const listing = "/quality/evaluations/query";

const bad = [400, "bad.request"] as const;
const gone = [404, "not.found"] as const;

export const refused: Readonly<Record<string, readonly Row[]>> = {
  "SDK: these paths of tutorials are in none of its APIs": [
    ["GET", "/quality/evaluations", undefined, ...gone],
    ["GET", "/quality/surveyresponses", undefined, ...gone],
    ["GET", "/quality/surveys/responses", undefined, ...gone],
    ["GET", "/quality/scorecards", undefined, ...gone],
  ],
  "SDK: the path has another method": [
    ["GET", "/quality/surveys", undefined, 405, "method.not.allowed"],
    ["GET", search, undefined, 405, "method.not.allowed"],
    ["GET", details, undefined, 405, "method.not.allowed"],
    ["POST", listing, {}, 405, "method.not.allowed"],
    ["POST", "/quality/surveys/search", {}, 405, "method.not.allowed"],
    ["PUT", "/quality/surveys/slow", {}, 405, "method.not.allowed"],
    ["DELETE", "/quality/surveys/slow", undefined, 405, "method.not.allowed"],
  ],
  "SDK docs, evaluations query: one of four ids is required": [
    ["GET", listing, undefined, ...bad, "conversationId"],
    ["GET", `${listing}?startTime=${isoTime(at(0))}&endTime=${isoTime(at(6))}`, undefined, ...bad, "conversationId"],
    ["GET", `${listing}?formContextId=evaluation-form`, undefined, ...bad, "conversationId"],
  ],
  "SDK docs against third parties, who saw a team alone taken: evaluations query by team": [
    ["GET", `${listing}?agentTeamId=team`, undefined, ...bad, "conversationId"],
  ],
  "third parties: evaluations query by queue alone is refused": [
    ["GET", `${listing}?queueId=queue`, undefined, ...bad, "conversationId"],
  ],
  "SDK models, evaluations query: types and values of its parameters": [
    ["GET", `${listing}?agentUserId=agent&evaluationState=Done`, undefined, ...bad, "evaluationState"],
    ["GET", `${listing}?agentUserId=agent&isReleased=perhaps`, undefined, ...bad, "isReleased"],
    ["GET", `${listing}?agentUserId=agent&startTime=yesterday`, undefined, ...bad, "startTime"],
    ["GET", `${listing}?agentUserId=agent&pageNumber=0`, undefined, ...bad, "pageNumber"],
    ["GET", `${listing}?agentUserId=agent&interaction_id=i-all`, undefined, ...bad, "interaction_id"],
  ],
  "SDK docs, evaluation: what can be expanded is listed": [
    ["GET", "/quality/conversations/i-all/evaluations/judged?expand=answers", undefined, ...bad, "expand"],
  ],
  "SDK: an evaluation is found under its own conversation": [
    ["GET", "/quality/conversations/other/evaluations/judged", undefined, ...gone],
    ["GET", "/quality/conversations/i-all/evaluations/nobody", undefined, ...gone],
    ["GET", "/quality/surveys/nobody", undefined, ...gone],
    ["GET", "/quality/forms/surveys/nobody", undefined, ...gone],
  ],
  "SDK docs, evaluations search: query and page number are required, and a time range of at most three months": [
    ["POST", search, searched({ query: undefined }), ...bad, "query"],
    ["POST", search, searched({ pageNumber: undefined }), ...bad, "pageNumber"],
    ["POST", search, searched({ query: [] }), ...bad, "query"],
    ["POST", search, searched({ query: [{ type: "EXACT", field: "formId", value: "ef-1" }] }), ...bad, "query"],
    ["POST", search, criterion({ endValue: isoTime(at(93)) }), ...bad, "query"],
    ["POST", search, criterion({ endValue: undefined }), ...bad, "query.endValue"],
  ],
  "SDK docs, evaluations search: dates are yyyy-MM-dd'T'HH:mm:ss.SSS'Z'": [
    ["POST", search, criterion({ startValue: "2026-03-01" }), ...bad, "query.0.startValue"],
    ["POST", search, criterion({ startValue: "2026-03-01T00:00:00Z" }), ...bad, "query.0.startValue"],
    ["POST", search, criterion({ endValue: "2026-03-01T00:00:00.000+01:00" }), ...bad, "query.0.endValue"],
  ],
  "SDK models, evaluations search: types, fields and orders": [
    ["POST", search, criterion({ type: "BETWEEN" }), ...bad, "query.0.type"],
    ["POST", search, criterion({ field: "interactionDate" }), ...bad, "query.0.field"],
    ["POST", search, criterion({ operator: "OR" }), ...bad, "query.0.operator"],
    ["POST", search, searched({ sortBy: "agentName" }), ...bad, "sortBy"],
    ["POST", search, searched({ sortOrder: "asc" }), ...bad, "sortOrder"],
    ["POST", search, searched({ systemSubmitted: "both" }), ...bad, "systemSubmitted"],
  ],
  "third parties: a search criterion takes 50 values": [
    [
      "POST",
      search,
      searched({ query: [range, { type: "EXACT", field: "agentId", values: ids(51).split(",") }] }),
      ...bad,
      "query.1.values",
    ],
  ],
  "SDK docs, evaluations search: criteria on a question need exactly one questionId": [
    ["POST", search, searched({ query: [range, onQuestion("questionAnswerId", "ef-1-o1")] }), ...bad, "query"],
    ["POST", search, searched({ query: [range, onQuestion("questionScore", "5")] }), ...bad, "query"],
    ["POST", search, searched({ query: [range, onQuestion("questionId", "ef-1-q1", "ef-1-q2")] }), ...bad, "query"],
  ],
  "third parties: criteria on a question know version ids, not context ids": [
    ["POST", search, searched({ query: [range, onQuestion("questionId", "evaluation-form-q1")] }), ...bad, "query"],
  ],
  "SDK docs and developer pages, details query: an interval is required, 7 days long, 31 with a filter": [
    ["POST", details, {}, ...bad, "interval"],
    ["POST", details, query({ interval: "2026-03-01" }), ...bad, "interval"],
    ["POST", details, query({ interval: isoInterval({ from: at(0), to: at(8) }) }), ...bad, "interval"],
    [
      "POST",
      details,
      query({ interval: isoInterval({ from: at(0), to: at(32) }), surveyFilters: exists("surveyId") }),
      ...bad,
      "interval",
    ],
    ["POST", details, query({ interval: "2026-03-08T00:00Z/2026-03-01T00:00Z" }), ...bad, "interval"],
  ],
  "SDK docs, details query: filters have two levels, and a predicate compares one thing": [
    ["POST", details, query({ surveyFilters: threeLevels }), ...bad, "surveyFilters.0.clauses.0.clauses"],
    ["POST", details, query({ surveyFilters: predicate({}) }), ...bad, "surveyFilters.0.predicates.0"],
    [
      "POST",
      details,
      query({ surveyFilters: predicate({ dimension: "surveyId" }) }),
      ...bad,
      "surveyFilters.0.predicates.0",
    ],
    [
      "POST",
      details,
      query({ surveyFilters: predicate({ dimension: "surveyId", operator: "contains", value: "s" }) }),
      ...bad,
      "surveyFilters.0.predicates.0.operator",
    ],
    [
      "POST",
      details,
      query({ conversationFilters: predicate({ metric: "tWaiting", range: { gt: 1 } }) }),
      ...bad,
      "conversationFilters.0.predicates.0.metric",
    ],
    [
      "POST",
      details,
      query({ surveyFilters: predicate({ metric: "oSurveyTotalScore", range: { from: 1 } }) }),
      ...bad,
      "surveyFilters.0.predicates.0.range.from",
    ],
  ],
  "SDK models, details query: dimensions of each filter, operators, orders, fields": [
    ["POST", details, query({ surveyFilters: exists("surveyName") }), ...bad, "surveyFilters.0.predicates.0.dimension"],
    [
      "POST",
      details,
      query({ evaluationFilters: exists("surveyId") }),
      ...bad,
      "evaluationFilters.0.predicates.0.dimension",
    ],
    [
      "POST",
      details,
      query({ conversationFilters: exists("queueId") }),
      ...bad,
      "conversationFilters.0.predicates.0.dimension",
    ],
    ["POST", details, query({ surveyFilters: [{ type: "not", predicates: [] }] }), ...bad, "surveyFilters.0.type"],
    ["POST", details, query({ orderBy: "surveyCompletedDate" }), ...bad, "orderBy"],
    ["POST", details, query({ order: "newest" }), ...bad, "order"],
    ["POST", details, query({ interaction_ids: ["i-all"] }), ...bad, "interaction_ids"],
    ["POST", details, query({ pageSize: 100 }), ...bad, "pageSize"],
  ],
  "assumed from use: pages of 100 and 100 ids elsewhere": [
    ["GET", `${listing}?agentUserId=agent&pageSize=101`, undefined, ...bad, "pageSize"],
    ["POST", search, searched({ pageSize: 101 }), ...bad, "pageSize"],
    ["GET", "/quality/forms/surveys?pageSize=101", undefined, ...bad, "pageSize"],
    ["GET", "/routing/wrapupcodes?pageSize=101", undefined, ...bad, "pageSize"],
    ["GET", "/authorization/divisions?pageSize=101", undefined, ...bad, "pageSize"],
    ["GET", "/teams?pageSize=101", undefined, ...bad, "pageSize"],
    ["GET", `/users?id=${ids(101)}`, undefined, ...bad, "id"],
  ],
  "nobody says how a filter writes a time: assumed is an interval": [
    [
      "POST",
      details,
      query({ surveyFilters: predicate({ dimension: "surveyCompletedDate", range: { gte: at(0) } }) }),
      ...bad,
      "surveyCompletedDate",
    ],
  ],
  "assumed from use: pages of 100 and 100 ids in details": [
    ["POST", details, query({ paging: { pageSize: 101, pageNumber: 1 } }), ...bad, "paging.pageSize"],
    ["POST", details, query({ paging: { pageSize: 100, pageNumber: 0 } }), ...bad, "paging.pageNumber"],
    ["GET", `/analytics/conversations/details?id=${ids(101)}`, undefined, ...bad, "id"],
    ["GET", "/analytics/conversations/details", undefined, ...bad, "id"],
  ],
  "SDK models, survey aggregates: interval and metrics required, and what can be grouped and counted": [
    ["POST", surveyCounts, counts({ interval: undefined }), ...bad, "interval"],
    ["POST", surveyCounts, counts({ metrics: undefined }), ...bad, "metrics"],
    ["POST", surveyCounts, counts({ metrics: ["nSurveys"] }), ...bad, "metrics.0"],
    ["POST", surveyCounts, counts({ groupBy: ["agentName"] }), ...bad, "groupBy.0"],
    ["POST", surveyCounts, counts({ groupBy: ["surveyCreatedDate"] }), ...bad, "groupBy.0"],
    ["POST", surveyCounts, counts({ alternateTimeDimension: "surveyCompletedDate" }), ...bad, "alternateTimeDimension"],
    ["POST", surveyCounts, counts({ paging: {} }), ...bad, "paging"],
  ],
  "SDK models, the other aggregates": [
    ["POST", evaluationCounts, counts({ metrics: ["nSurveyResponses"] }), ...bad, "metrics.0"],
    ["POST", evaluationCounts, counts({ metrics: ["nEvaluations"], groupBy: ["surveyId"] }), ...bad, "groupBy.0"],
    ["POST", handled, counts({ metrics: ["nEvaluations"] }), ...bad, "metrics.0"],
    ["POST", handled, { metrics: ["nConnected"] }, ...bad, "interval"],
    ["POST", handled, counts({ metrics: ["nConnected"], groupBy: ["surveyId"] }), ...bad, "groupBy.0"],
    [
      "POST",
      evaluationCounts,
      counts({ metrics: ["nEvaluations"], alternateTimeDimension: "submittedDate" }),
      ...bad,
      "alternateTimeDimension",
    ],
    ["POST", surveyCounts, counts({ granularity: "1 day" }), ...bad, "granularity"],
    [
      "POST",
      surveyCounts,
      counts({ filter: predicate({ dimension: "agentName", value: "A" })[0] }),
      ...bad,
      "filter.predicates.0.dimension",
    ],
    [
      "POST",
      surveyCounts,
      counts({ filter: predicate({ metric: "nSurveyResponses", range: { gt: 1 } })[0] }),
      ...bad,
      "filter.predicates.0.metric",
    ],
  ],
  "SDK docs, forms: 100 ids in bulk": [
    ["GET", `/quality/forms/evaluations/bulk?id=${ids(101)}`, undefined, ...bad, "id"],
    ["GET", `/quality/forms/surveys/bulk/contexts?contextId=${ids(101)}`, undefined, ...bad, "contextId"],
    ["GET", "/quality/forms/surveys/bulk", undefined, ...bad, "id"],
  ],
  "SDK docs, forms: a form is found under its own kind, and what can be expanded is listed": [
    ["GET", "/quality/forms/evaluations/sf-2", undefined, ...gone],
    ["GET", "/quality/publishedforms/surveys/ef-1", undefined, ...gone],
    ["GET", "/quality/forms/surveys?expand=questionGroups", undefined, ...bad, "expand"],
    ["GET", "/quality/forms/evaluations/bulk/contexts", undefined, ...bad, "contextId"],
  ],
  "SDK docs, activity: whose activity is asked for": [
    ["GET", "/quality/agents/activity?userState=Deleted", undefined, ...bad, "userState"],
    ["GET", "/quality/evaluators/activity?startTime=2026-03", undefined, ...bad, "startTime"],
    ["GET", "/quality/evaluators/activity?interval=P7D", undefined, ...bad, "interval"],
  ],
  "developer pages: client credentials are nobody; that the answer is 404 is assumed": [
    ["GET", "/users/me", undefined, ...gone],
  ],
  "SDK docs, directory: states, sizes of pages, deleted users only on demand": [
    ["GET", "/users?state=gone", undefined, ...bad, "state"],
    ["GET", "/users/gone", undefined, ...gone],
    ["GET", "/users?pageSize=501", undefined, ...bad, "pageSize"],
    ["GET", "/routing/queues/divisionviews?pageSize=101", undefined, ...bad, "pageSize"],
    ["GET", "/routing/queues/divisionviews?pageNumber=6", undefined, ...bad, "pageNumber"],
    ["GET", "/routing/queues/divisionviews/all?pageSize=501", undefined, ...bad, "pageSize"],
    ["GET", "/routing/queues/old-queue", undefined, ...gone],
    ["GET", "/routing/wrapupcodes?sortBy=date", undefined, ...bad, "sortBy"],
    ["GET", "/teams?pageNumber=2", undefined, ...bad, "pageNumber"],
    ["GET", "/organizations/limits/namespaces/surveys", undefined, ...gone],
  ],
  "third parties: a request has at most 512,000 bytes": [
    ["POST", search, "x".repeat(512_001), 413, "request.entity.too.large"],
  ],
};
