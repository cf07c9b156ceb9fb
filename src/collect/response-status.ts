import { isKnownStatus, readSurveyStatus } from "../csat/index.ts";
import type { Findings } from "./findings.ts";

/**
 * The status that a listing gives a survey. An undocumented word is reported, with the status that it is taken for:
 * nothing is dropped for its spelling.
 */
export function readListedStatus(
  { note }: Pick<Findings, "note">,
  word: string | null | undefined,
  isCompleted: boolean,
): string | null {
  const status = readSurveyStatus(word, isCompleted);
  if (word && !isKnownStatus("survey", word)) {
    note(
      isCompleted
        ? `The survey status "${word}" is in no documentation; read as Finished where analytics counts an answer or dates one.`
        : `The survey status "${word}" is in no documentation; taken for open until an answer is counted or dated.`,
    );
  }
  return status;
}

/** Genesys spells one status `Finished`, `FINISHED` or `finished`, by endpoint. */
export const isFinished = (status: string | null | undefined): boolean => status?.toLowerCase() === "finished";

/** The order in which a survey passes its statuses; an answer is the last word. */
const order = ["pending", "sent", "inprogress", "error", "expired", "optout", "finished"];

/** How far a status has come; a word that nobody documented may be followed by any end, and is not taken for one. */
export function rankOf(status: string | null): number {
  if (status === null) return -1;
  const rank = order.indexOf(letters(status));
  return rank < 0 ? order.indexOf("error") - 0.5 : rank;
}

/** The further of two statuses. */
export const further = (one: string | null, other: string | null): string | null =>
  rankOf(other) > rankOf(one) ? other : one;

/** No survey in one of these becomes anything else, but deleted. */
export const isSettled = (status: string | null): boolean => rankOf(status) >= order.indexOf("error");

const letters = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, "");

/** Why a response that is listed as answered is not delivered: the status in its document. */
export function whyNotAnswered(status: string | null): string {
  if (status === "Finished") return "Genesys lists it as answered, but its document comes without the answers.";
  return status === null
    ? "Genesys lists it as answered, but its document names no status."
    : `Genesys lists it as answered, but its document says ${status}.`;
}
