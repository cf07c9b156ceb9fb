import { day, hour, isoInterval, isoTime } from "../base/index.ts";
import { type Endpoint, endpoints, type Input } from "../genesys/index.ts";

/** An id of the right shape that nothing has: a 404 for it comes after the permission was found, a 403 before. */
const nothing = "00000000-0000-4000-8000-000000000000";

/** Another endpoint that serves where the first is closed; it is asked only then. */
interface Substitute {
  readonly endpoint: Endpoint<unknown>;
  readonly input: Input;
  /** The difference that it makes. */
  readonly without: string;
}

/** One thing that an extraction or a sync needs, and the cheapest request that shows whether it may have it. */
export interface Need {
  readonly purpose: string;
  /** Its first permission is the one to give. */
  readonly endpoint: Endpoint<unknown>;
  readonly input: (now: number) => Input;
  /** What an extraction lacks without it. */
  readonly without: string;
  readonly substitute?: Substitute;
}

const nothingOf = (name: string) => () => ({ path: { [name]: nothing } });
const onePage = () => ({ query: { pageSize: 1 } });

/** How many evaluations the search asks for: it shows by the way how many of the latest are redacted. */
export const searched = 100;

export const needs = {
  surveys: {
    purpose: "answers of surveys",
    endpoint: endpoints.survey,
    input: nothingOf("surveyId"),
    without: "no surveys",
  },
  surveyAggregates: {
    purpose: "finding surveys by time of answer",
    endpoint: endpoints.surveyAggregates,
    input: (now) => ({
      body: { interval: isoInterval({ from: now - hour, to: now }), metrics: ["nSurveyResponses"] },
    }),
    without: "surveys are found by the day their interaction started: more requests",
  },
  search: {
    purpose: "finding evaluations",
    endpoint: endpoints.evaluationsSearch,
    input: (now) => ({
      body: {
        ...{ pageNumber: 1, pageSize: searched, sortBy: "submittedDate", sortOrder: "DESC", systemSubmitted: false },
        query: [
          {
            ...{ type: "DATE_RANGE", field: "submittedDate" },
            ...{ startValue: isoTime(now - 7 * day), endValue: isoTime(now) },
          },
        ],
      },
    }),
    without: "evaluations are found by analytics, else evaluator by evaluator",
  },
  // Evaluators are listed for `quality:evaluation:view` alone; one evaluation is read for two other permissions too.
  evaluations: {
    purpose: "answers of evaluations",
    endpoint: endpoints.evaluatorsActivity,
    input: (now) => ({ query: { startTime: isoTime(now - hour), endTime: isoTime(now), pageSize: 1 } }),
    without: "no evaluations",
    substitute: {
      endpoint: endpoints.evaluation,
      input: { path: { conversationId: nothing, evaluationId: nothing } },
      without: "evaluations are read by another permission; their evaluators cannot be listed",
    },
  },
  evaluationChanges: {
    purpose: "evaluations deleted or scored again",
    endpoint: endpoints.evaluationAggregates,
    input: (now) => ({
      body: { interval: isoInterval({ from: now - hour, to: now }), metrics: ["nEvaluations"] },
    }),
    without: "a sync does not hear of evaluations that were deleted or scored again",
  },
  handled: {
    purpose: "how many interactions agents handled",
    endpoint: endpoints.conversationAggregates,
    input: (now) => ({ body: { interval: isoInterval({ from: now - hour, to: now }), metrics: ["tHandle"] } }),
    without: "a report cannot say what share of the interactions was surveyed",
  },
  surveyForms: {
    purpose: "questions of survey forms",
    endpoint: endpoints.surveyForm,
    input: nothingOf("formId"),
    without: "questions as far as surveys carry them",
  },
  evaluationForms: {
    purpose: "questions of evaluation forms",
    endpoint: endpoints.evaluationForm,
    input: nothingOf("formId"),
    without: "questions as far as evaluations carry them",
  },
  interactions: {
    purpose: "link to agent, queue and times",
    endpoint: endpoints.conversationDetails,
    input: () => ({ query: { id: [nothing] } }),
    without: "responses stay unlinked",
  },
  queues: {
    purpose: "names of queues",
    endpoint: endpoints.queues,
    input: onePage,
    without: "null in place of queue names",
    substitute: {
      endpoint: endpoints.queuesDivisionViews,
      input: onePage(),
      without: "names of queues come by another permission",
    },
  },
  wrapUpCodes: {
    purpose: "names of wrap-up codes",
    endpoint: endpoints.wrapUpCodes,
    input: onePage,
    without: "null in place of their names",
  },
  teams: {
    purpose: "names of teams",
    endpoint: endpoints.teams,
    input: onePage,
    without: "null in place of their names",
  },
} as const satisfies Record<string, Need>;

export const permissionOf = ({ endpoint }: Need): string => endpoint.permissions[0] ?? "";

/** The permissions that a role for Afterword has, each once. */
export const rolePermissions = (): readonly string[] => [...new Set(Object.values(needs).map(permissionOf))];
