import { minute, readTime } from "../../base/index.ts";
import { type AnsweredSurvey, type Form, readSurveyAnswers, type SurveyTotals } from "../../csat/index.ts";
import type { WireSurvey } from "../../genesys/index.ts";
import { findContradicted } from "./cross-checks.ts";
import type { Comparison } from "./form-routes.ts";
import type { GroupedAnswers } from "./grouped-answers.ts";

/** Compares what the records would show, so that two spellings of one answer are no difference. */
export function compareSurveys(
  form: Form,
  document: WireSurvey,
  bulk: AnsweredSurvey | null,
  grouped: GroupedAnswers | undefined,
  totals: Pick<SurveyTotals, "totalScore" | "recommendation"> | undefined,
): Comparison {
  const read = readSurveyAnswers(document, form);
  const texts = read.filter(({ type }) => type === "freeTextQuestion");
  const countsText = texts.some(({ question_id }) => grouped?.answers.has(question_id) === true);
  return {
    difference: bulk === null ? missing(document, read) : findDifference(form, document, bulk, read),
    hasText: texts.some(({ answer }) => answer !== null),
    countsText,
    hasRemark: read.some(({ type, comment }) => type === "npsQuestion" && comment !== null),
    contradicted: bulk && totals ? findContradicted(form, bulk, totals) : [],
  };
}

type Answers = ReturnType<typeof readSurveyAnswers>;

/** A survey of which analytics gives no answer was left blank, or holds texts alone. */
const missing = ({ id }: WireSurvey, read: Answers): string | null =>
  read.some(({ type, value, answer }) => type !== "freeTextQuestion" && (value !== null || answer !== null))
    ? `Analytics gives no answers of survey ${id}, and it has some.`
    : null;

function findDifference(form: Form, document: WireSurvey, bulk: AnsweredSurvey, read: Answers): string | null {
  const grouped = new Map(readSurveyAnswers(bulk, form).map((answer) => [answer.question_id, answer]));
  for (const { question_id, type, answer, value } of read) {
    if (type === "freeTextQuestion") continue;
    const other = grouped.get(question_id);
    grouped.delete(question_id);
    if ((other?.answer ?? null) !== answer || (other?.value ?? null) !== value)
      return `Analytics gives another answer to question ${question_id} of survey ${document.id} than the survey has.`;
  }
  const more = [...grouped.values()].find(
    ({ type, answer, value }) => type !== "freeTextQuestion" && (answer ?? value) !== null,
  );
  if (more)
    return `Analytics gives an answer to question ${more.question_id} that survey ${document.id} does not have.`;
  const [completed, dated] = [readTime(document.completedDate), readTime(bulk.completedDate)];
  if (completed !== null && dated !== null && Math.abs(completed - dated) >= minute)
    return `Analytics dates survey ${document.id} otherwise than the survey itself.`;
  const [total, counted] = [document.answers?.totalScore ?? null, bulk.answers?.totalScore ?? null];
  if (total === null || counted === null ? total !== counted : Math.abs(total - counted) >= 1)
    return `Analytics gives survey ${document.id} another total score than the survey has.`;
  return null;
}
