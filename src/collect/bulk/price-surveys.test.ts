import { expect, test } from "vitest";
import { createTestClock } from "../../../test/servers/clock.ts";
import { contextOf, readForm } from "../../csat/index.ts";
import { createFindings } from "../findings.ts";
import { defaultRequest } from "../request.ts";
import { createFormRoutes, type FormRoute, sampleSize, startingRoute } from "./form-routes.ts";
import { reckonSurveys } from "./price-surveys.ts";

/* The price asks for groups exactly where `readSurveysByRoute` does: where they are expected to spare enough. */

const question = (type: string) => ({ id: type, type, text: type });
const form = readForm(
  {
    id: "form",
    questionGroups: [{ id: "group", questions: ["multipleChoiceQuestion", "freeTextQuestion"].map(question) }],
  },
  "survey",
  defaultRequest({ from: 0, to: 0 }).scores,
);

/** What so many surveys of one form cost, answered in one window. */
function price(surveys: number, route: FormRoute, written: number) {
  const routes = createFormRoutes("survey", createFindings(), createTestClock(0));
  routes.recall({ ...routes.stored(), forms: { [contextOf(form)]: route } });
  const { requests } = reckonSurveys({
    ...{ texts: "all", dissatisfied: () => null, routes },
    counts: [{ form, surveys }],
    batches: [{ share: 1, windows: 1 }],
    counted: { share: () => written, refusal: null },
  });
  return { single: surveys, requests };
}

const proven = (texts: number): FormRoute => ({
  ...startingRoute,
  ...{ route: "bulk", compared: sampleSize, countedTexts: texts, shownTexts: texts },
});

test("surveys of a form whose texts are not believed yet are read without groups, unless they are a hundred", () => {
  const unbelieved = price(99, proven(9), 0.05);
  expect(unbelieved.requests).toBe(unbelieved.single);
  const hundred = price(100, proven(9), 0.05);
  expect(hundred.requests).toBeGreaterThan(hundred.single);
});

test("groups that every survey's text would make useless are not asked for, however many come together", () => {
  const { single, requests } = price(2_000, proven(sampleSize), 1);
  expect(requests).toBe(single);
});

test("a form that few write in is read in bulk", () => {
  const { single, requests } = price(2_000, proven(20), 0.1);
  expect(requests).toBeLessThan(0.2 * single);
});
