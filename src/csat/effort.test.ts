import { describe, expect, test } from "vitest";
import { readForm } from "./form.ts";

const none = { roles: {}, leads: {}, scales: {} };
const numbers = ["1", "2", "3", "4", "5"];

function read(text: string, options: readonly string[]) {
  const answerOptions = options.map((option, at) => ({ id: `o${at}`, text: option, value: at + 1 }));
  const questions = [{ id: "q", text, type: "multipleChoiceQuestion", answerOptions }];
  const [question] = readForm({ id: "f", questionGroups: [{ id: "g", questions }] }, "survey", none).questions;
  return { role: question?.role, best: question?.scale?.best, direction: question?.scale?.direction };
}

const hard = { role: "ces", best: "low", direction: "confirmed" };
const easy = { role: "ces", best: "high", direction: "assumed" };

describe("how much effort: low is good, though the options are bare numbers", () => {
  const texts = [
    "How much effort did you personally have to put forth to handle your request?",
    "How much time and effort did it take?",
    "How difficult was it to solve your problem?",
    "Please rate the amount of effort it took.",
    "Wie viel Aufwand hatten Sie mit Ihrem Anliegen?",
    "Wie hoch war Ihr persönlicher Aufwand?",
    "Wie viel Mühe mussten Sie aufwenden?",
    "Wie schwierig war es, uns zu erreichen?",
    "お問い合わせの解決に、どの程度の労力がかかりましたか？",
    "手続きにどれくらい手間がかかりましたか？",
    "Combien d'efforts avez-vous dû fournir ?",
    "¿Cuánto esfuerzo tuvo que hacer?",
  ];
  test.each(texts)("%s", (text) => expect(read(text, numbers)).toEqual(hard));
});

describe("how easy: high is good", () => {
  const texts = [
    "How easy was it to get help?",
    "How easy or difficult was it to get help?",
    "It took little effort to get help.",
    "Customer effort score",
    "Wie einfach war es, Hilfe zu bekommen?",
    "Ich kam ohne großen Aufwand ans Ziel.",
    "お問い合わせは簡単でしたか？",
    "手間なく手続きできましたか？",
    "Hvordan vurderer du medarbejderens indsats?",
  ];
  test.each(texts)("%s", (text) => expect(read(text, numbers)).toEqual(easy));
});

describe("the texts of the options outweigh the question", () => {
  const lines: readonly (readonly [string, readonly string[], "high" | "low"])[] = [
    ["How much effort did it take?", ["Very difficult", "Difficult", "Neutral", "Easy", "Very easy"], "high"],
    ["How much effort did it take?", ["None", "A little", "Some", "A lot", "A great deal"], "low"],
    ["How difficult was it?", ["Not at all", "A little", "Somewhat", "Very", "Extremely"], "low"],
    ["I had to put much effort into it.", ["Strongly agree", "Agree", "Neutral", "Disagree"], "high"],
    ["I had to put much effort into it.", ["Strongly disagree", "Disagree", "Neutral", "Agree"], "low"],
    ["It was easy to get help.", ["Strongly disagree", "Disagree", "Neutral", "Agree"], "high"],
    ["War es schwierig?", ["Ja", "Nein"], "high"],
    ["War es schwierig?", ["Nein", "Ja"], "low"],
    ["手続きは難しかったですか？", ["はい", "いいえ"], "high"],
  ];
  test.each(lines)("%s %j", (text, options, best) =>
    expect(read(text, options)).toEqual({ role: "ces", best, direction: "confirmed" }),
  );
});

test("what an agent took trouble over, and satisfaction with an effort, are no hardship", () => {
  expect(read("Hat sich unser Mitarbeiter Mühe gegeben?", ["Nein", "Ja"])).toMatchObject({ best: "high" });
  expect(read("How satisfied are you with the effort you had to make?", numbers)).toEqual({ ...easy, role: "csat" });
});
