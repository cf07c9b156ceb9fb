import { type Answer, isAnswered } from "./answers.ts";
import { type Boxes, promoterBoxes } from "./boxes.ts";
import type { Form, Question } from "./form.ts";
import { type Lead, leadAnswerOf } from "./lead.ts";

/** The outcome of an answer in the figures of its role. */
export interface AnswerOutcome {
  /** Different values on its question's scale, 11 for NPS: figures of different ones are never one figure. */
  readonly points: number | null;
  /** Satisfied, promoter, easy, resolved; null where it was not answered, or its question has no usable scale. */
  readonly favourable: boolean | null;
  /** In the bottom box, detractor, not resolved. */
  readonly unfavourable: boolean | null;
  /**
   * Whether its role's headline means it: of csat the lead alone, of NPS the answer that the response's score is, of effort
   * and resolution every answer.
   */
  readonly headline: boolean;
}

/** The outcome of each answer of a response; `npsScore` is the response's own. */
export function readOutcomes(
  answers: readonly Answer[],
  form: Form | null,
  lead: Lead | null,
  npsScore: number | null,
): readonly AnswerOutcome[] {
  const leadAnswer = leadAnswerOf(answers, lead);
  const npsAnswer = npsScore === null ? undefined : answers.find((answer) => isScored(answer, npsScore));
  return answers.map((answer, position) => {
    const question = questionAt(form, position, answer);
    const { value, not_applicable } = answer;
    const boxes = question ? question.boxes : answer.role === "nps" ? promoterBoxes : null;
    const counts = boxes !== null && value !== null && !not_applicable && isInside(boxes, value) ? boxes : null;
    return {
      points: pointsOf(question, answer),
      favourable: counts && value !== null ? counts.favourable.includes(value) : null,
      unfavourable: counts && value !== null ? counts.unfavourable.includes(value) : null,
      headline: isInHeadline(answer, leadAnswer, npsAnswer),
    };
  });
}

/** Answers are in the order of their form's questions; those of questions outside the form come after them. */
function questionAt(form: Form | null, position: number, { question_id }: Answer): Question | null {
  const question = form?.questions[position];
  return question?.id === question_id ? question : null;
}

const isInside = ({ favourable, between, unfavourable }: Boxes, value: number): boolean =>
  favourable.includes(value) || between.includes(value) || unfavourable.includes(value);

function pointsOf(question: Question | null, { role, type }: Answer): number | null {
  if (type === "npsQuestion" || (question === null && role === "nps")) return 11;
  return question?.scale && question.scale.low !== null ? question.scale.values.length : null;
}

function isInHeadline(answer: Answer, lead: Answer | undefined, nps: Answer | undefined): boolean {
  switch (answer.role) {
    case "csat":
      return answer === lead;
    case "nps":
      return answer === nps;
    case "ces":
    case "resolution":
      return isAnswered(answer);
    default:
      return false;
  }
}

const isScored = (answer: Answer, score: number): boolean =>
  answer.role === "nps" && isAnswered(answer) && answer.value === score;
