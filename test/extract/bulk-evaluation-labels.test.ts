import { expect, test } from "vitest";
import type { ExtractRequest } from "../../src/extract/index.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { everything, seeds } from "../seeds.ts";
import { asReadInBulk } from "../servers/read-in-bulk.ts";
import { openSandboxed, truthOf } from "../servers/sandboxed.ts";

/*
 * Labels and questions choose which evaluations there are and what stands in their `csat_scores`: the same whether answers
 * are searched for or read one by one, also where a label chooses a text, which no search shows.
 */

/** Labels, and questions by their texts, which are labels of the truth. */
const choices: readonly (readonly [labels: readonly string[], questions: readonly string[]])[] = [
  [["quote"], []],
  [["REASONS", "greet"], []],
  [["csat"], []],
  [[], ["Quote the customer in one sentence."]],
  [["tone"], ["Did the agent check the customer's identity?"]],
  [["Compliance", "quote"], []],
  [[" Voice "], []],
  [["no such label", ""], []],
];

const tried = seeds(3, 1).flatMap((seed) =>
  choices.slice(0, everything ? choices.length : 2).map(([labels, questions]) => ({ seed, labels, questions })),
);

test.each(tried)("seed $seed, labels $labels, questions $questions", async ({ seed, labels, questions }) => {
  const org = createJudgedOrg({ "Conversation quality": 560 }, { seed });
  const ids = org.forms
    .flatMap(({ groups }) => groups.flatMap((group) => group.questions))
    .filter(({ text }) => questions.includes(text))
    .map(({ contextId }) => contextId);
  await using sandboxed = await openSandboxed({ org });
  const request: Partial<ExtractRequest> = { sources: ["evaluations"], labels, questions: ids };
  const { records, missing, problems, spent } = await sandboxed.extract({ ...request, texts: "never" });
  const named = [...labels, ...questions].map((label) => label.trim()).filter((label) => label !== "");
  const expected = truthOf(sandboxed, {}, { sources: ["evaluation"], labels: named });
  expect([missing, problems]).toEqual([[], []]);
  expect(records.map(({ response_id }) => response_id)).toEqual(expected.map(({ response_id }) => response_id));
  for (const [index, record] of records.entries()) {
    const whole = expected[index];
    if (whole) expect([whole, asReadInBulk(whole, { ...record })]).toContainEqual({ ...record });
  }
  expect(spent.byEndpoint["evaluation"] ?? 0).toBeLessThanOrEqual(560);
});
