import type { WireEvaluation, WireSurvey } from "../genesys/index.ts";
import { readEvaluationStatus, readSurveyStatus } from "./status.ts";

/*
 * Only the document itself shows that the answers of a response have come. A listing may be ahead of it, and a cache in
 * between may answer with an older one, or with hardly any.
 */

/** The status that a survey's document gives. */
export const statusOfSurvey = ({
  status,
  completedDate,
}: Pick<WireSurvey, "status" | "completedDate">): string | null => readSurveyStatus(status, !!completedDate);

/** The status that an evaluation's document gives. */
export const statusOfEvaluation = (wire: Pick<WireEvaluation, "status" | "submittedDate">): string | null =>
  readEvaluationStatus(wire.status, !!wire.submittedDate);

/** Whether this is the document of an answered survey: finished, and with its answers, be they all empty. */
export const isAnsweredSurvey = (wire: WireSurvey): boolean =>
  statusOfSurvey(wire) === "Finished" && wire.answers != null;

/** The same of an evaluation; the answers of a redacted one are withheld from this client for good. */
export const isAnsweredEvaluation = (wire: WireEvaluation): boolean =>
  statusOfEvaluation(wire) === "Finished" && (wire.answers != null || wire.redacted === true);
