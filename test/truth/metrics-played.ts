import { day, minute, second } from "../../src/base/index.ts";
import type {
  Answer,
  Evaluation,
  FormVersion,
  Interaction,
  Option,
  Question,
  Survey,
} from "../../src/sandbox/model.ts";
import { interaction, monday } from "../orgs/small-org.ts";

/** A question as a person would write it down. */
export interface Asked {
  readonly key: string;
  readonly text: string;
  readonly role: Question["role"];
  readonly type?: Question["type"];
  readonly options?: readonly (readonly [text: string, value: number, meaning?: "off scale"])[];
  readonly satisfied?: readonly number[];
  readonly best?: Question["best"];
}

export const satisfaction = (key: string, text: string): Asked => ({
  ...{ key, text, role: "csat", satisfied: [4, 5] },
  options: [
    ["Very dissatisfied", 1],
    ["Dissatisfied", 2],
    ["Neither satisfied nor dissatisfied", 3],
    ["Satisfied", 4],
    ["Very satisfied", 5],
  ],
});

/** Options that are their own number. */
export const numbers = (low: number, high: number): readonly (readonly [string, number])[] =>
  Array.from({ length: high - low + 1 }, (_, at) => [String(low + at), low + at] as const);

export const overall = satisfaction("overall", "Overall, how satisfied were you with our service?");

/** A published version of a form; `day` is when it was, counted from Monday. */
export function formOf(
  id: string,
  contextId: string,
  lead: string | null,
  questions: readonly Asked[],
  { kind = "survey", published = -30 }: { readonly kind?: FormVersion["kind"]; readonly published?: number } = {},
): FormVersion {
  return {
    ...{ id, contextId, kind, name: `Form ${contextId}`, language: "en-US", divisionId: "home", published: true },
    modified: monday + published * day,
    leadContextId: lead === null ? null : `${contextId}-${lead}`,
    groups: [
      {
        ...{ id: `${id}-g`, contextId: `${contextId}-g`, name: "Customer voice (CSAT)", naEnabled: false },
        questions: questions.map((asked) => questionOf(id, contextId, asked)),
      },
    ],
  };
}

function questionOf(form: string, context: string, asked: Asked): Question {
  const { key, text, role, type = "multipleChoiceQuestion", satisfied = [], best = "high" } = asked;
  const option = ([label, value, meaning]: NonNullable<Asked["options"]>[number]): Option => ({
    ...{ id: `${form}-${key}-${label}`, contextId: `${context}-${key}-${label}`, text: label, value },
    offScale: meaning === "off scale",
  });
  return {
    ...{ id: `${form}-${key}`, contextId: `${context}-${key}`, text, type, role, best, visibleWhen: null },
    ...{ naEnabled: true, options: (asked.options ?? []).map(option), satisfiedValues: satisfied },
  };
}

/** What was answered, by the key of the question: an option's value or text, a score of NPS, a text. */
export type Given = Readonly<Record<string, number | string>>;

function answersOf(form: FormVersion, given: Given): readonly Answer[] {
  return form.groups.flatMap(({ questions }) =>
    questions.flatMap((question) => {
      const givenAnswer = given[question.id.slice(form.id.length + 1)];
      if (givenAnswer === undefined) return [];
      const chosen = question.options.find(
        ({ text, value }) => (typeof givenAnswer === "number" ? value : text) === givenAnswer,
      );
      return [
        {
          ...{ questionId: question.id, optionId: chosen?.id ?? null, optionIds: [], notApplicable: null },
          nps: question.type === "npsQuestion" && typeof givenAnswer === "number" ? givenAnswer : null,
          text: question.type === "freeTextQuestion" ? String(givenAnswer) : null,
        },
      ];
    }),
  );
}

/** Answered half an hour after the start, which is the time from which the parts of an interaction are known. */
export function surveyOf(
  id: string,
  start: number,
  form: FormVersion,
  given: Given,
  changes: Partial<Survey> = {},
): Survey {
  const steps = [
    ["Pending", 21],
    ["Sent", 22],
    ["InProgress", 28],
    ["Finished", 30],
  ] as const;
  return {
    ...{ id, interactionId: `i-${id}`, formId: form.id, type: "Web", agentId: "agent", queueId: "queue" },
    ...{ teamId: "team", flowId: null, errorReason: null, missingRequiredAnswer: false, totalScore: 50, cause: null },
    events: steps.map(([status, after]) => {
      const time = start + after * minute;
      return { status, time, eventTime: time + second };
    }),
    answers: answersOf(form, given),
    ...changes,
  };
}

export function evaluationOf(id: string, start: number, form: FormVersion, given: Given): Evaluation {
  const steps = [
    ["Pending", 40],
    ["InProgress", 45],
    ["Finished", 50],
    ["Released", 51],
  ] as const;
  return {
    ...{ id, contextId: `${id}-c`, version: 1, retractedEvaluationId: null, interactionId: `i-${id}`, formId: form.id },
    ...{ agentId: "agent", evaluatorId: "eva", systemSubmitted: false, calibrationId: null, queueId: null },
    ...{
      neverRelease: false,
      scheduledRelease: null,
      rescored: false,
      comments: null,
      totalScore: 80,
      totalCriticalScore: 80,
      cause: null,
    },
    events: steps.map(([status, after]) => {
      const time = start + after * minute;
      return { status, time, eventTime: time + second };
    }),
    answers: answersOf(form, given).map((answer) => ({ ...answer, comment: null })),
  };
}

/** An interaction of 20 minutes with one agent on one queue, and with what came of it. */
export function played(
  id: string,
  start: number,
  { surveys = [], evaluations = [], ...changes }: Partial<Interaction>,
): Interaction {
  const credit = [{ agentId: "agent", queueId: "queue", weight: 1 }];
  return interaction(`i-${id}`, start, {
    surveys: surveys.map((survey) => ({ ...survey, interactionId: `i-${id}` })),
    evaluations: evaluations.map((evaluation) => ({ ...evaluation, interactionId: `i-${id}` })),
    legs: [
      {
        ...{ agentId: "agent", queueId: "queue", mediaType: "voice", start: start + 2 * minute },
        ...{ talk: 18 * minute, hold: 0, acw: 0, wrapUpCodes: ["resolved"] },
      },
    ],
    wrapUpCodes: ["resolved"],
    credits: { last: credit, first: credit, longest: credit, all: credit },
    ...changes,
  });
}

/** One survey of an interaction of its own, begun so many hours after Monday, nine o'clock. */
export function answer(id: string, hours: number, form: FormVersion, given: Given, changes: Partial<Survey> = {}) {
  const start = monday + hours * 60 * minute;
  return played(id, start, { surveys: [surveyOf(id, start, form, given, changes)] });
}
