import { describe, expect, test } from "vitest";
import { readForm } from "./form.ts";
import type { ScaleSettings } from "./settings.ts";

/** The question of a form that asks this, with these options by value. */
function questionOf(
  options: Readonly<Record<number, string>>,
  text = "Was your issue resolved?",
  scale?: ScaleSettings,
) {
  const answerOptions = Object.entries(options).map(([value, option]) => ({
    id: `o${value}`,
    text: option,
    value: Number(value),
  }));
  const questions = [{ id: "q", text, type: "multipleChoiceQuestion", answerOptions }];
  const settings = { roles: {}, leads: {}, scales: scale ? { q: scale } : {} };
  return readForm({ id: "f", questionGroups: [{ id: "g", name: "Group", questions }] }, "survey", settings)
    .questions[0];
}

describe("resolved is what an option says, whatever its value", () => {
  test.each<[Readonly<Record<number, string>>, readonly number[], readonly number[]]>([
    [{ 1: "Yes", 0: "No" }, [1], [0]],
    [{ 1: "Yes", 2: "No" }, [1], [2]],
    [{ 1: "Yes, my issue was resolved", 2: "No, my issue was not resolved" }, [1], [2]],
    [{ 1: "Yes it was", 2: "No it wasn't" }, [1], [2]],
    [{ 1: "Resolved", 2: "Unresolved" }, [1], [2]],
    [{ 1: "Resolved", 2: "Not resolved" }, [1], [2]],
    [{ 1: "Fully resolved", 2: "Partially resolved", 3: "Not resolved" }, [1], [2, 3]],
    [{ 1: "Ja, wurde gelöst", 2: "Nein, wurde nicht gelöst" }, [1], [2]],
    [{ 1: "Yes", 0: "No", 2: "Not yet" }, [1], [0, 2]],
    [{ 1: "Yes", 0: "No", 2: "Partially" }, [1], [0, 2]],
    [{ 1: "Yes - first contact", 2: "Yes - multiple contacts", 3: "No" }, [1, 2], [3]],
    [{ 2: "Oui", 1: "En partie", 0: "Non" }, [2], [0, 1]],
    [{ 1: "はい", 2: "いいえ" }, [1], [2]],
    [{ 1: "1", 0: "Not at all" }, [1], [0]],
    [{ 0: "x", 1: "y" }, [1], [0]],
  ])("%j", (options, favourable, unfavourable) =>
    expect(questionOf(options)).toMatchObject({ role: "resolution", boxes: { favourable, unfavourable, between: [] } }),
  );
});

test("keys of a telephone are what the question says", () =>
  expect(questionOf({ 1: "1", 2: "2" }, "Was your issue resolved? Press 1 for yes, 2 for no.")).toMatchObject({
    scale: { best: "low", direction: "confirmed" },
    boxes: { favourable: [1] },
  }));

test("values in no order have no satisfaction; ordered ones do", () => {
  expect(questionOf({ 1: "Yes", 0: "No", 2: "Not yet" })?.scale?.problem).toMatch(/no order/);
  expect(questionOf({ 1: "Yes", 2: "No" })?.scale).toMatchObject({ problem: null, best: "low", satisfiedValues: [1] });
});

test("the configuration beats what options say", () => {
  expect(questionOf({ 1: "Yes", 2: "No" }, undefined, { best: "high" })?.boxes?.favourable).toEqual([2]);
  expect(questionOf({ 0: "No", 1: "Not yet", 2: "Yes" }, undefined, { satisfiedFrom: 1 })?.boxes?.favourable).toEqual([
    1, 2,
  ]);
});

describe("a question whose yes is no solution is no measure of it", () => {
  test.each([
    ["Is your issue still not resolved?", "unconfirmed"],
    ["Is your issue unresolved?", "unconfirmed"],
    ["Ist Ihr Anliegen noch nicht gelöst?", "unconfirmed"],
    ["¿No se ha resuelto su problema?", "unconfirmed"],
    ["Did you have to contact us more than once to resolve your issue?", "other"],
    ["Was it hard to get your issue solved?", "ces"],
    ["Was your issue resolved or not?", "resolution"],
    ["Please tell us whether or not your issue was resolved.", "resolution"],
    ["Wurde Ihr Anliegen gelöst oder nicht?", "resolution"],
  ])("%s", (text, role) => expect(questionOf({ 1: "Yes", 0: "No" }, text)?.role).toBe(role));
});
