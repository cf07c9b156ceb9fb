import type { CsatRecord } from "../../src/csat/index.ts";
import type { ExpectedRow } from "../../src/sandbox/index.ts";

type Comparable = Readonly<Record<string, unknown>> & Pick<CsatRecord, "response_id" | "answers">;

/**
 * The truth as the bulk route gives it: whole scores of surveys, nothing about questions that were not answered and, where the record
 * says that texts were not read, none of them.
 */
export function asReadInBulk(expected: ExpectedRow, record: Comparable): Comparable {
  const isText = ({ type }: { readonly type: string | null }): boolean => type === "freeTextQuestion";
  const isSurvey = expected.source === "survey";
  const textsRead = record["texts_read"] !== false;
  const texts = new Set(expected.answers.filter(isText).map(({ question }) => question));
  const scores = Object.entries(expected.csat_scores).filter(([question]) => textsRead || !texts.has(question));
  return {
    ...expected,
    total_score: isSurvey && expected.total_score !== null ? Math.round(expected.total_score) : expected.total_score,
    comment: textsRead ? expected.comment : null,
    csat_scores: Object.fromEntries(scores),
    texts_read: textsRead,
    answers: expected.answers.map((one) => {
      const answer = isText(one) && !textsRead ? null : one.answer;
      const isAnswered = answer !== null || one.value !== null;
      return {
        ...one,
        answer,
        comment: textsRead ? one.comment : null,
        not_applicable: isAnswered ? one.not_applicable : null,
      };
    }),
  };
}
