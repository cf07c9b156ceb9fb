import { isoTime } from "../../../base/index.ts";
import type { FormVersion, Option, Question } from "../../model.ts";
import { cacheJson } from "../answer.ts";
import type { Lookup } from "../lookup.ts";
import { reference } from "./directory.ts";

/** Which parts of a form an endpoint returns; listings leave the questions out and call every form unpublished. */
export interface FormView {
  readonly questions: boolean;
  readonly published?: false;
}

const option = ({ id, contextId, text, value }: Option) => ({ id, contextId, text, value });

function questionOf(question: Question) {
  const { id, contextId, text, type, naEnabled, options, visibleWhen } = question;
  return {
    ...{ id, contextId, text, type, naEnabled },
    visibilityCondition: visibleWhen ?? undefined,
    answerOptions: type === "multipleChoiceQuestion" ? options.map(option) : undefined,
  };
}

/** Official SDK model SurveyForm. A redacted form keeps its questions without the texts of questions and groups. */
export function surveyForm(form: FormVersion, find: Lookup, view: FormView) {
  const redacted = find.redacts(form);
  const shown = <Text>(text: Text): Text | undefined => (redacted ? undefined : text);
  return {
    ...head(form, find, view),
    disabled: false,
    language: form.language,
    questionGroups: view.questions
      ? form.groups.map(({ id, contextId, name, naEnabled, questions }) => ({
          ...{ id, contextId, name: shown(name), type: "questionGroup", naEnabled },
          questions: questions.map((question) => ({
            ...questionOf(question),
            text: shown(question.text),
            explanationPrompt: question.type === "npsQuestion" ? shown("Why this score?") : undefined,
          })),
        }))
      : undefined,
    redacted: redacted || undefined,
    selfUri: `/api/v2/quality/forms/surveys/${form.id}`,
  };
}

/** Official SDK model EvaluationFormResponse. */
export function evaluationForm(form: FormVersion, find: Lookup, view: FormView) {
  return {
    ...head(form, find, view),
    weightMode: "SCALED",
    questionGroups: view.questions
      ? form.groups.map(({ id, contextId, name, naEnabled, questions }) => ({
          ...{ id, contextId, name, type: "questionGroup", naEnabled, weight: 1, manualWeight: false },
          questions: questions.map((question) => ({
            ...questionOf(question),
            ...{ commentsRequired: false, isKill: false, isCritical: false },
            multipleSelectOptionQuestions:
              question.type === "multipleSelectQuestion" ? question.options.map(selectable) : undefined,
          })),
        }))
      : undefined,
    selfUri: `/api/v2/quality/forms/evaluations/${form.id}`,
  };
}

/** A form with its questions as responses carry it, made and written once and not again for every response. */
export const wholeSurveyForm = once(surveyForm);
export const wholeEvaluationForm = once(evaluationForm);

function once<Form extends object>(make: (form: FormVersion, find: Lookup, view: FormView) => Form) {
  const made = new WeakMap<Lookup, Map<FormVersion, Form>>();
  return (form: FormVersion, find: Lookup): Form => {
    const known = made.get(find) ?? new Map<FormVersion, Form>();
    const whole = known.get(form) ?? cacheJson(make(form, find, { questions: true }));
    made.set(find, known.set(form, whole));
    return whole;
  };
}

const head = (form: FormVersion, find: Lookup, view: FormView) => ({
  id: form.id,
  name: form.name,
  division: reference("authorization/divisions", form.divisionId, find.division(form.divisionId)?.name),
  modifiedDate: isoTime(form.modified),
  published: view.published ?? form.published,
  contextId: form.contextId,
});

/** An option of a multiple-select question is a question of its own, answered by one of two built-in options. */
function selectable({ id, contextId, text, value }: Option) {
  const [selected, unselected] = builtInOptions(id);
  return {
    ...{ id, contextId, text, type: "multipleChoiceQuestion", naEnabled: false },
    answerOptions: [
      { id: selected, contextId: selected, builtInType: "Selected", text: "Selected", value },
      { id: unselected, contextId: unselected, builtInType: "Unselected", text: "Unselected", value: 0 },
    ],
  };
}

/** Ids of the built-in options "Selected" and "Unselected" of a selectable option: its own with the first digit moved. */
export function builtInOptions(id: string): readonly [selected: string, unselected: string] {
  const first = Number.parseInt(id.slice(0, 1), 16);
  const moved = (by: number): string => ((first + by) % 16).toString(16) + id.slice(1);
  return [moved(1), moved(2)];
}
