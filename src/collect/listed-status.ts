import { isKnownStatus, readSurveyStatus } from "../csat/index.ts";
import type { Findings } from "./findings.ts";

/**
 * The status that a listing gives a survey. A word that is in no documentation is said aloud, with what it is taken for:
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
