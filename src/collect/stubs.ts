import { z } from "zod";
import { readStatus } from "../csat/index.ts";
import {
  known,
  moment,
  type WireEvaluationRow,
  type WireEvaluationTotals,
  type WireSurveyTotals,
} from "../genesys/index.ts";
import type { Findings } from "./findings.ts";
import { isFinished, rankOf, readListedStatus } from "./response-status.ts";

/*
 * A stub is what a listing shows of a response without its document: that it exists, where it belongs and how far it
 * has come. The newest windows are read first, so an older one must never overwrite a later state.
 */

const textOrNull = z.string().nullable();

/** A survey as analytics lists it, as it is stored. */
export const storedSurveyStub = known({
  conversationId: textOrNull,
  formId: textOrNull,
  queueId: textOrNull,
  agentId: textOrNull,
  surveyType: textOrNull,
  status: textOrNull,
  /** Whether analytics saw the customer begin it; one that expired afterwards does not show it any more. */
  started: z.boolean(),
  deleted: z.boolean(),
  /**
   * That a listing counts it as answered, or dates its completion, regardless of its status; absent where none does.
   */
  answered: z.boolean().optional(),
  /** The hour in which it was created, ISO 8601; absent where no window has shown it. */
  created: moment.optional(),
});
export type SurveyStub = Readonly<z.infer<typeof storedSurveyStub>>;

/** An evaluation as search, or analytics, lists it, as it is stored. */
export const storedEvaluationStub = known({
  conversationId: z.string(),
  formId: textOrNull,
  status: textOrNull,
  /** ISO time; of the last submission. */
  submitted: moment.nullable(),
  /** Whether it is released, by analytics; null where another listing named it. */
  released: z.boolean().nullable(),
  /**
   * ISO time of its release by the search, which may lie ahead; null where the search has none; absent from warehouses
   * that did not ask for it yet.
   */
  releaseDate: moment.nullish(),
  neverRelease: z.boolean().nullable(),
  calibration: z.boolean(),
  deleted: z.boolean(),
});
export type EvaluationStub = Readonly<z.infer<typeof storedEvaluationStub>>;

/** Two stubs of one survey as one: the further status, and every field that either of them has. */
export function joinStubs(one: SurveyStub, other: SurveyStub): SurveyStub {
  const [ahead, behind] = rankOf(other.status) > rankOf(one.status) ? [other, one] : [one, other];
  const created = [one.created, other.created].filter((time) => time !== undefined).sort()[0];
  return {
    conversationId: ahead.conversationId ?? behind.conversationId,
    formId: ahead.formId ?? behind.formId,
    queueId: ahead.queueId ?? behind.queueId,
    agentId: ahead.agentId ?? behind.agentId,
    surveyType: ahead.surveyType ?? behind.surveyType,
    status: ahead.status,
    started: one.started || other.started,
    deleted: one.deleted || other.deleted,
    ...(one.answered || other.answered ? { answered: true } : {}),
    ...(created === undefined ? {} : { created }),
  };
}

/** The later of two stubs of one evaluation; a listing may still show a deleted one as if it were not. */
export const joinDeleted = (earlier: EvaluationStub, later: EvaluationStub): EvaluationStub => ({
  ...later,
  deleted: earlier.deleted || later.deleted,
});

/** Whether the survey of a stub has been answered, by its listing. */
export const isAnswered = ({ status, answered }: SurveyStub): boolean => isFinished(status) || answered === true;

/** Whether the answers of a stubs evaluation are worth a request: it is finished, or was, and nobody withdrew it. */
export const isReadable = ({ status, calibration, deleted }: EvaluationStub): boolean =>
  isFinished(status) && !calibration && !deleted;

/** A survey to read, as a listing names it; a null field was not listed, and is filled when the survey is read. */
export interface SurveyCandidate {
  /** Whether it is asked for by its own id although others of its interaction are read too. @default no */
  readonly isAlone?: boolean;
  readonly surveyId: string | null;
  readonly conversationId: string | null;
  readonly formId: string | null;
  readonly queueId: string | null;
}

/** A listed evaluation with everything that is needed to read it. */
export type EvaluationRow = WireEvaluationRow & { readonly conversation: { readonly id: string } };

/** An evaluation as the search listed it. */
export interface SearchedEvaluation {
  readonly row: EvaluationRow;
  /** Of which of the two searches it is: of people's evaluations, or of machines'. */
  readonly systemSubmitted: boolean;
}

/** An evaluation to read. */
export interface EvaluationCandidate {
  readonly evaluationId: string;
  readonly conversationId: string;
  readonly formId: string | null;
  readonly formContextId: string | null;
  /** The row of the search that listed it, where its answers may be had without its document. */
  readonly searched?: SearchedEvaluation | null;
}

/** A survey as the analytics row of its interaction lists it. */
export function surveyStubOf(findings: Findings, conversationId: string, totals: WireSurveyTotals): SurveyStub {
  const isCompleted = !!totals.surveyCompletedDate;
  return {
    conversationId,
    formId: totals.surveyFormId ?? null,
    queueId: totals.queueId ?? null,
    agentId: totals.userId ?? null,
    surveyType: typeof totals["surveyType"] === "string" ? totals["surveyType"] : null,
    status: readListedStatus(findings, totals.surveyStatus, isCompleted),
    started: false,
    deleted: false,
    ...(isCompleted ? { answered: true } : {}),
  };
}

/** An evaluation of which a listing shows this, and nothing else. */
export const evaluationStub = ({
  conversationId,
  ...known
}: Partial<EvaluationStub> & Pick<EvaluationStub, "conversationId">): EvaluationStub => ({
  conversationId,
  formId: null,
  status: null,
  submitted: null,
  releaseDate: null,
  released: null,
  neverRelease: null,
  calibration: false,
  deleted: false,
  ...known,
});

/** An evaluation as the analytics row of its interaction lists it. */
export const evaluationStubOf = (conversationId: string, totals: WireEvaluationTotals): EvaluationStub =>
  evaluationStub({
    conversationId,
    formId: totals.formId ?? null,
    status: readStatus("evaluation", totals.evaluationStatus),
    submitted: totals.eventTime ?? null,
    released: totals.released ?? null,
    calibration: totals.calibrationId != null,
    deleted: totals.deleted === true,
  });
