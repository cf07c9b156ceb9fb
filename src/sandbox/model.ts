/**
 * The state of a simulated org, in Genesys' terms. `org/` makes it from a seed, `http/` shows it the way Genesys would
 * at the sandbox's present time, `truth.ts` writes down the rows that an extraction must find. Times are milliseconds
 * since 1970 UTC, ids are UUIDs.
 */

import type { Cause, Change } from "./causes.ts";

/** A role as `truth.ts` writes it down, never computed from text. */
export type Role = "csat" | "nps" | "ces" | "resolution" | "comment" | "other" | "unconfirmed";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface User extends Named {
  readonly email: string;
  readonly state: "active" | "inactive" | "deleted";
  readonly divisionId: string;
  readonly teamId: string | null;
}

/** A deleted queue is no longer returned by any routing endpoint; its id lives on in history. */
export interface Queue extends Named {
  readonly divisionId: string;
  readonly deleted: boolean;
}

export interface Division extends Named {
  readonly homeDivision: boolean;
}

export type QuestionType =
  | "multipleChoiceQuestion"
  | "multipleSelectQuestion"
  | "freeTextQuestion"
  | "npsQuestion"
  | "readOnlyTextBlockQuestion";

export interface Option {
  readonly id: string;
  readonly contextId: string;
  readonly text: string;
  readonly value: number;
  /** An option such as "don't know": chosen, it means not applicable, and it is no point of the scale. */
  readonly offScale: boolean;
}

export interface Question {
  readonly id: string;
  readonly contextId: string;
  readonly text: string;
  readonly type: QuestionType;
  readonly naEnabled: boolean;
  readonly options: readonly Option[];
  /** Truth: the role of the question, and for a csat question which option values satisfy and which end is best. */
  readonly role: Role;
  readonly satisfiedValues: readonly number[];
  readonly best: "high" | "low";
  /** Zero-based wire predicates such as `/form/questionGroup/0/question/2/answer/1`; null where always visible. */
  readonly visibleWhen: { readonly combiningOperation: "AND" | "OR"; readonly predicates: readonly string[] } | null;
}

export interface QuestionGroup {
  readonly id: string;
  readonly contextId: string;
  readonly name: string;
  /** Whether the whole group may be marked as not applicable. */
  readonly naEnabled: boolean;
  readonly questions: readonly Question[];
}

/** One version of a form: each publication has its own ids, the context ids stay. */
export interface FormVersion extends Named {
  readonly kind: "survey" | "evaluation";
  readonly contextId: string;
  /** BCP 47, survey forms only. */
  readonly language: string;
  readonly divisionId: string;
  readonly modified: number;
  readonly published: boolean;
  readonly groups: readonly QuestionGroup[];
  /** Truth: context id of the question that the form's headline means; null where it has no csat question. */
  readonly leadContextId: string | null;
}

/** One question's answer as the customer or the evaluator gave it. Absent questions were not answered at all. */
export interface Answer {
  readonly questionId: string;
  readonly optionId: string | null;
  /** Multiple-select (evaluations only): every chosen option. */
  readonly optionIds: readonly string[];
  readonly nps: number | null;
  readonly text: string | null;
  /** Not applicable: marked by the person, alone or with its whole group, or by the system because it was hidden. */
  readonly notApplicable: "person" | "group" | "system" | null;
}

export type SurveyStatus = "Pending" | "Sent" | "InProgress" | "Finished" | "OptOut" | "Error" | "Expired" | "Deleted";

/** `time` is when it was so; `eventTime` is the time of the event in analytics (a little later). */
export interface SurveyEvent {
  readonly time: number;
  readonly eventTime: number;
  readonly status: SurveyStatus;
}

export interface Survey {
  readonly id: string;
  readonly interactionId: string;
  readonly formId: string;
  readonly type: "Web" | "Voice";
  /** Genesys' own attribution: the last agent and queue. */
  readonly agentId: string | null;
  readonly queueId: string | null;
  readonly teamId: string | null;
  readonly flowId: string | null;
  readonly errorReason: string | null;
  /** In order of time; the first is Pending. Events after the sandbox's present have not happened yet. */
  readonly events: readonly SurveyEvent[];
  readonly answers: readonly Answer[];
  readonly missingRequiredAnswer: boolean;
  /** Weighted score, 0 to 100, as Genesys would compute it; null where nothing was scored. */
  readonly totalScore: number | null;
  /** Truth: what its texts are about; null where they are about nothing in particular, and where there are none. */
  readonly cause: Cause | null;
}

export type EvaluationStatus = "Pending" | "InProgress" | "InReview" | "Finished" | "Retracted";

export interface EvaluationEvent {
  readonly time: number;
  readonly eventTime: number;
  readonly status: EvaluationStatus | "Released" | "Rescored" | "Deleted";
}

export interface Evaluation {
  readonly id: string;
  /** The same for every version of one evaluation. */
  readonly contextId: string;
  readonly version: number;
  /** The evaluation that this one replaces, where rescoring made a new version. */
  readonly retractedEvaluationId: string | null;
  readonly interactionId: string;
  readonly formId: string;
  readonly agentId: string;
  /** Null where a machine submitted it (Virtual Supervisor). */
  readonly evaluatorId: string | null;
  readonly systemSubmitted: boolean;
  readonly calibrationId: string | null;
  /** Mostly absent on the record: the wire carries it rarely. */
  readonly queueId: string | null;
  readonly neverRelease: boolean;
  /**
   * The date that was set for its release when it was submitted, from then on known to the quality API; its event
   * `Released` is of that date, which may lie ahead. Null where it is released by hand, at once or not at all.
   */
  readonly scheduledRelease: number | null;
  readonly rescored: boolean;
  /** In order of time. It was last submitted at its last Finished: rescoring in place is Rescored and then Finished again. */
  readonly events: readonly EvaluationEvent[];
  /** `comment` on an answer is the evaluator's remark; the answer to a free-text question is in `text`. */
  readonly answers: readonly (Answer & { readonly comment: string | null })[];
  readonly comments: string | null;
  readonly totalScore: number | null;
  readonly totalCriticalScore: number | null;
  /** Truth: what the quoted customer spoke of, as of a survey. */
  readonly cause: Cause | null;
}

