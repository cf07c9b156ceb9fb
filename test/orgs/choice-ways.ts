import type { WireVariant } from "../../src/sandbox/index.ts";

/** What the form of an org of `createChoiceOrg` asks for beside choices. */
export const choiceForms = {
  "choices alone": {},
  "texts too": { writesOneIn: 4 },
  "recommendations too": { writesOneIn: 4, recommends: true },
} as const;
export type ChoiceForm = keyof typeof choiceForms;

type Way = readonly [form: ChoiceForm, variant: WireVariant | null];
const waysOf = (form: ChoiceForm, ...variants: readonly Way[1][]): Way[] => variants.map((variant) => [form, variant]);

/**
 * Each way that Genesys may take of what is not documented of answers in bulk, with a form that it concerns. Not `cut-groups`:
 * 20 groups are less than an hour of these orgs has, and what is missing then is named.
 */
export const choiceWays: readonly Way[] = [
  ...waysOf("texts too", null, "question-aggregates-400", "empty-question-aggregates", "unnamed-answers"),
  ...waysOf("texts too", "lost-answers", "wrong-survey-answers", "uncounted-texts", "texts-always-counted"),
  ...waysOf("texts too", "counted-not-applicable"),
  ...waysOf("choices alone", null, "lost-answers", "wrong-survey-answers"),
  ...waysOf("recommendations too", null, "promoter-classes", "promoter-words", "scored-recommendations"),
  ...waysOf("recommendations too", "uncounted-texts"),
];
