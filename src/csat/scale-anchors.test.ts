import { expect, test } from "vitest";
import { readForm } from "./form.ts";
import { readAnchors } from "./scale.ts";

test.each([
  [
    "How satisfied are you? (1 = very satisfied, 5 = very dissatisfied)",
    [
      [1, "very satisfied"],
      [5, "very dissatisfied"],
    ],
  ],
  [
    "Rate us from 1 (poor) to 5 (excellent)",
    [
      [1, "poor"],
      [5, "excellent"],
    ],
  ],
  [
    "Zufriedenheit: 1 – sehr zufrieden; 6 – sehr unzufrieden",
    [
      [1, "sehr zufrieden"],
      [6, "sehr unzufrieden"],
    ],
  ],
  ["How satisfied are you with order 12?", []],
  [null, []],
])("%s", (question, anchors) =>
  expect(readAnchors(question).map(({ value, text }) => [value, text?.trim()])).toEqual(anchors),
);

test("a question that explains its numbers turns its scale", () => {
  const numbers = [1, 2, 3, 4, 5].map((value) => ({ id: `o${value}`, text: `${value}`, value }));
  const scaleOf = (text: string) => {
    const questions = [{ id: "q", text, type: "multipleChoiceQuestion", answerOptions: numbers }];
    const form = readForm({ id: "f", questionGroups: [{ id: "g", questions }] }, "survey", {
      roles: {},
      leads: {},
      scales: {},
    });
    return form.questions[0];
  };
  expect(scaleOf("How satisfied are you? (1 = very satisfied, 5 = very dissatisfied)")).toMatchObject({
    role: "csat",
    scale: { best: "low", direction: "confirmed", satisfiedValues: [1, 2] },
  });
  expect(scaleOf("How satisfied are you, from 1 (very dissatisfied) to 5 (very satisfied)?")).toMatchObject({
    scale: { best: "high", direction: "confirmed" },
  });
  expect(scaleOf("How satisfied are you?")).toMatchObject({ scale: { best: "high", direction: "assumed" } });
});
