import { day, hour, minute } from "../../src/base/index.ts";
import type {
  Evaluation,
  FormVersion,
  Interaction,
  Org,
  Session,
  Survey,
  SurveyEvent,
} from "../../src/sandbox/model.ts";

/** A Monday, 09:00 UTC. */
export const monday = Date.parse("2026-03-02T09:00:00Z");

const option = (id: string, text: string, value: number) => ({
  id,
  contextId: `${id}-c`,
  text,
  value,
  offScale: false,
});

function form(kind: FormVersion["kind"], id: string, contextId: string, published: boolean): FormVersion {
  const question = { naEnabled: true, role: "other", satisfiedValues: [], best: "high", visibleWhen: null } as const;
  return {
    ...{ id, contextId, kind, published, name: contextId, language: "en-US", divisionId: "home", leadContextId: null },
    modified: monday - 30 * day,
    groups: [
      {
        ...{ id: `${id}-g`, contextId: `${contextId}-g`, name: "CSAT", naEnabled: false },
        questions: [
          {
            ...question,
            ...{ id: `${id}-q1`, contextId: `${contextId}-q1`, text: "How satisfied?", type: "multipleChoiceQuestion" },
            options: [option(`${id}-o1`, "Bad", 1), option(`${id}-o5`, "Good", 5)],
          },
          {
            ...question,
            ...{ id: `${id}-q2`, contextId: `${contextId}-q2`, text: "Recommend?", type: "npsQuestion", options: [] },
          },
          {
            ...question,
            ...{ id: `${id}-q3`, contextId: `${contextId}-q3`, text: "Topics?", type: "multipleSelectQuestion" },
            options: [option("aaaa-1", "Price", 1), option("bbbb-2", "Speed", 2)],
          },
        ],
      },
    ],
  };
}

const unanswered = { optionId: null, optionIds: [], nps: null, text: null, notApplicable: null };

/** Events a little before analytics sees them. */
export const survey = (id: string, steps: readonly (readonly [SurveyEvent["status"], number])[]): Survey => ({
  ...{ id, interactionId: `i-${id}`, formId: "sf-2", type: "Web", agentId: "agent", queueId: "queue", teamId: "team" },
  ...{ flowId: null, errorReason: null, missingRequiredAnswer: false, totalScore: 92.5, cause: null },
  events: steps.map(([status, time]) => ({ status, time, eventTime: time + 400 })),
  answers: [
    { ...unanswered, questionId: "sf-2-q1", optionId: "sf-2-o5" },
    { ...unanswered, questionId: "sf-2-q2", nps: 9, text: "quick" },
  ],
});

type EvaluationSteps = readonly (readonly [Evaluation["events"][number]["status"], number])[];

export const evaluation = (id: string, steps: EvaluationSteps, changes: Partial<Evaluation> = {}): Evaluation => ({
  ...{ id, contextId: `${id}-c`, version: 1, retractedEvaluationId: null, interactionId: `i-${id}`, formId: "ef-1" },
  ...{ agentId: "agent", evaluatorId: "eva", systemSubmitted: false, calibrationId: null, queueId: null },
  ...{
    neverRelease: false,
    scheduledRelease: null,
    rescored: false,
    comments: "Good call",
    totalScore: 86.6,
    totalCriticalScore: 100,
    cause: null,
  },
  events: steps.map(([status, time]) => ({ status, time, eventTime: time + 400 })),
  answers: [
    { ...unanswered, questionId: "ef-1-q1", optionId: "ef-1-o1", comment: "greeting" },
    { ...unanswered, questionId: "ef-1-q3", optionIds: ["bbbb-2"], comment: null },
  ],
  ...changes,
});

