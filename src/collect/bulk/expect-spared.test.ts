import { expect, test } from "vitest";
import { readForm } from "../../csat/index.ts";
import { defaultRequest } from "../request.ts";
import { expectSpared } from "./expect-spared.ts";
import { type FormRoute, sampleSize, startingRoute, withComparison } from "./form-routes.ts";

/* How many requests groups may spare is known from the sample; where they spare none, none is spent on them. */

const formOf = (...types: readonly string[]) => {
  const questions = types.map((type) => ({ id: type, type, text: type }));
  const wire = { id: "form", name: "Form", questionGroups: [{ id: "group", questions }] };
  return readForm(wire, "survey", defaultRequest({ from: 0, to: 0 }).scores);
};
const choices = formOf("multipleChoiceQuestion");
const texts = formOf("multipleChoiceQuestion", "freeTextQuestion");

const nothing = { difference: null, hasText: false, countsText: false, hasRemark: false } as const;
const shown = { ...nothing, hasText: true, countsText: true } as const;

/** A form that has proved itself, with so many texts in its sample. */
const proven = (written: number, blank = nothing as typeof nothing | typeof shownBlank): FormRoute =>
  Array.from({ length: sampleSize }, (_, at) => (at < written ? shown : blank)).reduce(withComparison, startingRoute);
const shownBlank = { ...nothing, countsText: true } as const;

const spared = (count: number, form: typeof choices, route: FormRoute, wanted: "all" | "low" | "never" = "all") =>
  expectSpared([{ form, surveys: count }], () => route, wanted);

test.each<[string, number, number]>([
  ["each survey of a form without texts", spared(40, choices, proven(0)), 40],
  ["those without a text, as many as the sample had", spared(40, texts, proven(50)), 30],
  ["none where every survey is shown with a text", spared(4_000, texts, proven(50, shownBlank)), 0],
  ["each where no text is wanted", spared(40, texts, proven(50, shownBlank), "never"), 40],
  ["none of a few surveys from which nothing can be learned", spared(49, choices, startingRoute), 0],
  ["what is learned of enough", spared(50, choices, startingRoute), 50],
  ["none of a form that has shown too few texts", spared(99, texts, proven(9)), 0],
  ["but there is something to learn from a hundred", spared(100, texts, proven(9)), 100],
])("groups spare %s", (_, found, expected) => expect(found).toBeCloseTo(expected));

test("what is read after the sample tells nothing of the share of texts", () => {
  const later = [shown, shown, shown].reduce(withComparison, proven(50));
  expect(later.shownTexts).toBe(50);
});
