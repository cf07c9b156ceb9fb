import { expect, test } from "vitest";
import { day, hour, isoTime, minute } from "../../src/base/index.ts";
import { evaluation, interaction, monday, smallOrg, survey } from "../orgs/small-org.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

type Steps = Parameters<typeof survey>[1];
type EvaluationSteps = Parameters<typeof evaluation>[1];

const after = (days: number): number => monday + days * day;
const withSurvey = (id: string, steps: Steps) => interaction(`i-${id}`, monday, { surveys: [survey(id, steps)] });
const withEvaluation = (id: string, steps: EvaluationSteps) =>
  interaction(`i-${id}`, monday, { evaluations: [evaluation(id, steps)] });

const begun: EvaluationSteps = [
  ["Pending", monday + hour],
  ["InProgress", monday + 2 * hour],
  ["Finished", monday + 3 * hour],
];
const released: EvaluationSteps = [...begun, ["Released", monday + 4 * hour]];
const sent: Steps = [
  ["Pending", monday + hour],
  ["Sent", monday + 2 * hour],
];

/** Syncs on these days after the Monday, one after another. */
async function syncOn(synced: Synced, days: readonly number[]): Promise<void> {
  for (const one of days) {
    synced.clock.advance(after(one) - synced.clock.now());
    await synced.sync({ since: monday - day });
  }
}

/** The state of a response, as far as these tests distinguish it. */
async function flagsOf({ warehouse }: Synced, id: string) {
  const [row] = await warehouse.query(
    "SELECT status, settled, listed, deleted, retracted, released, submit_date FROM response WHERE response_id = $id",
    { id },
  );
  return row;
}

const open = async (...interactions: Parameters<typeof smallOrg>[0]): Promise<Synced> => {
  const synced = await openSynced({ org: smallOrg(interactions) }, after(1));
  await syncOn(synced, [1]);
  return synced;
};

test("an evaluation that is released weeks after it was read", async () => {
  await using synced = await open(withEvaluation("late", [...begun, ["Released", after(12)]]));
  expect(await flagsOf(synced, "late")).toMatchObject({ listed: false, released: false, status: "Finished" });
  await syncOn(synced, [5, 13]);
  expect(await flagsOf(synced, "late")).toMatchObject({ listed: true, released: true });
});

test("an evaluation that goes into review and comes out of it", async () => {
  await using synced = await open(
    withEvaluation("reviewed", [...released, ["InReview", after(6)], ["Finished", after(16)]]),
  );
  expect(await flagsOf(synced, "reviewed")).toMatchObject({ listed: true });
  await syncOn(synced, [5, 7]);
  expect(await flagsOf(synced, "reviewed")).toMatchObject({ listed: false, status: "InReview", settled: false });
  await syncOn(synced, [12, 17]);
  expect(await flagsOf(synced, "reviewed")).toMatchObject({ listed: true, status: "Finished" });
});

test("an evaluation that comes out of review as it went in, submitted no second time", async () => {
  await using synced = await open(withEvaluation("reviewed", released));
  await syncOn(synced, [5]);
  // As it would have been stored, had it been read in review.
  await synced.warehouse.transaction(async (tx) => {
    await tx.run("UPDATE response SET status = 'InReview', listed = false");
    await tx.run(
      "UPDATE document SET hash = '', json = replace(json, 'FINISHED', 'INREVIEW') WHERE kind = 'evaluation'",
    );
  });
  await syncOn(synced, [9]);
  expect(await flagsOf(synced, "reviewed")).toMatchObject({ listed: true, status: "Finished" });
});

test("an evaluation that is deleted", async () => {
  await using synced = await open(withEvaluation("gone", [...released, ["Deleted", after(5)]]));
  expect(await flagsOf(synced, "gone")).toMatchObject({ listed: true });
  await syncOn(synced, [6]);
  expect(await flagsOf(synced, "gone")).toMatchObject({ listed: false, deleted: true });
});

test("an evaluation that is scored again in its place", async () => {
  await using synced = await open(
    withEvaluation("rescored", [...released, ["Rescored", after(5)], ["Finished", after(5) + hour]]),
  );
  await syncOn(synced, [6]);
  const submitted = new Date(after(5) + hour).toISOString();
  expect(await flagsOf(synced, "rescored")).toMatchObject({ listed: true, submit_date: submitted });
});

test("an evaluation that is scored again, where the search does not name it", async () => {
  await using synced = await open(
    withEvaluation("rescored", [...released, ["Rescored", after(5)], ["Finished", after(5) + hour]]),
  );
  // As where its date of submission stays what it was: nothing is left to be searched.
  await synced.warehouse.transaction((tx) =>
    tx.run("UPDATE sync_window SET to_time = $to WHERE source = 'evaluations'", { to: isoTime(after(30)) }),
  );
  await syncOn(synced, [6, 7]);
  expect(await flagsOf(synced, "rescored")).toMatchObject({ submit_date: isoTime(after(5) + hour) });
});

test("an evaluation that is retracted for a new version of itself", async () => {
  const old = evaluation("old", [...released, ["Retracted", after(95)]]);
  const next = evaluation(
    "next",
    [
      ["Pending", after(95)],
      ["Finished", after(95)],
      ["Released", after(95)],
    ],
    { interactionId: "i-old", version: 2, retractedEvaluationId: "old", contextId: old.contextId },
  );
  await using synced = await open(interaction("i-old", monday, { evaluations: [old, next] }));
  expect(await flagsOf(synced, "old")).toMatchObject({ listed: true });
  await syncOn(synced, [50, 94, 96]);
  expect(await flagsOf(synced, "old")).toMatchObject({ listed: false, retracted: true, settled: true });
  expect(await flagsOf(synced, "next")).toMatchObject({ listed: true });
});

