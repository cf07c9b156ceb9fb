import type { WireEvaluationForm, WireForm } from "../genesys/index.ts";
import { isNoJudgement } from "./option-texts.ts";
import { fold } from "./phrases.ts";

export type WireGroup = NonNullable<WireForm["questionGroups"]>[number];
export type WireQuestion = NonNullable<WireGroup["questions"]>[number];
type WireEvaluationGroup = NonNullable<WireEvaluationForm["questionGroups"]>[number];
type WireEvaluationQuestion = NonNullable<WireEvaluationGroup["questions"]>[number];
type WireOption = NonNullable<WireQuestion["answerOptions"]>[number];

export interface Option {
  readonly id: string;
  readonly contextId: string | null;
  readonly text: string | null;
  readonly value: number | null;
  /** Chosen, it means not applicable: "don't know", "no answer" …; it is no point of the scale. */
  readonly notApplicable: boolean;
  /** Answer ids by which a score shows that this option was chosen, and that it was not. */
  readonly chosenBy: readonly string[];
  readonly leftOutBy: readonly string[];
}

/** The options of a question; those of a multiple selection are questions of their own (`multipleSelectOptionQuestions`). */
export function readOptions(
  question: WireQuestion,
  kind: "survey" | "evaluation",
  notOnScale: readonly (string | number)[],
): readonly Option[] {
  const options = question.answerOptions ?? [];
  if (question.type !== "multipleSelectQuestion") return options.map((option) => readOption(option, notOnScale));
  const nested = isOfEvaluation(question, kind) ? (question.multipleSelectOptionQuestions ?? []) : [];
  const direct = options.filter(({ builtInType }) => !builtInType);
  return [...nested.map(readNested), ...direct.map((option) => readOption(option, notOnScale))];
}

/** Only an evaluation form was decoded with its nested questions; in a survey form they are unchecked. */
const isOfEvaluation = (
  _: WireQuestion | WireEvaluationQuestion,
  kind: "survey" | "evaluation",
): _ is WireEvaluationQuestion => kind === "evaluation";

export const valueOnScale = ({ value, notApplicable }: Option): number[] =>
  value === null || notApplicable ? [] : [value];

function readOption(option: WireOption, notOnScale: readonly (string | number)[]): Option {
  const text = option.text ?? null;
  const value = readValue(option.value);
  const listed = notOnScale.some((entry) =>
    typeof entry === "number" ? entry === value : isNamedBy(entry, { ...option, text }),
  );
  return {
    id: option.id,
    contextId: option.contextId ?? null,
    text,
    value,
    notApplicable: listed || isNoJudgement(text),
    chosenBy: [option.id],
    leftOutBy: [],
  };
}

/** Its answers are the built-in Selected and Unselected; where that is not given, by their texts or values. */
function readNested(question: WireQuestion): Option {
  const answers = question.answerOptions ?? [];
  const selected = answers.filter(isSelected);
  return {
    id: question.id,
    contextId: question.contextId ?? null,
    text: question.text ?? null,
    value: null,
    notApplicable: false,
    chosenBy: [question.id, ...selected.map(({ id }) => id)],
    leftOutBy: answers.filter((answer) => !selected.includes(answer)).map(({ id }) => id),
  };
}

function isSelected({ builtInType, text, value }: WireOption): boolean {
  if (builtInType) return fold(builtInType) === fold("selected");
  const word = fold(text ?? null);
  return word === fold("selected") || (word !== fold("unselected") && value === 1);
}

const isNamedBy = (name: string, { id, contextId, text }: Pick<WireOption, "id" | "contextId" | "text">): boolean =>
  name === id || name === contextId || (text !== null && fold(name) === fold(text ?? null));

/** Values that arithmetic cannot place on a scale are none. */
const readValue = (value: number | null | undefined): number | null =>
  typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
