import { expect, test } from "vitest";
import { readForm } from "../../csat/index.ts";
import { evaluationForm } from "../../genesys/index.ts";
import { defaultRequest } from "../request.ts";
import { answerSearches, scoreOf } from "./answer-searches.ts";
import { costOf } from "./search-answers.ts";

const options = (id: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${id}-${index}`, text: `Option ${index}`, value: index }));
const selection = (id: string) => ({
  id,
  answerOptions: [
    { id: `${id}-yes`, builtInType: "Selected", value: 1 },
    { id: `${id}-no`, builtInType: "Unselected", value: 0 },
  ],
});
const choice = { id: "q1", type: "multipleChoiceQuestion", answerOptions: options("q1", 2) };
const reasons = {
  ...{ id: "q2", type: "multipleSelectQuestion" },
  multipleSelectOptionQuestions: [selection("a"), selection("b")],
};
const text = { id: "q3", type: "freeTextQuestion" };

const { scores } = defaultRequest({ from: 0, to: 0 });
const searchesOf = (...questions: readonly object[]) =>
  answerSearches(
    readForm(evaluationForm.parse({ id: "f", questionGroups: [{ id: "g", questions }] }), "evaluation", scores),
  );

test("every option is searched for; whoever selected none of several has the first one unselected", () => {
  expect(searchesOf(choice, reasons, text)?.map(({ searches }) => searches)).toEqual([
    [
      { questionId: "q1", answerId: "q1-0" },
      { questionId: "q1", answerId: "q1-1" },
    ],
    [
      { questionId: "a", answerId: "a-yes" },
      { questionId: "b", answerId: "b-yes" },
      { questionId: "a", answerId: "a-no" },
    ],
  ]);
});

test.each<[string, object]>([
  ["a number from 0 to 10", { id: "q9", type: "npsQuestion" }],
  ["a type without options that nobody has documented", { id: "q9", type: "sliderQuestion" }],
  ["a choice without options", { ...choice, id: "q9", answerOptions: [] }],
  [
    "several answers without a word for what was left out",
    { ...reasons, multipleSelectOptionQuestions: [{ id: "a" }] },
  ],
])("a form cannot be searched for that asks for %s", (_, question) => {
  expect(searchesOf(choice, question)).toBeNull();
});

test("what was found is a score as the document has it", () => {
  const [one, several] = searchesOf(choice, reasons) ?? [];
  if (!one || !several) throw new Error("no searches");
  expect(scoreOf(one, one.searches.slice(1))).toEqual({ questionId: "q1", answerId: "q1-1" });
  expect(scoreOf(several, several.searches.slice(0, 2))).toEqual({
    questionId: "q2",
    multipleSelectQuestionOptionScores: several.searches.slice(0, 2),
  });
  expect(scoreOf(one, [])).toBeNull();
});

test("of several thousand evaluations the answers to three questions cost less than 0.05 requests each", () => {
  const three = searchesOf(
    ...["a", "b", "c"].map((id) => ({ id, type: "multipleChoiceQuestion", answerOptions: options(id, 5) })),
  );
  expect(costOf(three ?? [], 3_000) / 3_000).toBeLessThan(0.045);
});