test("a survey that is answered weeks late", async () => {
  await using synced = await open(withSurvey("late", [...sent, ["Finished", after(30)]]));
  expect(await flagsOf(synced, "late")).toMatchObject({ status: "Sent", settled: false, listed: true });
  await syncOn(synced, [29, 31]);
  expect(await flagsOf(synced, "late")).toMatchObject({ status: "Finished", settled: true });
});

test("a survey that is opted out of, which no aggregate counts", async () => {
  await using synced = await open(withSurvey("out", [...sent, ["OptOut", after(6)]]));
  await syncOn(synced, [5, 7]);
  expect(await flagsOf(synced, "out")).toMatchObject({ status: "OptOut", settled: true });
});

test("a survey that is deleted after it was answered", async () => {
  await using synced = await open(
    withSurvey("gone", [...sent, ["Finished", monday + 5 * hour], ["Deleted", after(9)]]),
  );
  expect(await flagsOf(synced, "gone")).toMatchObject({ listed: true, status: "Finished" });
  await syncOn(synced, [10]);
  expect(await flagsOf(synced, "gone")).toMatchObject({ listed: false, deleted: true });
});

test("a survey that nobody ever answers is asked for once at the horizon, and never again", async () => {
  await using synced = await open(withSurvey("never", sent));
  await syncOn(synced, [99]);
  const asked = (): number => synced.sandbox.counts()["GET /api/v2/quality/surveys/{surveyId}"] ?? 0;
  expect(asked()).toBe(0);
  await syncOn(synced, [101, 102, 103]);
  expect(asked()).toBe(1);
  expect(await flagsOf(synced, "never")).toMatchObject({ status: "Sent", settled: false });
});

test("an interaction is read again on the fourth day, and not before or after", async () => {
  await using synced = await open(withSurvey("answered", [...sent, ["Finished", monday + 5 * hour]]));
  const asked = (): number => synced.sandbox.counts()["GET /api/v2/analytics/conversations/details"] ?? 0;
  await syncOn(synced, [2, 3]);
  expect(asked()).toBe(1);
  await syncOn(synced, [4, 5, 6]);
  expect(asked()).toBe(2);
});

/** What is stored of the work after an interaction. */
async function workOf({ warehouse }: Synced) {
  return await warehouse.query("SELECT acw_seconds, wrap_up FROM response");
}

/** One that lasts until `end`, after which its agent writes down what it was about for ten minutes. */
function lasting(id: string, end: number, finished: number) {
  const made = withSurvey(id, [...sent, ["Finished", finished]]);
  const participants = made.participants.map((one) => ({
    ...one,
    sessions: one.sessions.map((session) => ({
      ...session,
      metrics: one.purpose === "agent" ? [{ name: "tAcw", value: 10 * minute, emitted: end + 10 * minute }] : [],
      segments: session.segments.map((segment) =>
        segment.type === "wrapup" ? { ...segment, start: end, end: end + 10 * minute } : { ...segment, end },
      ),
    })),
  }));
  return { ...made, end, participants };
}

test("after-call work that goes on while an interaction is read is read an hour after its end, once", async () => {
  const end = after(1) - 5 * minute;
  await using synced = await open(lasting("quick", end, after(1) - 4 * minute));
  expect(await workOf(synced)).toEqual([{ acw_seconds: 0, wrap_up: "[]" }]);
  const asked = (): number => synced.sandbox.counts()["GET /api/v2/analytics/conversations/details"] ?? 0;
  await syncOn(synced, [1 + 0.5 / 24]);
  expect(asked()).toBe(1);
  await syncOn(synced, [1 + 2 / 24, 1 + 3 / 24, 2]);
  expect(await workOf(synced)).toEqual([{ acw_seconds: 600, wrap_up: '["Resolved"]' }]);
  expect(asked()).toBe(2);
});

test("an interaction that lasts for a week is read again on the fourth day after its end", async () => {
  const end = after(7) - hour;
  await using synced = await open(lasting("thread", end, after(1) - hour));
  const asked = (): number => synced.sandbox.counts()["GET /api/v2/analytics/conversations/details"] ?? 0;
  await syncOn(synced, [7, 8, 10]);
  expect(asked()).toBe(2);
  await syncOn(synced, [11, 12, 13]);
  expect(asked()).toBe(3);
});

test("a survey that was deleted before the first sync is not asked for", async () => {
  await using synced = await openSynced(
    { org: smallOrg([withSurvey("gone", [...sent, ["Finished", monday + 5 * hour], ["Deleted", after(5)]])]) },
    after(6),
  );
  await syncOn(synced, [6]);
  expect(synced.sandbox.counts()["GET /api/v2/quality/surveys/{surveyId}"] ?? 0).toBe(0);
  expect(await flagsOf(synced, "gone")).toMatchObject({ listed: false, deleted: true });
});

test("an evaluation that was submitted before anything is to be known stays unknown when it is released", async () => {
  const synced = await openSynced(
    { org: smallOrg([withEvaluation("early", [...begun, ["Released", after(6)]])]) },
    after(3),
  );
  await using _ = synced;
  for (const one of [3, 5, 7]) {
    synced.clock.advance(after(one) - synced.clock.now());
    await synced.sync({ since: after(2) });
  }
  expect(await flagsOf(synced, "early")).toBeUndefined();
});
