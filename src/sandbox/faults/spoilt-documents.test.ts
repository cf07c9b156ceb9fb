import { expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg, survey } from "../../../test/orgs/small-org.ts";
import { type Asked, openAsked } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day, hour, isoTime, minute } from "../../base/index.ts";
import { openSandbox } from "../sandbox.ts";
import type { FaultName } from "./all-faults.ts";

const count = 160;
const interactions = Array.from({ length: count }, (_, index) => {
  const own = { surveys: [finished(`s${index}`)], evaluations: [judged(`e${index}`)] };
  return interaction(`i${index}`, monday + index * minute, own);
});

function finished(id: string) {
  return survey(id, [
    ["Sent", monday + hour],
    ["Finished", monday + 2 * day],
  ]);
}

function judged(id: string) {
  return evaluation(id, [
    ["Pending", monday + hour],
    ["Finished", monday + 2 * day],
    ["Released", monday + 2 * day],
  ]);
}

const open = (now: number, ...faults: FaultName[]) =>
  openAsked({ org: smallOrg(interactions), clock: createTestClock(now), limit: "off", faults });
const sunday = monday + 6 * day;

const surveyAt = (index: number) => `/quality/surveys/s${index}`;
const evaluationAt = (index: number) => `/quality/conversations/i${index}/evaluations/e${index}`;
const detailsOf = (index: number) => `/analytics/conversations/details?id=i${index}`;

async function all(asked: Asked, pathAt: (index: number) => string) {
  const replies = [];
  for (let index = 0; index < count; index += 1) replies.push(await asked.ask(pathAt(index)));
  return replies;
}

test("retry-later-item: one survey, alone and among its interaction's, and no other", async () => {
  await using asked = await open(sunday, "retry-later-item");
  for (const path of ["/quality/surveys/s1", "/quality/surveys/s1", "/quality/conversations/i1/surveys"]) {
    const reply = await asked.ask(path);
    expect([reply.status, reply.headers.get("retry-after"), reply.body.code]).toEqual([
      503,
      "3600",
      "service.unavailable",
    ]);
  }
  expect((await asked.ask("/quality/surveys/s2")).status).toBe(200);
  expect(asked.sandbox.spoilt).toEqual([{ kind: "survey", id: "s1" }]);
});

test("silent-item: one survey and one evaluation are never answered", async () => {
  await using asked = await open(sunday, "silent-item");
  await asked.login();
  for (const path of [surveyAt(1), surveyAt(1), evaluationAt(1)]) {
    const waited = await Promise.race([asked.ask(path).catch(() => "closed"), slept(100)]);
    expect(waited).toBe("nothing");
  }
  expect((await asked.ask(surveyAt(2))).status).toBe(200);
  expect((await asked.ask(evaluationAt(2))).status).toBe(200);
  expect(asked.sandbox.spoilt.map(({ id }) => id)).toEqual(["s1", "e1"]);
  expect(asked.sandbox.requests.filter(({ status }) => status === 0)).toHaveLength(3);
});

const slept = (milliseconds: number) =>
  new Promise<string>((resolve) => {
    setTimeout(() => resolve("nothing"), milliseconds);
  });

test("html-items: the same documents are pages whenever they are asked for, of every kind", async () => {
  await using asked = await open(sunday, "html-items");
  for (const pathAt of [surveyAt, evaluationAt, detailsOf]) {
    const [once, again] = [await all(asked, pathAt), await all(asked, pathAt)];
    expect(again.map(({ status }) => status)).toEqual(once.map(({ status }) => status));
    const pages = once.filter(({ headers }) => headers.get("content-type") === "text/html");
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThan(count / 5);
    for (const { body } of pages) expect(body).toMatch(/^<html>/);
  }
  const [bad] = asked.sandbox.spoilt.filter(({ kind }) => kind === "conversation");
  const batch = await asked.ask(`/analytics/conversations/details?id=i0,${bad?.id},i1`);
  expect(batch.headers.get("content-type")).toBe("text/html");
  expect(new Set(asked.sandbox.spoilt.map(({ id }) => id)).size).toBe(asked.sandbox.spoilt.length);
});

test("html-items: in the default org of 60 days there is a page of every status", async () => {
  await using sandbox = await openSandbox();
  await using asked = await openAsked({ org: sandbox.org, limit: "off", faults: ["html-items"] });
  const statuses = new Set<number>();
  for (const { surveys } of sandbox.org.withSurveys(0, Date.now()))
    for (const { id, events } of surveys) {
      if (!events.some(({ status, time }) => status === "Finished" && time < Date.now())) continue;
      const { status, headers } = await asked.ask(`/quality/surveys/${id}`);
      if (headers.get("content-type") === "text/html") statuses.add(status);
    }
  expect([...statuses].toSorted((one, other) => one - other)).toEqual([200, 403, 404, 414, 503]);
});

test("wrong-documents: the first answer is wrong in four ways, the second is right", async () => {
  for (const pathAt of [surveyAt, evaluationAt]) {
    await using honest = await open(sunday);
    await using asked = await open(sunday, "wrong-documents");
    const right = await all(honest, pathAt);
    const first = await all(asked, pathAt);
    const ways = first.flatMap(({ body }, index) => {
      const [id, wanted] = [body.id, right[index]?.body.id];
      if (id !== wanted) return ["another"];
      if (Object.keys(body).length === 1) return ["id alone"];
      if (body.answers !== undefined) return [];
      return [body.status.toUpperCase() === "FINISHED" ? "unanswered" : "in progress"];
    });
    expect(new Set(ways)).toEqual(new Set(["another", "id alone", "unanswered", "in progress"]));
    expect(ways.length).toBeLessThan(count / 2);
    expect((await all(asked, pathAt)).map(({ body }) => body)).toEqual(right.map(({ body }) => body));
  }
});

test("stale-documents: for two hours the document does not know what analytics and the search know", async () => {
  const seen = async (now: number) => {
    await using asked = await open(now, "stale-documents");
    const own = (await asked.ask(surveyAt(1))).body;
    const [listed] = (await asked.ask("/quality/conversations/i1/surveys")).body;
    const graded = (await asked.ask(evaluationAt(1))).body;
    const [row] = (await asked.ask(detailsOf(1))).body.conversations;
    expect([row.surveys[0].surveyStatus, row.evaluations[0].evaluationStatus]).toEqual(["Finished", "Finished"]);
    return [own.status, own.completedDate, listed.status, graded.status, graded.answers, graded.releaseDate].map(
      (value) => (typeof value === "object" ? "answers" : value),
    );
  };
  const at = monday + 2 * day;
  const [early, late] = [await seen(at + 2 * hour - 1), await seen(at + 2 * hour)];
  expect(early).toEqual(["Sent", undefined, "Sent", "PENDING", undefined, undefined]);
  expect(late).toEqual(["Finished", isoTime(at), "Finished", "FINISHED", "answers", isoTime(at)]);
});
