import type { Answer } from "./answers.ts";
import { csatScores } from "./csat-scores.ts";
import type { CsatRecord } from "./record.ts";

/** What somebody wrote in a response. */
export type Texts = Pick<CsatRecord, "answers" | "comment" | "csat_scores">;

/**
 * The texts of a record that is stored, changed as they would have been in its document; null for nothing. Which of its questions
 * stand in `csat_scores` stays, where they have an answer still.
 */
export function changeTexts({ answers, comment, csat_scores }: Texts, change: (text: string) => string | null): Texts {
  const of = (text: string | null): string | null => (text === null ? null : change(text));
  const changed = answers.map((one): Answer => {
    const answer = isWritten(one) && typeof one.answer === "string" ? change(one.answer) : one.answer;
    // Only what was written showed that a question which is in no form was one to write to.
    const role = one.type === null && one.answer !== null && answer === null ? "unconfirmed" : one.role;
    return { ...one, role, answer, comment: of(one.comment) };
  });
  const scores = Object.entries(csatScores(changed)).filter(([key]) => Object.hasOwn(csat_scores, key));
  return { answers: changed, comment: of(comment), csat_scores: Object.fromEntries(scores) };
}

/** Types whose answers are chosen. */
const chosen: ReadonlySet<string | null> = new Set([
  "multipleChoiceQuestion",
  "multipleSelectQuestion",
  "npsQuestion",
  "sliderQuestion",
]);

/** Whether the answer is a text that somebody wrote: of a type that is not known, whatever has no place on a scale. */
const isWritten = ({ type, role, value, scale_max }: Answer): boolean =>
  type === "freeTextQuestion" ||
  (type === null ? role === "comment" : !chosen.has(type) && value === null && scale_max === null);
