import type { WireEvaluation, WireSurvey } from "../genesys/index.ts";

const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, "");

const byLetters = (words: readonly string[]): ReadonlyMap<string, string> =>
  new Map(words.map((word) => [letters(word), word]));

const known = {
  survey: byLetters(["Pending", "Sent", "InProgress", "Finished", "OptOut", "Error", "Expired"]),
  evaluation: byLetters(["Pending", "InProgress", "Finished", "InReview", "Retracted"]),
} as const;

/** Statuses that no answered survey has. */
const unanswered: ReadonlySet<string> = new Set(["OptOut", "Error", "Expired"]);

/**
 * Genesys' status in one spelling: the quality API writes `INPROGRESS`, analytics `InProgress`. An undocumented word
 * stays unchanged.
 */
export const readStatus = (kind: keyof typeof known, status: string | null | undefined): string | null =>
  status ? (known[kind].get(letters(status)) ?? status) : null;

/** Whether the word is in Genesys' documentation. */
export const isKnownStatus = (kind: keyof typeof known, status: string): boolean => known[kind].has(letters(status));

/**
 * The status of a survey by all that is known of it: one with a completed date, or that analytics counts as a response,
 * was answered, in spite of its word: a future word for Finished, or a listing that lags behind itself.
 */
export function readSurveyStatus(word: string | null | undefined, isCompleted: boolean): string | null {
  const status = readStatus("survey", word);
  return isCompleted && (status === null || !unanswered.has(status)) ? "Finished" : status;
}

/** The same of an evaluation; one that was submitted and is open again has a known word for it. */
export function readEvaluationStatus(word: string | null | undefined, isSubmitted: boolean): string | null {
  const status = readStatus("evaluation", word);
  return isSubmitted && (status === null || !isKnownStatus("evaluation", status)) ? "Finished" : status;
}

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
  statusOfSurvey(wire) === "Finished" && wire.answers != null && isWhole(wire.answers);

/** The same of an evaluation; the answers of a redacted one are withheld from this client for good. */
export const isAnsweredEvaluation = (wire: WireEvaluation): boolean =>
  statusOfEvaluation(wire) === "Finished" &&
  (wire.redacted === true || (wire.answers != null && isWhole(wire.answers)));

/** A total is of scores: one that comes without them is a listing's, or a document that was cut. */
const isWhole = ({
  totalScore,
  questionGroupScores,
}: Pick<NonNullable<(WireSurvey | WireEvaluation)["answers"]>, "totalScore" | "questionGroupScores">): boolean =>
  totalScore == null || questionGroupScores != null;
