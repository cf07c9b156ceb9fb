import { expect, test } from "vitest";
import { readForm, withScoredQuestions } from "./form.ts";
import { labelledQuestions } from "./labels.ts";

const version = (id: string, ...contexts: (string | null)[]) =>
  readForm(
    {
      ...{ id, contextId: "form", name: "Form" },
      questionGroups: [
        {
          ...{ id: `${id}-g`, name: `Group of ${id}` },
          questions: contexts.map((contextId, at) => ({
            ...{ id: `${id}-q${at}`, contextId, text: `Question ${at} of ${id}?`, type: "freeTextQuestion" },
          })),
        },
      ],
    },
    "evaluation",
    { roles: {}, leads: {}, scales: {} },
  );
const form = version("f2", "a", "b", null);
const older = version("f1", "b", "a", "gone", null);
const oldest = version("f0", "b");

const scores = (...ids: string[]) => [{ questionScores: ids.map((questionId) => ({ questionId })) }];
const scoredBy = (...ids: string[]) => withScoredQuestions(form, scores(...ids), () => [form, older, oldest]);
const idsOf = (...ids: string[]) => scoredBy(...ids).questions.map(({ id }) => id);

test("a question of another version takes the place of the form's own one", () => {
  expect(scoredBy("f2-q0")).toBe(form);
  expect(idsOf("f1-q0")).toEqual(["f2-q0", "f1-q0", "f2-q2"]);
  expect(idsOf("f1-q0", "f1-q1")).toEqual(["f1-q1", "f1-q0", "f2-q2"]);
});

test("one that the form does not have, or that no context makes the same, follows at the end", () => {
  expect(idsOf("f1-q2")).toEqual(["f2-q0", "f2-q1", "f2-q2", "f1-q2"]);
  expect(idsOf("f1-q3")).toEqual(["f2-q0", "f2-q1", "f2-q2", "f1-q3"]);
});

test("of several versions that were scored none is lost, and none stands twice", () => {
  expect(idsOf("f2-q1", "f1-q0")).toEqual(["f2-q0", "f2-q1", "f2-q2", "f1-q0"]);
  expect(idsOf("f0-q0", "f1-q0", "f1-q0")).toEqual(["f2-q0", "f1-q0", "f2-q2", "f0-q0"]);
});

test("it is chosen by what it asks, and by what the question whose place it takes asks", () => {
  const chosen = (labels: readonly string[], questions: readonly string[] = []) =>
    labelledQuestions(scoredBy("f1-q0"), { labels, questions }).map(({ id }) => id);
  expect(chosen(["Question 0 of f1"])).toEqual(["f1-q0"]);
  expect(chosen(["Question 1 of f2"])).toEqual(["f1-q0"]);
  expect(chosen([], ["f2-q1"])).toEqual(["f1-q0"]);
  expect(chosen([], ["b"])).toEqual(["f1-q0"]);
  expect(chosen(["Question 0 of f2"])).toEqual(["f2-q0"]);
});
