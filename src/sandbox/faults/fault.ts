import type { Answer } from "../http/answer.ts";
import type { Page } from "../http/present.ts";
import type { Refusal } from "../http/refusals.ts";
import type { Strikes } from "./strikes.ts";

/** A request as a fault sees it. */
export interface StruckRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  /** The same for the same question asked again. */
  readonly key: string;
}

/** The places where a fault can act. Each fault uses one or two of them. */
export interface Acts {
  /** Before anything is looked at: no answer ever, or one that is not the API's. */
  intercept?(request: StruckRequest): "hang" | Answer | undefined;
  /** In place of the endpoint, once token and limit are checked; `headers` are those of the limit. */
  refuse?(request: StruckRequest, headers: Readonly<Record<string, string>>): Refusal | undefined;
  /** On the finished answer, refusals included. */
  change?(request: StruckRequest, answer: Answer): Answer;
  /** On the way back: the connection breaks, or the text arrives cut although its length is right. */
  spoil?(request: StruckRequest): "drop" | "break" | "cut" | undefined;
  /** On analytics, milliseconds behind what happens to surveys and evaluations. */
  readonly lateBy?: number;
  /** On the order in which rows are dealt out to pages. */
  paged?<Row>(rows: readonly Row[], size: number, number: number): Page<Row>;
}

export interface FaultContext {
  readonly strikes: Strikes;
  readonly revokeToken: (authorization: string | undefined) => void;
  /** Told of each document that is spoilt for good. */
  readonly spoilt: (document: SpoiltDocument) => void;
}

/** A document that never arrives whole, so that a test knows what must be missing. */
export interface SpoiltDocument {
  readonly kind: "survey" | "evaluation" | "conversation";
  readonly id: string;
}

export interface Fault {
  readonly description: string;
  readonly act: (context: FaultContext) => Acts;
}
