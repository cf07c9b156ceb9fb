import { contextOf, type Form } from "../../csat/index.ts";
import type { ExtractRequest } from "../request.ts";
import { countsEveryText, type FormRoute, sampleSize } from "./form-routes.ts";

/** With fewer surveys of forms that have to prove themselves, asking both ways would cost more than it shows. */
export const leastUnproven = 50;
/**
 * The same of forms that have, but showed too few texts to believe that each is counted: each of their surveys is read by itself
 * until then, and that may never come, so that the groups must cost hardly anything.
 */
const leastUnbelieved = 100;

/**
 * How many of these surveys groups may spare a request, as far as the sample of each form tells. What is only learned from
 * them counts as well, where there is enough to learn it from.
 */
export function expectSpared(
  counts: readonly { readonly form: Form; readonly surveys: number }[],
  routeOf: (contextId: string) => FormRoute,
  texts: ExtractRequest["texts"],
): number {
  let [spared, unproven, unbelieved] = [0, 0, 0];
  for (const { form, surveys } of counts) {
    const route = routeOf(contextOf(form));
    const asksForText = texts !== "never" && form.questions.some(({ type }) => type === "freeTextQuestion");
    if (route.route !== "bulk") unproven += surveys;
    else if (!asksForText) spared += surveys;
    else if (countsEveryText(route)) spared += surveys * (1 - Math.min(1, route.shownTexts / sampleSize));
    else unbelieved += surveys;
  }
  const learned = (count: number, least: number): number => (count >= least ? count : 0);
  return spared + learned(unproven, leastUnproven) + learned(unbelieved, leastUnbelieved);
}
