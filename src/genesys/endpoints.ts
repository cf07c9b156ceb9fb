import { z } from "zod";
import type { Endpoint } from "./endpoint.ts";
import { evaluation } from "./wire/evaluation.ts";
import { evaluationForm, surveyForm } from "./wire/form.ts";
import { aggregateListing, conversationListing, entityListing, searchListing } from "./wire/listing.ts";
import { limitListing, organization, tokenInfo } from "./wire/platform.ts";
import { survey } from "./wire/survey.ts";

const read = { method: "GET" } as const;
const query = { method: "POST" } as const;
/** A listing that takes `pageSize`; 100 is what official tools ask for where the limit is not documented. */
const listing = { ...read, pages: { by: "link", size: 100 }, carries: ["entities"], answer: entityListing } as const;
/** A listing that is asked for by ids too. */
const byId = { list: "entities", field: "id" } as const;
/**
 * Whether a window in which nothing happened is answered without its list is not documented, so both mean the same;
 * counts are compared with lists, and recent days are counted again.
 */
const aggregates = { ...query, divisible: true, carries: ["results"], sparse: true, answer: aggregateListing } as const;

const seesConversations = ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"] as const;

/**
 * Everything that Afterword may ask of Genesys Cloud, with the permissions that the official SDK states for it. Items of
 * listings stay unread, so that a document that cannot be decoded costs only itself.
 */
