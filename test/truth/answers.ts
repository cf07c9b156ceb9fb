import type { Answer, FormVersion, Question, Role } from "../../src/sandbox/model.ts";

/** One question of a response as the rules of the numbers read it, from the org's own facts about the question. */
export interface TruthAnswer {
  readonly questionId: string;
  readonly contextId: string;
  readonly text: string;
  readonly role: Role;
  readonly lead: boolean;
  /** Different values of the scale: the family. */
  readonly points: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly answered: boolean;
  readonly value: number | null;
  /** What was chosen or written, as one text. */
  readonly answerText: string | null;
  readonly remark: string | null;
  readonly satisfaction: number | null;
  readonly favourable: boolean | null;
  readonly unfavourable: boolean | null;
  readonly headline: boolean;
}

type Given = Answer & { readonly comment?: string | null };

/** Every question that can be answered, in the order of the form. */
export function truthAnswers(form: FormVersion, given: readonly Given[]): readonly TruthAnswer[] {
  const questions = form.groups.flatMap((group) => group.questions);
  const firstNps = questions.find(({ type }) => type === "npsQuestion");
  return questions
    .filter(({ type }) => type !== "readOnlyTextBlockQuestion")
    .map((question) => {
      const answer = given.find(({ questionId }) => questionId === question.id);
      const lead = question.contextId === form.leadContextId;
      const headline = { csat: lead, nps: question === firstNps, ces: true, resolution: true };
      return {
        ...read(question, answer),
        lead,
        headline: question.role in headline && headline[question.role as keyof typeof headline],
      };
    });
}

function read(question: Question, given: Given | undefined): Omit<TruthAnswer, "lead" | "headline"> {
  const { role, type, best } = question;
  const chosen = question.options.find(({ id }) => id === given?.optionId);
  const applies = given !== undefined && given.notApplicable === null && chosen?.offScale !== true;
  const scale = scaleOf(question);
  const value = !applies ? null : type === "npsQuestion" ? given.nps : (chosen?.value ?? null);
  const answerText = applies ? (chosen?.text ?? given.text ?? null) : null;
  const span = scale.length > 1 ? { low: scale[0] ?? 0, high: scale.at(-1) ?? 0 } : { low: null, high: null };
  const counted = value !== null && scale.length > 1 && ["csat", "nps", "ces", "resolution"].includes(role);
  // Best first, so that "the best two" are the first two whichever way the scale runs.
  const ordered = best === "high" ? scale.toReversed() : scale;
  const share = span.low === null || value === null ? 0 : (value - span.low) / (span.high - span.low);
  return {
    questionId: question.id,
    contextId: question.contextId,
    text: question.text,
    role,
    points: scale.length > 1 ? scale.length : null,
    ...span,
    answered: applies && (value !== null || (answerText !== null && answerText !== "") || given.optionIds.length > 0),
    value,
    answerText:
      type === "npsQuestion" ? (value === null ? null : String(value)) : answerText === "" ? null : answerText,
    remark: type === "npsQuestion" && applies ? given.text : null,
    satisfaction: counted && role === "csat" ? (best === "high" ? share : 1 - share) : null,
    favourable: counted ? isFavourable(question, ordered, value) : null,
    unfavourable: counted ? isUnfavourable(question, ordered, value) : null,
  };
}

/** Every value that stands on the scale, once, from the lowest. */
function scaleOf({ type, options }: Question): readonly number[] {
  if (type === "npsQuestion") return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  if (type !== "multipleChoiceQuestion") return [];
  const values = options.filter(({ offScale }) => !offScale).map(({ value }) => value);
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Satisfied, promoter, easy, solved. */
function isFavourable({ role, satisfiedValues }: Question, bestFirst: readonly number[], value: number): boolean {
  switch (role) {
    case "csat":
      return satisfiedValues.includes(value);
    case "nps":
      return value >= 9;
    case "ces": {
      const boxes = bestFirst.length === 7 ? 3 : bestFirst.length >= 4 ? 2 : 1;
      return bestFirst.indexOf(value) < boxes;
    }
    default:
      return value === bestFirst[0];
  }
}

/** In the bottom box, detractor, hard, not solved. */
function isUnfavourable({ role }: Question, bestFirst: readonly number[], value: number): boolean {
  if (role === "nps") return value <= 6;
  if (role === "resolution") return value !== bestFirst[0];
  return bestFirst.toReversed().indexOf(value) < (bestFirst.length <= 3 ? 1 : 2);
}