export function interaction(id: string, start: number, changes: Partial<Interaction> = {}): Interaction {
  const [end, answered] = [start + 20 * minute, start + 2 * minute];
  const session: Omit<Session, "id" | "metrics" | "segments"> = {
    ...{ mediaType: "voice", direction: "inbound", ani: null, dnis: null, flow: null },
    ...{ monitoredParticipantId: null, coachedParticipantId: null, bargedParticipantId: null },
  };
  const segment = { queueId: "queue", wrapUpCode: null, conference: false };
  return {
    ...{ id, start, end, direction: "inbound", divisionIds: ["home", "away"], surveys: [], evaluations: [] },
    participants: [
      {
        ...{ id: `${id}-customer`, name: null, purpose: "customer", userId: null, teamId: null },
        sessions: [
          {
            ...session,
            id: `${id}-s1`,
            metrics: [],
            segments: [{ ...segment, type: "interact", start, end, queueId: null }],
          },
        ],
      },
      {
        ...{ id: `${id}-agent`, name: "Ada", purpose: "agent", userId: "agent", teamId: "team" },
        sessions: [
          {
            ...{ ...session, id: `${id}-s2` },
            metrics: [{ name: "tTalk", value: end - answered, emitted: end }],
            segments: [
              { ...segment, type: "interact", start: answered, end },
              { ...segment, type: "wrapup", start: end, end: end + minute, wrapUpCode: "resolved" },
            ],
          },
        ],
      },
    ],
    ...{ legs: [], wait: null, transfers: 0, wrapUpCodes: [], mayBeMissing: false },
    credits: { last: [], first: [], longest: [], all: [] },
    ...changes,
  };
}

/** An org of a few hand-written interactions between Monday and the Sunday after. */
export function smallOrg(interactions: readonly Interaction[], switches: readonly string[] = []): Org {
  const user = (id: string, state: "active" | "inactive" | "deleted") => ({
    ...{ id, state, name: `User ${id}`, email: `${id}@example.com`, divisionId: "home", teamId: "team" },
  });
  const [firstDay, span] = [Math.floor(monday / day), 7];
  const startedOn = (asked: number) =>
    interactions.filter(({ start }) => Math.floor(start / day) === asked).toSorted((a, b) => a.start - b.start);
  const parts = interactions.flatMap((each) => [
    ...each.surveys.map((own) => [own.id, { survey: own, interaction: each }] as const),
  ]);
  const judged = interactions.flatMap((each) =>
    each.evaluations.map((own) => [own.id, { evaluation: own, interaction: each }] as const),
  );
  return {
    ...{ id: "org", name: "Small", seed: 7, switches: new Set(switches), cases: [], change: null },
    users: [user("agent", "active"), user("eva", "inactive"), user("gone", "deleted")],
    queues: [
      { id: "queue", name: "Support", divisionId: "home", deleted: false },
      { id: "old-queue", name: "Old", divisionId: "home", deleted: true },
    ],
    divisions: [
      { id: "home", name: "Home", homeDivision: true },
      { id: "away", name: "Away", homeDivision: false },
    ],
    teams: ["team", "team-2", "team-3"].map((id) => ({ id, name: `Team ${id}` })),
    wrapUpCodes: [{ id: "resolved", name: "Resolved" }],
    forms: [
      form("survey", "sf-1", "survey-form", true),
      form("survey", "sf-2", "survey-form", true),
      form("survey", "sf-3", "survey-form", false),
      form("evaluation", "ef-1", "evaluation-form", true),
    ],
    firstDay,
    lastDay: firstDay + span - 1,
    count: (asked) => startedOn(asked).length,
    start: (asked, index) => startedOn(asked)[index]?.start ?? Number.NaN,
    at: (asked, index) => startedOn(asked)[index] ?? interaction("none", monday),
    day: startedOn,
    mayBeMissing: (asked, index) => startedOn(asked)[index]?.mayBeMissing ?? false,
    withSurveys: () => interactions,
    withEvaluations: () => interactions,
    interaction: (id) => interactions.find((each) => each.id === id),
    survey: (id) => new Map(parts).get(id),
    evaluation: (id) => new Map(judged).get(id),
  };
}

/** Sent on Monday, answered on Thursday. */
export const slow = survey("slow", [
  ["Pending", monday + hour],
  ["Sent", monday + 2 * hour],
  ["InProgress", monday + 3 * day],
  ["Finished", monday + 3 * day + minute],
]);
