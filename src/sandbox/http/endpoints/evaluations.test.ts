import { expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, hour } from "../../../base/index.ts";

const released = evaluation("released", [
  ["Pending", monday + hour],
  ["InProgress", monday + 2 * hour],
  ["Finished", monday + day],
  ["Released", monday + 3 * day],
]);
const early = evaluation("early", [
  ["Pending", monday + 2 * hour],
  ["Finished", monday + day],
  ["Released", monday + 2 * day],
]);
const never = evaluation(
  "never",
  [
    ["Pending", monday],
    ["Finished", monday + day],
  ],
  { neverRelease: true },
);
const machine = evaluation(
  "machine",
  [
    ["Pending", monday],
    ["Finished", monday],
  ],
  { evaluatorId: null, systemSubmitted: true },
);
const leaver = evaluation(
  "leaver",
  [
    ["Pending", monday],
    ["Finished", monday],
  ],
  { agentId: "gone" },
);
const copy = evaluation("copy", [["Pending", monday]], { calibrationId: "calibration" });
const deleted = evaluation("deleted", [
  ["Pending", monday],
  ["Finished", monday],
  ["Deleted", monday + day],
]);
const org = smallOrg(
  [released, early, never, machine, leaver, copy, deleted].map((each) =>
    interaction(`i-${each.id}`, monday - hour, { evaluations: [each] }),
  ),
);
const open = (now = monday + 6 * day) => openAsked({ org, clock: createTestClock(now), limit: "off" });
const one = (id: string, expand = "") => `/quality/conversations/i-${id}/evaluations/${id}${expand}`;

test("an evaluation with its answers; release and submission appear when they happen", async () => {
  await using before = await open(monday + 3 * day - 1);
  const pending = (await before.ask(one("released"))).body;
  expect(pending).not.toHaveProperty("releaseDate");
  await using asked = await open();
  const { body } = await asked.ask(one("released"));
  expect(body).toMatchObject({
    ...{ status: "FINISHED", mediaType: ["CALL"], neverRelease: false, rescore: false, redacted: false },
    ...{ submittedDate: "2026-03-03T09:00:00.000Z", releaseDate: "2026-03-05T09:00:00.000Z" },
    evaluationForm: { id: "ef-1", contextId: "evaluation-form" },
  });
  expect(body.answers).toMatchObject({ totalScore: 86.6, totalCriticalScore: 100, comments: "Good call" });
  expect(body.answers.questionGroupScores[0].questionScores).toEqual([
    expect.objectContaining({ questionId: "ef-1-q1", answerId: "ef-1-o1", score: 1, comments: "greeting" }),
    expect.objectContaining({
      questionId: "ef-1-q3",
      multipleSelectQuestionOptionScores: [
        { questionId: "aaaa-1", answerId: "caaa-1", score: 0, markedNA: false },
        { questionId: "bbbb-2", answerId: "cbbb-2", score: 2, markedNA: false },
      ],
    }),
  ]);
});

test("expand fills in people and the form, and nothing else is known", async () => {
  await using asked = await open();
  const { body } = await asked.ask(one("released"));
  expect(body.agent).not.toHaveProperty("name");
  expect(body.evaluationForm).not.toHaveProperty("questionGroups");
  const expanded = (await asked.ask(one("released", "?expand=agent,evaluator,evaluationForm"))).body;
  expect([expanded.agent.name, expanded.evaluator.name]).toEqual(["User agent", "User eva"]);
  const [, , topics] = expanded.evaluationForm.questionGroups[0].questions;
  expect(topics.multipleSelectOptionQuestions[0]).toMatchObject({
    ...{ id: "aaaa-1", text: "Price" },
    answerOptions: [
      { id: "baaa-1", builtInType: "Selected", value: 1 },
      { id: "caaa-1", builtInType: "Unselected" },
    ],
  });
  expect((await asked.ask(one("released", "?expand=answers"))).status).toBe(400);
});

test("a machine has no evaluator, a calibration copy names its calibration, a pending one has no answers", async () => {
  await using asked = await open();
  expect((await asked.ask(one("machine"))).body).not.toHaveProperty("evaluator");
  const { body } = await asked.ask(one("copy"));
  expect(body).toMatchObject({ status: "PENDING", calibration: { id: "calibration" } });
  expect(body).not.toHaveProperty("answers");
  expect((await asked.ask(one("deleted"))).status).toBe(404);
  expect((await asked.ask("/quality/conversations/i-early/evaluations/released")).status).toBe(404);
});

const listed = "/quality/evaluations/query";
const ids = (entities: { id: string }[]): string[] => entities.map(({ id }) => id);

test("the listing demands an interaction or a person", async () => {
  await using asked = await open();
  expect((await asked.ask(listed)).body.code).toBe("bad.request");
  expect((await asked.ask(`${listed}?queueId=queue`)).status).toBe(400);
  expect(ids((await asked.ask(`${listed}?conversationId=i-early`)).body.entities)).toEqual(["early"]);
});

test("by agent alone: in order of release, without those that are never released", async () => {
  await using asked = await open();
  const byAgent = (await asked.ask(`${listed}?agentUserId=agent`)).body.entities;
  expect(ids(byAgent)).toEqual(["early", "released", "machine", "copy"]);
  const byEvaluator = (await asked.ask(`${listed}?evaluatorUserId=eva`)).body.entities;
  expect(ids(byEvaluator)).toEqual(["never", "copy", "released", "early"]);
});

test("filters, deleted users, totals, pages", async () => {
  await using asked = await open();
  const by = `${listed}?evaluatorUserId=eva`;
  expect(ids((await asked.ask(`${by}&includeDeletedUsers=true`)).body.entities)).toContain("leaver");
  expect(ids((await asked.ask(`${by}&evaluationState=Pending`)).body.entities)).toEqual(["copy"]);
  expect(ids((await asked.ask(`${by}&isReleased=true&sortOrder=desc`)).body.entities)).toEqual(["early", "released"]);
  expect(ids((await asked.ask(`${by}&startTime=2026-03-02T10:30:00Z`)).body.entities)).toEqual(["early"]);
  expect((await asked.ask(by)).body.entities[0]).not.toHaveProperty("answers");
  const { answers } = (await asked.ask(`${by}&expandAnswerTotalScores=true`)).body.entities[0];
  expect(answers).toEqual({ totalScore: 86.6, totalCriticalScore: 100, anyFailedKillQuestions: false });

  const { body } = await asked.ask(`${by}&pageSize=3`);
  expect([body.total, body.pageCount, body.entities.length]).toEqual([4, 2, 3]);
  expect(body.nextUri).toBe(`/api/v2${by}&pageSize=3&pageNumber=2`);
  const next = (await asked.ask(body.nextUri.slice("/api/v2".length))).body;
  expect(ids(next.entities)).toEqual(["early"]);
  expect(next).not.toHaveProperty("nextUri");
});

test("activity of evaluators and agents", async () => {
  await using asked = await open();
  const [evaluator] = (await asked.ask("/quality/evaluators/activity")).body.entities;
  expect(evaluator).toMatchObject({
    id: "eva",
    numEvaluationsAssigned: 4,
    numEvaluationsCompleted: 4,
    numCalibrationsAssigned: 1,
  });
  const agents = (await asked.ask("/quality/agents/activity")).body.entities;
  expect(ids(agents)).toEqual(["agent"]);
  expect(agents[0]).toMatchObject({ numEvaluations: 5, averageEvaluationScore: 87 });
  expect(ids((await asked.ask("/quality/agents/activity?userState=Any")).body.entities)).toEqual(["agent", "gone"]);
});
