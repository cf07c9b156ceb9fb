import { describe, expect, test } from "vitest";
import { readOutcomes } from "./answer-outcomes.ts";
import { type Answer, answerOf } from "./answers.ts";
import { readForm } from "./form.ts";
import { chooseLead } from "./lead.ts";
import type { ScoreSettings } from "./settings.ts";

const none: ScoreSettings = { roles: {}, leads: {}, scales: {} };

interface Asked {
  readonly text: string;
  readonly values?: readonly number[];
  readonly texts?: readonly string[];
  readonly type?: string;
}

const range = (low: number, high: number): number[] => Array.from({ length: high - low + 1 }, (_, at) => low + at);

const formOf = (questions: readonly Asked[], settings: ScoreSettings) =>
  readForm(
    {
      id: "f",
      questionGroups: [
        {
          id: "g",
          questions: questions.map(({ text, values, texts, type = "multipleChoiceQuestion" }, at) => ({
            id: `q${at}`,
            text,
            type,
            answerOptions: values?.map((value, place) => ({
              id: `o${value}`,
              text: texts?.[place] ?? `${value}`,
              value,
            })),
          })),
        },
      ],
    },
    "survey",
    settings,
  );

/** What each value of one question counts as: "+", "-", "." in between, "?" as nothing. */
function signs(asked: Asked, settings: ScoreSettings = none): string {
  const form = formOf([asked], settings);
  const [question] = form.questions;
  if (!question) return "";
  const values = asked.type === "npsQuestion" ? range(0, 10) : (asked.values ?? []);
  return values
    .map((value) => {
      const answer = answerOf(question, { answer: `${value}`, value, comment: null, notApplicable: false });
      const [measure] = readOutcomes([answer], form, chooseLead([form], settings), value);
      if (measure?.favourable === null) return "?";
      if (measure?.favourable && measure.unfavourable) return "both";
      return measure?.favourable ? "+" : measure?.unfavourable ? "-" : ".";
    })
    .join("");
}

const satisfied = "How satisfied are you?";
const easy = "How easy was it to get help?";

describe("what counts as favourable and as unfavourable", () => {
  const lines: readonly (readonly [string, Asked, ScoreSettings?])[] = [
    ["-+", { text: satisfied, values: range(0, 1) }],
    ["-.+", { text: satisfied, values: range(1, 3) }],
    ["--++", { text: satisfied, values: range(1, 4) }],
    ["--.++", { text: satisfied, values: range(1, 5) }],
    ["++.--", { text: `${satisfied} (1 = very satisfied, 5 = very dissatisfied)`, values: range(1, 5) }],
    ["--.....++", { text: satisfied, values: range(1, 9) }],
    ["-++++", { text: satisfied, values: range(1, 5) }, { ...none, scales: { q0: { satisfiedFrom: 2 } } }],
    ["????????????", { text: satisfied, values: range(1, 12) }],
    ["--..+++", { text: easy, values: range(1, 7) }],
    ["--.++", { text: easy, values: range(1, 5) }],
    ["-.+", { text: easy, values: range(1, 3) }],
    ["+++..--", { text: easy, values: range(1, 7) }, { ...none, scales: { q0: { best: "low" } } }],
    ["--....+", { text: easy, values: range(1, 7) }, { ...none, scales: { q0: { satisfiedFrom: 7 } } }],
    ["-------..++", { text: "Would you recommend us?", type: "npsQuestion" }],
    ["+-", { text: "Was your issue resolved?", values: [0, 1], texts: ["Yes", "No"] }],
    ["--+", { text: "Was your issue resolved?", values: [0, 1, 2], texts: ["No", "Partly", "Yes"] }],
    ["???", { text: "Which shop was it?", values: range(1, 3) }],
    ["-------..++", { text: "Likely?", values: range(0, 10) }, { ...none, roles: { q0: "nps" } }],
    ["?????", { text: "Likely?", values: range(1, 5) }, { ...none, roles: { q0: "nps" } }],
  ];
  for (const [expected, asked, settings] of lines) {
    test(`${expected}: ${JSON.stringify([asked, settings])}`, () => expect(signs(asked, settings)).toBe(expected));
  }
});

test("an answer that is not applicable, off the scale or missing counts as nothing; the lead stays the headline's", () => {
  const form = formOf([{ text: satisfied, values: range(1, 5) }], none);
  const [question] = form.questions;
  if (!question) throw new Error("There is a question.");
  const outcomes = [
    { answer: null, value: null, comment: null, notApplicable: false },
    { answer: "3", value: 3, comment: null, notApplicable: true },
    { answer: null, value: 9, comment: null, notApplicable: false },
  ];
  for (const one of outcomes) {
    expect(readOutcomes([answerOf(question, one)], form, chooseLead([form], none), null)).toEqual([
      { points: 5, favourable: null, unfavourable: null, headline: true },
    ]);
  }
});

test("headlines: the lead, the answer that the score is, every effort and resolution that was answered", () => {
  const questions = [
    { text: "How satisfied are you with our agent?", values: range(1, 5) },
    { text: "Overall, how satisfied are you?", values: range(1, 5) },
    { text: easy, values: range(1, 7) },
    { text: "Was it easy to find us?", values: range(1, 7) },
    { text: "Recommend?", type: "npsQuestion" },
    { text: "Recommend?", type: "npsQuestion" },
    { text: "Anything else?", type: "freeTextQuestion" },
  ];
  const form = formOf(questions, none);
  const values = [5, 4, 6, null, 3, 8, null];
  const answers: Answer[] = form.questions.map((question, at) =>
    answerOf(question, { answer: `${values[at]}`, value: values[at] ?? null, comment: null, notApplicable: false }),
  );
  const unanswered = answers.map((answer, at) => (at === 3 ? { ...answer, answer: null } : answer));
  const headlines = readOutcomes(unanswered, form, chooseLead([form], none), 8).map(({ headline }) => headline);
  expect(headlines).toEqual([false, true, true, false, false, true, false]);
});

test("without the form, an NPS score still counts", () => {
  const answer: Answer = {
    question_id: "q",
    question_context_id: null,
    group: null,
    question: null,
    type: null,
    role: "nps",
    answer: 9,
    value: 9,
    scale_min: 0,
    scale_max: 10,
    satisfaction: null,
    satisfied: null,
    comment: null,
    not_applicable: false,
  };
  expect(readOutcomes([answer], null, null, 9)).toEqual([
    { points: 11, favourable: true, unfavourable: false, headline: true },
  ]);
});
