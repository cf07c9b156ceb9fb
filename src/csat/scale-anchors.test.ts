import { describe, expect, test } from "vitest";
import { readForm } from "./form.ts";

/** The scale of a question whose options are the keys of a telephone. */
function scaleOf(text: string, highest = 5) {
  const answerOptions = Array.from({ length: highest }, (_, index) => ({
    id: `o${index + 1}`,
    text: `${index + 1}`,
    value: index + 1,
  }));
  const questions = [{ id: "q", text, type: "multipleChoiceQuestion", answerOptions }];
  const groups = [{ id: "g", name: "Group", questions }];
  const form = readForm({ id: "f", questionGroups: groups }, "survey", { roles: {}, leads: {}, scales: {} });
  return form.questions[0]?.scale;
}

describe("a question that explains its numbers turns its scale", () => {
  test.each([
    "How satisfied are you? (1 = very satisfied, 5 = very dissatisfied)",
    "How satisfied are you? (1 = very satisfied)",
    "Q1: How satisfied are you? (1 = very satisfied)",
    "Rate us from 1 (excellent) to 5 (poor): how satisfied are you?",
    "Zufriedenheit: 1 – sehr zufrieden; 5 – sehr unzufrieden",
    "1 - sehr zufrieden, 5 - sehr unzufrieden: wie zufrieden sind Sie?",
    "How satisfied were you? Press 1 for good, 3 for okay, 5 for bad.",
  ])("%s", (text) =>
    expect(scaleOf(text)).toMatchObject({ best: "low", direction: "confirmed", satisfiedValues: [1, 2] }),
  );

  test.each([
    "How satisfied are you, from 1 (very dissatisfied) to 5 (very satisfied)?",
    "Q1: How satisfied are you? (1 = very bad, 5 = very good)",
    "Question 1 (service): from 1 (poor) to 5 (excellent), how satisfied are you?",
  ])("%s", (text) => expect(scaleOf(text)).toMatchObject({ best: "high", direction: "confirmed" }));
});

describe("a number that a question, or a thing in it, is called by explains nothing", () => {
  test.each([
    "How satisfied are you?",
    "How satisfied are you with order 12?",
    "Q1: How satisfied were you with the agent?",
    "Question 1: How satisfied are you with our service?",
    "1 - How satisfied are you?",
    "Frage 1 - Wie zufrieden waren Sie?",
    "Pregunta 1: ¿Qué tan satisfecho está?",
    "Section 2 – Question 1: How satisfied are you?",
    "Rate your satisfaction with Tier 1 - good support",
    "How satisfied are you with Tier 1 (good) support?",
    "Q1: How satisfied are you with our 5-star service?",
    "How satisfied are you with our product 1 for easy banking?",
  ])("%s", (text) => expect(scaleOf(text)).toMatchObject({ best: "high", direction: "assumed" }));

  test("of effort", () =>
    expect(scaleOf("Q1: How easy was it to reach us?")).toMatchObject({ best: "high", direction: "assumed" }));
});
