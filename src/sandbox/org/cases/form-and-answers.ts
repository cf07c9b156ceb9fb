import type { Answer, FormVersion, Question } from "../../model.ts";
import type { FormKey } from "../forms/catalogue.ts";
import { blank, isVisible } from "../response/answer-form.ts";
import type { World } from "../world.ts";
import type { GivenAnswer } from "./case.ts";
import { named, refuse } from "./case-errors.ts";

interface Given {
  readonly score: number | undefined;
  readonly answers: Readonly<Record<string, GivenAnswer>> | undefined;
  /** Answers the first question for free text. */
  readonly text?: string | undefined;
}

/** The answers of a form as the org stores them; throws for answers that the form does not allow. */
export function answersOf(where: string, form: FormVersion, given: Given): Answer[] {
  const questions = keyed(form);
  const wanted = new Map<string, GivenAnswer>();
  for (const [text, answer] of Object.entries(given.answers ?? {})) {
    const [, { id }] = named(`${where}.answers`, `question of ${form.name}`, text, questions, ([key]) => key);
    wanted.set(id, answer);
  }
  const add = (name: string, question: Question | undefined, answer: GivenAnswer): void => {
    const what = name === "score" ? "leading question on satisfaction" : "question for free text";
    if (!question)
      throw refuse(`${where}.${name}`, `${form.name} has no ${what}.`, "Leave it out or choose another form.");
    if (wanted.has(question.id))
      throw refuse(`${where}.${name}`, `answers has ${JSON.stringify(question.text)} too.`, "Say it in one place.");
    wanted.set(question.id, answer);
  };
  const lead = questions.find(([, { contextId }]) => contextId === form.leadContextId)?.[1];
  if (given.score !== undefined) add("score", lead, given.score);
  const writing = questions.find(([, { type }]) => type === "freeTextQuestion")?.[1];
  if (given.text !== undefined) add("comment", writing, given.text);

  const answers = new Map<string, Answer>();
  for (const [key, question] of questions) {
    const given = wanted.get(question.id);
    const at = `${where}, ${JSON.stringify(key)}`;
    if (!isVisible(form, question, answers)) {
      if (given !== undefined) throw refuse(at, "it is hidden by the other answers.", "Answer what shows it, too.");
      answers.set(question.id, { ...blank(question), notApplicable: "system" });
    } else if (given !== undefined) answers.set(question.id, { ...blank(question), ...read(at, question, given) });
  }
  return [...answers.values()];
}

/** Questions that can be answered, each by its text; where a form asks the same words twice, the second is " (2)". */
function keyed(form: FormVersion): [string, Question][] {
  const times = new Map<string, number>();
  return form.groups
    .flatMap(({ questions }) => questions)
    .filter(({ type }) => type !== "readOnlyTextBlockQuestion")
    .map((question) => {
      const time = (times.get(question.text) ?? 0) + 1;
      times.set(question.text, time);
      return [time === 1 ? question.text : `${question.text} (${time})`, question];
    });
}

function read(where: string, question: Question, given: GivenAnswer): Partial<Answer> {
  if (given === null) {
    if (question.naEnabled) return { notApplicable: "person" };
    throw refuse(where, "it cannot be marked as not applicable.", "Leave it out: then it was not answered.");
  }
  switch (question.type) {
    case "multipleChoiceQuestion":
      return { optionId: optionOf(where, question, given) };
    case "multipleSelectQuestion": {
      const chosen = Array.isArray(given) ? given : [given];
      return { optionIds: chosen.map((text) => optionOf(where, question, text)) };
    }
    case "npsQuestion":
      if (typeof given === "number" && Number.isInteger(given) && given >= 0 && given <= 10) return { nps: given };
      throw refuse(where, `${JSON.stringify(given)} is no answer.`, "Give a whole number from 0 to 10.");
    default:
      if (typeof given === "string") return { text: given };
      throw refuse(where, `${JSON.stringify(given)} is no answer.`, "Give a text.");
  }
}

function optionOf(where: string, { options }: Question, given: GivenAnswer): string {
  const found = options.find(({ text, value }) => (typeof given === "number" ? value : text) === given);
  if (found) return found.id;
  const choice = options.map(({ text, value }) => `${JSON.stringify(text)} (${value})`).join(", ");
  throw refuse(where, `${JSON.stringify(given)} is no answer.`, `Choose one of ${choice}.`);
}

/** The version of a form that was published at a time; the usual one where none is named. */
export function formOf(
  where: string,
  { forms }: World,
  { kind, name, key }: { readonly kind: FormVersion["kind"]; readonly name: string | undefined; readonly key: FormKey },
  time: number,
): FormVersion {
  if (name === undefined) return forms.current(key, time);
  const known = forms.versions.filter((form) => form.kind === kind && form.published);
  const first = named(`${where}.form`, `${kind} form`, name, latestOfEach(known), (form) => form.name);
  if (first.name === "Voice survey")
    throw refuse(`${where}.form`, "it is asked within the call.", "A case has a web survey: choose another form.");
  const versions = known.filter(({ contextId }) => contextId === first.contextId);
  return versions.findLast(({ modified }) => modified <= time) ?? first;
}

const latestOfEach = (forms: readonly FormVersion[]): FormVersion[] => [
  ...new Map(forms.map((form) => [form.contextId, form])).values(),
];
