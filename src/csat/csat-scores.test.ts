import { describe, expect, test } from "vitest";
import type { Answer } from "./answers.ts";
import { csatScores } from "./csat-scores.ts";

const answerOf = (question: string | null, at: number): Answer => ({
  question_id: `q${at}`,
  question_context_id: null,
  group: null,
  question,
  type: "freeTextQuestion",
  role: "comment",
  answer: String(at),
  value: null,
  scale_min: null,
  scale_max: null,
  satisfaction: null,
  satisfied: null,
  comment: null,
  not_applicable: false,
});
const scored = (...texts: (string | null)[]) => csatScores(texts.map(answerOf));

describe("keys of csat_scores", () => {
  test("never collide", () =>
    expect(Object.keys(scored("A", "A (2)", "A", "A"))).toEqual(["A", "A (2)", "A (3)", "A (4)"]));
  test("mean the same question regardless of the other answers", () => {
    const first: Answer = { ...answerOf("A", 0), answer: null };
    expect(csatScores([first, answerOf("A", 1)])).toEqual({ "A (2)": "1" });
    expect(csatScores([answerOf("A", 0), answerOf("A", 1)], ({ question_id }) => question_id === "q1")).toEqual({
      "A (2)": "1",
    });
  });
  test("are ids where a question has no text", () => expect(Object.keys(scored(null, " "))).toEqual(["q0", "q1"]));
  test("may be any text, also through JSON", () => {
    const scores = scored("__proto__", "constructor");
    expect(Object.entries(JSON.parse(JSON.stringify(scores)) as object)).toEqual([
      ["__proto__", "0"],
      ["constructor", "1"],
    ]);
    expect(Object.getPrototypeOf(scores)).toBe(Object.prototype);
  });
});