export interface Metric {
  readonly name: string;
  /** Milliseconds for `t…`, a count for `n…`. */
  readonly value: number;
  readonly emitted: number;
}

export interface Segment {
  readonly type: string;
  readonly start: number;
  readonly end: number | null;
  readonly queueId: string | null;
  readonly wrapUpCode: string | null;
  readonly conference: boolean;
}

export interface Session {
  readonly id: string;
  readonly mediaType: string;
  readonly direction: "inbound" | "outbound";
  readonly ani: string | null;
  readonly dnis: string | null;
  readonly monitoredParticipantId: string | null;
  readonly coachedParticipantId: string | null;
  readonly bargedParticipantId: string | null;
  readonly flow: { readonly id: string; readonly name: string; readonly type: string } | null;
  readonly metrics: readonly Metric[];
  readonly segments: readonly Segment[];
}

export interface Participant {
  readonly id: string;
  readonly name: string | null;
  /** customer, agent, acd, ivr, user, external, voicesurveyflow, outbound … */
  readonly purpose: string;
  readonly userId: string | null;
  readonly teamId: string | null;
  readonly sessions: readonly Session[];
}

/** Truth: one agent's part on one queue, parts merged, in order of first start. Milliseconds. */
export interface Leg {
  readonly agentId: string;
  readonly queueId: string | null;
  readonly mediaType: string;
  readonly start: number;
  readonly talk: number;
  readonly hold: number;
  readonly acw: number;
  readonly wrapUpCodes: readonly string[];
}

/** Truth: whom each rule credits; an agent and queue with a weight. Weights of a rule add up to 1. */
export interface Credit {
  readonly agentId: string;
  readonly queueId: string | null;
  readonly weight: number;
}

export interface Interaction {
  readonly id: string;
  readonly start: number;
  /** May lie after the sandbox's present: then it is still live. */
  readonly end: number | null;
  readonly direction: "inbound" | "outbound";
  readonly divisionIds: readonly string[];
  readonly participants: readonly Participant[];
  readonly surveys: readonly Survey[];
  readonly evaluations: readonly Evaluation[];
  /** Truth, written down as the interaction was made. */
  readonly legs: readonly Leg[];
  readonly wait: number | null;
  readonly transfers: number;
  readonly wrapUpCodes: readonly string[];
  readonly credits: Readonly<Record<"last" | "first" | "longest" | "all", readonly Credit[]>>;
  /** Played by the switch `missing-interactions`: analytics does not return this one. */
  readonly mayBeMissing: boolean;
}

/** The org. People and forms are kept; each interaction is made when it is read. */
export interface Org {
  readonly id: string;
  readonly name: string;
  /** What it was made from: the same seed and days give the same org. */
  readonly seed: number;
  /** Names of the switches that are on (`switches` in `org/`). */
  readonly switches: ReadonlySet<string>;
  readonly users: readonly User[];
  readonly queues: readonly Queue[];
  readonly divisions: readonly Division[];
  readonly teams: readonly Named[];
  readonly wrapUpCodes: readonly Named[];
  /** Every version of every form, oldest first within a context. */
  readonly forms: readonly FormVersion[];
  /** What the cases of one's own became, in the order in which they were given; the same ids for the same seed and days. */
  readonly cases: readonly (Readonly<Record<"surveyId" | "evaluationId", string | null>> & {
    readonly interactionId: string;
  })[];
  /** Truth: what became worse, where and when; null where nothing did. */
  readonly change: Change | null;
  /** The first UTC day (days since 1970) on which interactions start. */
  readonly firstDay: number;
  /** The last one. */
  readonly lastDay: number;
  /** How many interactions start on that UTC day. */
  readonly count: (day: number) => number;
  /** When the `index`-th of a day starts, without making it; later with every index. */
  readonly start: (day: number, index: number) => number;
  /** The `index`-th of a day; the same whenever asked, without those before. */
  readonly at: (day: number, index: number) => Interaction;
  /** All of a day, by start, each made when its turn comes. */
  readonly day: (day: number) => Iterable<Interaction>;
  /** `mayBeMissing` of an interaction, without making it. */
  readonly mayBeMissing: (day: number, index: number) => boolean;
  /**
   * Interactions whose surveys, or evaluations, have an event that analytics saw in [from, to), and some others, by
   * start: what would take too long at 100,000 a day is to look at every one.
   */
  readonly withSurveys: (from: number, to: number) => Iterable<Interaction>;
  readonly withEvaluations: (from: number, to: number) => Iterable<Interaction>;
  /** Found from the id alone, which carries the day. */
  readonly interaction: (id: string) => Interaction | undefined;
  readonly survey: (id: string) => { readonly survey: Survey; readonly interaction: Interaction } | undefined;
  readonly evaluation: (
    id: string,
  ) => { readonly evaluation: Evaluation; readonly interaction: Interaction } | undefined;
}
