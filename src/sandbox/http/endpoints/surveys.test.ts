import { expect, test } from "vitest";
import { interaction, monday, slow, smallOrg, survey } from "../../../../test/orgs/small-org.ts";
import { openAsked } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, hour, minute } from "../../../base/index.ts";
import type { WireVariant } from "../../variants.ts";

const failed = {
  ...survey("failed", [
    ["Pending", monday + hour],
    ["Error", monday + 2 * hour],
  ]),
  errorReason: "duplicate.policy",
  agentId: null,
};
const hidden = {
  ...survey("hidden", [
    ["Pending", monday + hour],
    ["Finished", monday + 2 * hour],
    ["Deleted", monday + 2 * day],
  ]),
  answers: [
    { questionId: "sf-2-q1", optionId: null, optionIds: [], nps: null, text: null, notApplicable: "system" as const },
  ],
};
const org = smallOrg([
  interaction("i-slow", monday, { surveys: [slow, failed] }),
  interaction("i-hidden", monday, { surveys: [hidden] }),
  interaction("i-plain", monday),
]);
const open = (now: number, variants: readonly WireVariant[] = []) =>
  openAsked({ org, clock: createTestClock(now), limit: "off", variants });
const sunday = monday + 6 * day;

test("a finished survey carries its answers and the form it was answered on", async () => {
  await using asked = await open(sunday);
  const { body } = await asked.ask("/quality/surveys/slow");
  expect(body).toMatchObject({
    ...{ id: "slow", status: "Finished", surveyType: "Web", missingRequiredAnswer: false },
    completedDate: "2026-03-05T09:01:00.000Z",
    conversation: { id: "i-slow" },
    surveyForm: { id: "sf-2", contextId: "survey-form", questionGroups: [{ questions: [{ id: "sf-2-q1" }, {}, {}] }] },
    agentTeam: { id: "team", name: "Team team" },
  });
  expect(body.agent).toEqual({ id: "agent", selfUri: "/api/v2/users/agent" });
  expect(body.queue).toEqual({ id: "queue", selfUri: "/api/v2/routing/queues/queue" });
  expect(body.answers).toEqual({
    ...{ totalScore: 92.5, npsScore: 9 },
    questionGroupScores: [
      {
        ...{ questionGroupId: "sf-2-g", totalScore: 5, maxTotalScore: 5, markedNA: false, systemMarkedNA: false },
        questionScores: [
          { questionId: "sf-2-q1", answerId: "sf-2-o5", score: 5, markedNA: false, systemMarkedNA: false },
          { questionId: "sf-2-q2", npsScore: 9, npsTextAnswer: "quick", markedNA: false, systemMarkedNA: false },
        ],
      },
    ],
  });
});

test("an open survey has no answers and no completion", async () => {
  await using asked = await open(monday + 3 * day + 30_000);
  const { body } = await asked.ask("/quality/surveys/slow");
  expect(body.status).toBe("InProgress");
  for (const field of ["answers", "completedDate", "missingRequiredAnswer"]) expect(body).not.toHaveProperty(field);
});

test("a failed survey has a reason; it may have no agent", async () => {
  await using asked = await open(sunday);
  const { body } = await asked.ask("/quality/surveys/failed");
  expect(body).toMatchObject({ status: "Error", surveyErrorDetails: { surveyErrorReason: "duplicate.policy" } });
  expect(body).not.toHaveProperty("agent");
});

test("a hidden question is marked by the system", async () => {
  await using asked = await open(monday + day);
  const { body } = await asked.ask("/quality/surveys/hidden");
  expect(body.answers.questionGroupScores[0].questionScores).toEqual([
    { questionId: "sf-2-q1", markedNA: true, systemMarkedNA: true },
  ]);
});

test("the surveys of an interaction are a bare array of what exists by now", async () => {
  const of = async (now: number, id: string) => {
    await using asked = await open(now);
    const { status, body } = await asked.ask(`/quality/conversations/${id}/surveys`);
    return status === 200 ? body.map((each: { id: string }) => each.id) : status;
  };
  expect(await of(sunday, "i-slow")).toEqual(["slow", "failed"]);
  expect(await of(monday + minute, "i-slow")).toEqual([]);
  expect(await of(sunday, "i-plain")).toEqual([]);
  expect(await of(sunday, "i-hidden")).toEqual([]);
  expect(await of(monday - minute, "i-slow")).toBe(404);
});

test("a survey that is unknown, deleted or still to come is not found", async () => {
  await using asked = await open(monday + minute);
  for (const id of ["nobody", "slow"]) expect((await asked.ask(`/quality/surveys/${id}`)).status).toBe(404);
  await using later = await open(sunday);
  expect((await later.ask("/quality/surveys/hidden")).body).toMatchObject({ status: 404, code: "not.found" });
});

test("variants: 404 without surveys, a form without questions", async () => {
  await using asked = await open(sunday, ["absent-surveys-404", "thin-embedded-forms"]);
  expect((await asked.ask("/quality/conversations/i-plain/surveys")).status).toBe(404);
  expect((await asked.ask("/quality/surveys/slow")).body.surveyForm).not.toHaveProperty("questionGroups");
});