export const endpoints = {
  /** Whose token it is: organization and OAuth client. */
  tokenInfo: {
    ...read,
    name: "tokenInfo",
    path: "/api/v2/tokens/me",
    permissions: [],
    carries: ["organization", "OAuthClient"],
    answer: tokenInfo,
  },
  /** The organization of the client; asked where the token does not tell it. */
  organization: {
    ...read,
    name: "organization",
    path: "/api/v2/organizations/me",
    permissions: [],
    carries: ["id"],
    answer: organization,
  },
  /** The limits of the org, such as the `platform.api` namespace's requests a minute. */
  limits: {
    ...read,
    name: "limits",
    path: "/api/v2/organizations/limits/namespaces/{namespaceName}",
    permissions: [],
    carries: ["entities"],
    answer: limitListing,
  },

  survey: {
    ...read,
    name: "survey",
    path: "/api/v2/quality/surveys/{surveyId}",
    permissions: ["quality:survey:view"],
    carries: ["id"],
    echoes: { surveyId: "id" },
    answer: survey,
  },
  /** A bare array, never paged. */
  conversationSurveys: {
    ...read,
    name: "conversationSurveys",
    path: "/api/v2/quality/conversations/{conversationId}/surveys",
    permissions: ["quality:survey:view"],
    carries: [],
    answer: z.array(z.unknown()),
  },
  surveyAggregates: {
    ...aggregates,
    name: "surveyAggregates",
    path: "/api/v2/analytics/surveys/aggregates/query",
    permissions: ["analytics:surveyAggregate:view"],
  },
  /** Without questions; `expand=publishHistory` adds the published versions of each. */
  surveyForms: {
    ...listing,
    name: "surveyForms",
    path: "/api/v2/quality/forms/surveys",
    permissions: ["quality:surveyForm:view"],
  },
  surveyForm: {
    ...read,
    name: "surveyForm",
    path: "/api/v2/quality/forms/surveys/{formId}",
    permissions: ["quality:surveyForm:view"],
    carries: ["id"],
    echoes: { formId: "id" },
    answer: surveyForm,
  },
  surveyFormVersions: {
    ...listing,
    name: "surveyFormVersions",
    path: "/api/v2/quality/forms/surveys/{formId}/versions",
    permissions: ["quality:surveyForm:view"],
  },
  /** At most 100 ids; a listing envelope, but no parameter pages it (official SDK). */
  surveyFormsBulk: {
    ...read,
    name: "surveyFormsBulk",
    path: "/api/v2/quality/forms/surveys/bulk",
    byId,
    permissions: ["quality:surveyForm:view"],
    pages: { by: "link" },
    carries: ["entities"],
    answer: entityListing,
  },

  /** The org-wide listing: at most three months a request; `systemSubmitted` chooses between people's and machines'. */
  evaluationsSearch: {
    ...query,
    name: "evaluationsSearch",
    path: "/api/v2/quality/evaluations/search",
    divisible: true,
    permissions: ["quality:evaluation:searchAny"],
    pages: { by: "number", size: 100 },
    carries: ["results"],
    answer: searchListing,
  },
  /** Needs a conversation, an agent, an evaluator or an assignee. */
  evaluationsQuery: {
    ...listing,
    name: "evaluationsQuery",
    path: "/api/v2/quality/evaluations/query",
    permissions: ["quality:evaluation:view"],
  },
  evaluation: {
    ...read,
    name: "evaluation",
    path: "/api/v2/quality/conversations/{conversationId}/evaluations/{evaluationId}",
    permissions: ["quality:evaluation:view", "quality:evaluation:assign", "quality:evaluation:release"],
    carries: ["id"],
    echoes: { evaluationId: "id" },
    answer: evaluation,
  },
  evaluatorsActivity: {
    ...listing,
    name: "evaluatorsActivity",
    path: "/api/v2/quality/evaluators/activity",
    permissions: ["quality:evaluation:view"],
  },
  evaluationAggregates: {
    ...aggregates,
    name: "evaluationAggregates",
    path: "/api/v2/analytics/evaluations/aggregates/query",
    permissions: ["analytics:evaluationAggregate:view"],
  },
  /** Without questions; `expand=publishHistory` adds the published versions of each. */
  evaluationForms: {
    ...listing,
    name: "evaluationForms",
    path: "/api/v2/quality/forms/evaluations",
    permissions: ["quality:evaluationForm:view"],
  },
  evaluationForm: {
    ...read,
    name: "evaluationForm",
    path: "/api/v2/quality/forms/evaluations/{formId}",
    permissions: ["quality:evaluationForm:view"],
    carries: ["id"],
    echoes: { formId: "id" },
    answer: evaluationForm,
  },
  /** Versions without their questions. */
  evaluationFormVersions: {
    ...listing,
    name: "evaluationFormVersions",
    path: "/api/v2/quality/forms/evaluations/{formId}/versions",
    permissions: ["quality:evaluationForm:view"],
  },
  /** At most 100 ids; a listing envelope, but no parameter pages it (official SDK). */
  evaluationFormsBulk: {
    ...read,
    name: "evaluationFormsBulk",
    path: "/api/v2/quality/forms/evaluations/bulk",
    byId,
    permissions: ["quality:evaluationForm:view"],
    pages: { by: "link" },
    carries: ["entities"],
    answer: entityListing,
  },

  /** Conversations that started on a UTC day which the interval touches: 7 days, or 31 with a filter. */
  conversationDetailsQuery: {
    ...query,
    name: "conversationDetailsQuery",
    path: "/api/v2/analytics/conversations/details/query",
    permissions: seesConversations,
    pages: { by: "hits", size: 100 },
    divisible: true,
    carries: ["conversations"],
    sparse: true,
    answer: conversationListing,
  },
  /** Counts of the sessions of conversations, on the day on which they were counted. */
  conversationAggregates: {
    ...aggregates,
    name: "conversationAggregates",
    path: "/api/v2/analytics/conversations/aggregates/query",
    permissions: ["analytics:conversationAggregate:view"],
  },
  /** By `id`, never paged; an id that does not exist is absent from the answer. */
  conversationDetails: {
    ...read,
    name: "conversationDetails",
    path: "/api/v2/analytics/conversations/details",
    permissions: seesConversations,
    divisible: true,
    byId: { list: "conversations", field: "conversationId" },
    carries: ["conversations"],
    sparse: true,
    answer: conversationListing,
  },

  /** Active users only, unless `state` asks for others. */
  users: { ...listing, byId, name: "users", path: "/api/v2/users", permissions: [] },
  queues: { ...listing, byId, name: "queues", path: "/api/v2/routing/queues", permissions: ["routing:queue:view"] },
  queuesDivisionViews: {
    ...listing,
    name: "queuesDivisionViews",
    path: "/api/v2/routing/queues/divisionviews/all",
    permissions: ["routing:queue:search"],
    pages: { by: "link", size: 500 },
  },
  wrapUpCodes: {
    ...listing,
    byId,
    name: "wrapUpCodes",
    path: "/api/v2/routing/wrapupcodes",
    permissions: ["routing:wrapupCode:view"],
  },
  divisions: {
    ...listing,
    byId,
    name: "divisions",
    path: "/api/v2/authorization/divisions",
    permissions: [],
    repeated: ["id"],
  },
  /** By a cursor in `nextUri`; no numbers and no total. */
  teams: { ...listing, name: "teams", path: "/api/v2/teams", permissions: ["groups:team:view"] },
} as const satisfies Record<string, Endpoint<unknown>>;
