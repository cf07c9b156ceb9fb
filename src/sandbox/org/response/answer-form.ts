import type { Answer, FormVersion, Option, Question } from "../../model.ts";
import type { Random } from "../random.ts";
import { comment, type Voice } from "./comment.ts";

/** A person who fills in a form: a customer in some mood, or an evaluator guessing at it. */
export interface Respondent extends Voice {
  /** How many questions they answer; the rest is left out. */
  readonly maxAnswered: number;
  /** How often a question that may be not applicable is marked so. */
  readonly declines: number;
  /** How often there is something to write. */
  readonly talkative: number;
}

/** Answers in the form's order; what was not answered is absent, what was hidden is marked by the system. */
export function answerForm(form: FormVersion, who: Respondent, random: Random): Answer[] {
  const answers = new Map<string, Answer>();
  let asked = 0;
  const passedOver = new Set(form.groups.filter(({ naEnabled }) => naEnabled && random.chance(0.07)));
  for (const [group, question] of form.groups.flatMap((one) => one.questions.map((each) => [one, each] as const))) {
    if (question.type === "readOnlyTextBlockQuestion") continue;
    if (passedOver.has(group)) {
      answers.set(question.id, { ...blank(question), notApplicable: "group" });
      continue;
    }
    if (!isVisible(form, question, answers)) {
      answers.set(question.id, { ...blank(question), notApplicable: "system" });
      continue;
    }
    if (asked++ >= who.maxAnswered) break;
    const answer =
      question.naEnabled && random.chance(who.declines)
        ? ({ ...blank(question), notApplicable: "person" } as const)
        : give(question, who, random);
    if (answer) answers.set(question.id, answer);
  }
  return [...answers.values()];
}

/** Whether a question that had to be answered was not. */
export const isPartial = (form: FormVersion, answers: readonly Answer[]): boolean =>
  form.groups
    .flatMap(({ questions }) => questions)
    .some(
      ({ id, type, naEnabled }) =>
        (type === "multipleChoiceQuestion" || type === "npsQuestion") &&
        !naEnabled &&
        !answers.some(({ questionId }) => questionId === id),
    );

/** Points reached of all points that could be, as a percentage with one decimal; null where nothing was scored. */
export function scoreOf(form: FormVersion, answers: readonly Answer[]): number | null {
  let [reached, possible] = [0, 0];
  for (const { id, options } of form.groups.flatMap(({ questions }) => questions)) {
    const optionId = answers.find(({ questionId }) => questionId === id)?.optionId;
    const chosen = options.find((option) => option.id === optionId);
    if (!chosen || chosen.offScale) continue;
    reached += chosen.value;
    possible += Math.max(...options.map(({ value }) => value));
  }
  return possible === 0 ? null : Math.round((1_000 * reached) / possible) / 10;
}

export const blank = ({ id }: Question): Answer => ({
  questionId: id,
  optionId: null,
  optionIds: [],
  nps: null,
  text: null,
  notApplicable: null,
});

function give(question: Question, who: Respondent, random: Random): Answer | null {
  const empty = blank(question);
  switch (question.type) {
    case "multipleChoiceQuestion":
      return { ...empty, optionId: choose(question, who, random).id };
    case "multipleSelectQuestion": {
      const optionIds = question.options.filter(() => random.chance(0.35)).map(({ id }) => id);
      return optionIds.length > 0 ? { ...empty, optionIds } : null;
    }
    case "npsQuestion": {
      const nps = clamp(Math.round((who.mood - 1) * 2.5 + random.int(-2, 2)), 0, 10);
      return { ...empty, nps, text: random.chance(who.talkative) ? comment(who, random) : null };
    }
    case "freeTextQuestion":
      if (random.chance(who.talkative)) return { ...empty, text: comment(who, random) };
      return random.chance(0.06) ? { ...empty, text: "" } : null;
    case "readOnlyTextBlockQuestion":
      return null;
  }
}

function choose(question: Question, { mood }: Respondent, random: Random): Option {
  const { role, options } = question;
  const doubt = options.find(({ offScale }) => offScale);
  if (doubt && random.chance(0.07)) return doubt;
  const scale = scaleOf(question);
  const place = (share: number): Option =>
    scale[clamp(Math.round(share * (scale.length - 1)), 0, scale.length - 1)] ?? none();
  switch (role) {
    case "csat":
    case "ces":
    case "unconfirmed":
      return place((mood - 1) / 4 + (random.next() - 0.5) * 0.35);
    case "resolution":
      return place(random.chance(0.15 + mood * 0.16) ? 1 : 0);
    default:
      // Two options: a question of fact, whose answer is nearly always yes.
      return scale.length === 2 ? place(random.chance(0.88) ? 1 : 0) : random.pick(scale);
  }
}

const scales = new WeakMap<Question, readonly Option[]>();

/** Worst first. Sorted once: every answer to the question looks it up. */
function scaleOf(question: Question): readonly Option[] {
  const known = scales.get(question);
  if (known) return known;
  const scale = question.options.filter(({ offScale }) => !offScale).sort((a, b) => a.value - b.value);
  if (question.best === "low") scale.reverse();
  scales.set(question, scale);
  return scale;
}

export function isVisible(form: FormVersion, { visibleWhen }: Question, answers: ReadonlyMap<string, Answer>): boolean {
  if (!visibleWhen) return true;
  const holds = (predicate: string): boolean => {
    const [group, question, option] = (predicate.match(/\d+/g) ?? []).map(Number);
    const asked = form.groups[group ?? -1]?.questions[question ?? -1];
    const chosen = asked && answers.get(asked.id)?.optionId;
    return chosen != null && asked?.options[option ?? -1]?.id === chosen;
  };
  const { combiningOperation, predicates } = visibleWhen;
  return combiningOperation === "AND" ? predicates.every(holds) : predicates.some(holds);
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const none = (): never => {
  throw new Error("A question to choose from without options.");
};
