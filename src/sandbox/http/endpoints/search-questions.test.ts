import { expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, isoTime } from "../../../base/index.ts";
import type { WireVariant } from "../../variants.ts";

const path = "/quality/evaluations/search";
const unanswered = { optionId: null, optionIds: [], nps: null, text: null, notApplicable: null, comment: null };
type Given = ReturnType<typeof evaluation>["answers"];

const judged = (id: string, answers: Given, steps: readonly "Finished"[] = ["Finished"]) =>
  evaluation(id, [["Pending", monday] as const, ...steps.map((status) => [status, monday + day] as const)], {
    answers,
  });
const answer = (change: Partial<Given[number]>): Given[number] => ({ ...unanswered, questionId: "ef-1-q1", ...change });

const org = smallOrg(
  [
    judged("good", [answer({ optionId: "ef-1-o5" })]),
    judged("bad", [
      answer({ optionId: "ef-1-o1" }),
      answer({ questionId: "ef-1-q2", nps: 7 }),
      answer({ questionId: "ef-1-q3", optionIds: ["bbbb-2"] }),
    ]),
    judged("declined", [answer({ notApplicable: "person" })]),
    judged("passed-over", [answer({ notApplicable: "group" })]),
    judged("silent", []),
    judged("open", [answer({ optionId: "ef-1-o5" })], []),
  ].map((each) => interaction(`i-${each.id}`, monday, { evaluations: [each] })),
);

const range = {
  ...{ type: "DATE_RANGE", field: "createdDate", startValue: isoTime(monday - day), endValue: isoTime(monday + day) },
};
const is = (field: string, ...values: readonly string[]) => ({ type: "EXACT", field, values });
const question = is("questionId", "ef-1-q1");

async function search(criteria: readonly object[], variants: readonly WireVariant[] = []) {
  await using asked = await openAsked({ org, clock: createTestClock(monday + 6 * day), limit: "off", variants });
  const body = { pageNumber: 1, pageSize: 100, sortBy: "createdDate", query: [range, ...criteria] };
  const reply = await asked.ask(path, body);
  const ids = reply.body.results?.map(({ id }: { id: string }) => id).toSorted();
  return { status: reply.status, field: reply.body.details?.[0]?.fieldName, ids };
}

test.each<[string, readonly object[], readonly string[]]>([
  ["the question alone: whoever answered it or marked it", [question], ["bad", "declined", "good"]],
  ["one option", [question, is("questionAnswerId", "ef-1-o5")], ["good"]],
  ["several options, either of them", [question, is("questionAnswerId", "ef-1-o5", "ef-1-o1")], ["bad", "good"]],
  ["every option but one", [question, { ...is("questionAnswerId", "ef-1-o5"), operator: "NOT" }], ["bad", "declined"]],
  ["an option of another question", [is("questionId", "ef-1-q2"), is("questionAnswerId", "ef-1-o5")], []],
  ["a score", [question, { type: "GREATER_THAN_EQUAL_TO", field: "questionScore", value: "5" }], ["good"]],
  ["a recommendation, by its score", [is("questionId", "ef-1-q2"), is("questionScore", "7")], ["bad"]],
  ["marked as not applicable", [question, is("questionMarkedNA", "true")], ["declined"]],
  ["an option to select, as a question of its own", [is("questionId", "bbbb-2"), is("questionScore", "2")], ["bad"]],
  ["next to other criteria", [question, is("evaluationId", "good", "silent")], ["good"]],
  ["a question that no version has", [is("questionId", "nobody")], []],
])("%s", async (_, criteria, expected) => {
  expect(await search(criteria)).toEqual({ status: 200, field: undefined, ids: expected });
});

test.each<[string, readonly object[]]>([
  ["an answer without its question", [is("questionAnswerId", "ef-1-o5")]],
  ["a score without its question", [is("questionScore", "5")]],
  ["a mark without its question", [is("questionMarkedNA", "true")]],
  ["two questions", [is("questionId", "ef-1-q1", "ef-1-q2")]],
  ["two criteria on questions", [question, is("questionId", "ef-1-q2")]],
  ["everything but a question", [{ ...question, operator: "NOT" }]],
  ["a question by its context id", [is("questionId", "evaluation-form-q1")]],
  ["an option by its context id", [question, is("questionAnswerId", "ef-1-o5-c")]],
])("%s is refused", async (_, criteria) => {
  expect(await search(criteria)).toMatchObject({ status: 400, field: "query" });
});

test("variants: questions refused, found nowhere, answers ignored", async () => {
  const byAnswer = [question, is("questionAnswerId", "ef-1-o5")];
  expect(await search(byAnswer, ["search-questions-400"])).toMatchObject({ status: 400, field: "query" });
  expect(await search(byAnswer, ["empty-question-search"])).toMatchObject({ status: 200, ids: [] });
  expect(await search(byAnswer, ["search-ignores-answers"])).toMatchObject({ ids: ["bad", "declined", "good"] });
  // Only criteria on questions are met by them.
  for (const variant of ["search-questions-400", "empty-question-search", "search-ignores-answers"] as const)
    expect((await search([is("evaluationId", "good")], [variant])).ids).toEqual(["good"]);
});
