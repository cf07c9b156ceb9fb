import type { Moment } from "../../../base/index.ts";
import type { EvaluationStatus, Org, SurveyStatus } from "../../model.ts";
import type { Media } from "../queues.ts";

/** An option by its text or its value, an NPS score from 0 to 10, a text, several options; null for "not applicable". */
export type GivenAnswer = string | number | readonly string[] | null;

interface GivenAnswers {
  /** Name of a form of the org. @default for surveys the queue's usual one, for evaluations "Conversation quality" */
  readonly form?: string;
  /** Value of the chosen option of the form's leading question on satisfaction, as its scale counts. */
  readonly score?: number;
  /** By the question's text; the second question of one text is `<text> (2)`. */
  readonly answers?: Readonly<Record<string, GivenAnswer>>;
}

/** A web survey about the case's agent and queue. */
export interface SurveyCase extends GivenAnswers {
  /** What became of it. @default "Finished" */
  readonly status?: SurveyStatus;
  /** When that was. @default an hour after everybody was done; of an expired one 45 days after it was sent */
  readonly time?: Moment;
  /** The answer to the form's first question for free text. */
  readonly comment?: string;
}

/** An evaluation of the case's agent. */
export interface EvaluationCase extends GivenAnswers {
  /** @default "Finished" */
  readonly status?: EvaluationStatus;
  /** When it came to be so. @default a day after everybody was done */
  readonly time?: Moment;
  /** When it is released, also a time to come; null: not yet, "never": never. @default a second after it was submitted */
  readonly release?: Moment | "never" | null;
  /** Name of an evaluator of the org. @default the first one */
  readonly evaluator?: string;
  /** The evaluator's remark on the whole. */
  readonly comment?: string;
}

/** An interaction of one's own: one agent on one queue, and its surveys and evaluations. */
export interface SandboxCase {
  /** When it begins, on one of the org's days. */
  readonly start: Moment;
  /** Names of a queue and of one of its agents, such as "Billing" and "Ben Okafor". */
  readonly queue: string;
  readonly agent: string;
  /** @default the first that the queue takes */
  readonly media?: Media;
  readonly survey?: SurveyCase;
  readonly evaluation?: EvaluationCase;
}

/** The ids of the documents of a case. */
export type PlantedCase = Org["cases"][number];
