import type { Answer } from "../http/answer.ts";
import type { Refusal } from "../http/refusals.ts";
import type { FaultTiming } from "./fault-timing.ts";

/** A request as a fault sees it. */
export interface FaultRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly acceptEncoding: string | undefined;
  /** The same for the same question asked again. */
  readonly key: string;
}

/** One page of a result that can change while it is read. */
export interface ChangingPage {
  readonly size: number;
  /** From 1. */
  readonly number: number;
  /** The request, without the page. */
  readonly search: string;
  /** True where a row that is changed now moves to the end: evaluations in ascending order of their submission. */
  readonly changedLast: boolean;
}

/** What happens to an answer on its way back. */
export type Interruption =
  /** The connection breaks before anything has arrived. */
  | "drop"
  /** It breaks in the middle. */
  | "break"
  /** The text is cut although its length is right. */
  | "cut"
  /** The connection stays open and nothing arrives. */
  | "hold";

/** The places where a fault can act. Each fault uses one or two of them. */
export interface FaultHooks {
  /** Before anything is looked at: no answer ever, or one that is not the API's. */
  intercept?(request: FaultRequest): "hang" | Answer | undefined;
  /** In place of the endpoint, once token and limit are checked; `headers` are those of the limit. */
  refuse?(request: FaultRequest, headers: Readonly<Record<string, string>>): Refusal | undefined;
  /** On the finished answer, refusals included. */
  change?(request: FaultRequest, answer: Answer): Answer;
  /** On the way back, once the answer is written. */
  interrupt?(request: FaultRequest, answer: Answer): Interruption | undefined;
  /** Whether the answer is compressed. */
  compresses?(request: FaultRequest): boolean;
  /** On analytics, milliseconds behind what happens to surveys and evaluations. */
  readonly lateBy?: number;
  /** On the order in which the rows of a changing result are dealt out to pages. */
  orderRows?<Row>(rows: readonly Row[], paging: ChangingPage): readonly Row[];
  /** On how many rows a page holds where `size` were asked for; `place` is its number, or where it begins. */
  pageLength?(size: number, place: number): number;
  /** Whether requests may write ids in capitals, as answers do. */
  readonly acceptsUpperCaseIds?: true;
  /** On what analytics and the quality API call the status of a survey. */
  surveyStatus?(surveyId: string, status: string): string;
}

export interface FaultContext {
  readonly timing: FaultTiming;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly revokeToken: (authorization: string | undefined) => void;
  /** Called with each document that is spoilt for good. */
  readonly spoilt: (document: SpoiltDocument) => void;
}

/** A document that never arrives whole, so that a test knows what must be missing. */
export interface SpoiltDocument {
  readonly kind: "survey" | "evaluation" | "conversation";
  readonly id: string;
}

export interface Fault {
  readonly description: string;
  readonly hooks: (context: FaultContext) => FaultHooks;
}
