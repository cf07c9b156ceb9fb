import { day } from "../../src/base/index.ts";
import { createOrg, type ExpectedRow, type SandboxOptions, truth } from "../../src/sandbox/index.ts";
import type { FormVersion } from "../../src/sandbox/model.ts";
import { type Asked, openAsked } from "../servers/asked.ts";
import { createTestClock } from "../servers/clock.ts";

/* What was chosen in truth, to hold what the routes that read many responses at once say against it. */

export const now = Date.parse("2026-03-31T10:00:00Z");
const lastDay = Math.floor(now / day);
export const org = createOrg({ seed: 11, firstDay: lastDay - 29, lastDay, perDay: 60 });
export const from = (lastDay - 29) * day;
const rows = (source: "survey" | "evaluation") =>
  truth(org, { from, to: now, now }, { sources: [source], unreleased: true });
export const [surveyRows, evaluationRows] = [rows("survey"), rows("evaluation")];

export const open = (options: SandboxOptions = {}): Promise<Asked> =>
  openAsked({ org, clock: createTestClock(now), limit: "off", ...options });

/** Chosen options by response and question. */
export type Chosen = ReadonlyMap<string, string | undefined>;
export const placeOf = (responseId: string, questionId: string): string => `${responseId} ${questionId}`;

export const questionsOf = (form: FormVersion | undefined) =>
  (form?.groups ?? []).flatMap(({ questions }) => questions);
export const formOf = (id: string) => org.forms.find((form) => form.id === id);

/** What was chosen in truth, "don't know" among it. */
export const chosenIn = (all: readonly ExpectedRow[]): Chosen =>
  new Map(
    all.flatMap(({ response_id, form_id, answers }) =>
      answers.flatMap(({ type, answer, question_id }): [string, string | undefined][] => {
        const question = questionsOf(formOf(form_id)).find(({ id }) => id === question_id);
        const option = question?.options.find(({ text }) => text === answer);
        return type === "multipleChoiceQuestion" && option ? [[placeOf(response_id, question_id), option.id]] : [];
      }),
    ),
  );

export const differences = (one: Chosen, other: Chosen): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((place) => one.get(place) !== other.get(place));

export const inForm = (all: readonly ExpectedRow[], contextId: string | undefined): Chosen =>
  chosenIn(all.filter(({ form_context_id }) => form_context_id === contextId));
