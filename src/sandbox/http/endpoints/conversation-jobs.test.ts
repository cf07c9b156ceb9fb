import { expect, test } from "vitest";
import { type Asked, openAsked } from "../../../../test/asked.ts";
import { createTestClock } from "../../../../test/clock.ts";
import { interaction, monday, slow, smallOrg } from "../../../../test/small-org.ts";
import { type Clock, day, hour, isoInterval, minute, second } from "../../../base/index.ts";
import { createOrg } from "../../org/org.ts";
import { longestInteraction } from "../conversation-selection.ts";

const path = "/analytics/conversations/details/jobs";
const midnight = monday - 9 * hour;
const org = smallOrg([
  interaction("i-early", monday, { surveys: [slow] }),
  interaction("i-long", monday + hour, { end: monday + 30 * hour }),
  interaction("i-late", monday + 3 * day),
]);

async function run(asked: Asked, body: object, clock: Clock) {
  const { status, body: receipt } = await asked.ask(path, body);
  expect(status).toBe(202);
  await clock.sleep(3 * second);
  return `${path}/${receipt.jobId}`;
}

/** Thursday morning: what is younger than Wednesday, 21:00, is not there yet. */
async function opened() {
  const clock = createTestClock(monday + 3 * day + 30 * minute);
  const asked = await openAsked({ org, clock, limit: "off" });
  return { clock, asked, [Symbol.asyncDispose]: () => asked[Symbol.asyncDispose]() };
}

const ids = (conversations: readonly { conversationId: string }[]) =>
  conversations.map(({ conversationId }) => conversationId);
const tuesday = isoInterval({ from: midnight + day, to: midnight + 2 * day });
const week = isoInterval({ from: midnight, to: midnight + 7 * day });

test("a job finds what the interval overlaps, or with start-day matching what started in it", async () => {
  await using sandbox = await opened();
  const { asked, clock } = sandbox;
  const overlap = await run(asked, { interval: tuesday }, clock);
  expect(ids((await asked.ask(`${overlap}/results`)).body.conversations)).toEqual(["i-long"]);
  const started = await run(asked, { interval: tuesday, startOfDayIntervalMatching: true }, clock);
  expect((await asked.ask(`${started}/results`)).body.conversations).toEqual([]);
});

test("nothing is younger than the availability date, and all is as it stood then", async () => {
  await using sandbox = await opened();
  const { asked, clock } = sandbox;
  const dataAvailabilityDate = "2026-03-04T21:00:00.000Z";
  expect((await asked.ask(`${path}/availability`)).body).toEqual({ dataAvailabilityDate });
  const job = await run(asked, { interval: week }, clock);
  const { body } = await asked.ask(`${job}/results`);
  expect(body.dataAvailabilityDate).toBe(dataAvailabilityDate);
  expect(ids(body.conversations)).toEqual(["i-early", "i-long"]);
  expect(body.conversations[0].surveys).toMatchObject([{ surveyStatus: "Sent" }]);
  const query = { interval: week, paging: { pageSize: 100, pageNumber: 1 } };
  const sync = (await asked.ask("/analytics/conversations/details/query", query)).body.conversations;
  expect(ids(sync)).toEqual(["i-early", "i-long", "i-late"]);
});

test("attributes are in results of jobs, and nowhere else", async () => {
  await using sandbox = await opened();
  const { asked, clock } = sandbox;
  const job = await run(asked, { interval: week }, clock);
  const [conversation] = (await asked.ask(`${job}/results`)).body.conversations;
  expect(conversation.participants[0].attributes).toMatchObject({ "Customer.Segment": expect.any(String) });
  const byId = (await asked.ask("/analytics/conversations/details?id=i-early")).body.conversations[0];
  expect(byId.participants[0]).not.toHaveProperty("attributes");
});

test("results are read by cursor, and the last page has none", async () => {
  await using sandbox = await opened();
  const { asked, clock } = sandbox;
  const job = await run(asked, { interval: week, order: "desc" }, clock);
  const first = (await asked.ask(`${job}/results?pageSize=1`)).body;
  expect(ids(first.conversations)).toEqual(["i-long"]);
  const second = (await asked.ask(`${job}/results?pageSize=1&cursor=${first.cursor}`)).body;
  expect(ids(second.conversations)).toEqual(["i-early"]);
  expect(second).not.toHaveProperty("cursor");
  expect((await asked.ask(`${job}/results?cursor=nonsense`)).status).toBe(400);
  const limited = await run(asked, { interval: week, limit: 1 }, clock);
  expect(ids((await asked.ask(`${limited}/results`)).body.conversations)).toEqual(["i-early"]);
});

test("a job is queued, pending, fulfilled and in the end expired; results only while it is fulfilled", async () => {
  await using sandbox = await opened();
  const { asked, clock } = sandbox;
  const job = `${path}/${(await asked.ask(path, { interval: week })).body.jobId}`;
  const seen: unknown[] = [];
  for (const wait of [0, second, 2 * second, 7 * day]) {
    await clock.sleep(wait);
    // The token lives for a day.
    await asked.login();
    seen.push([(await asked.ask(job)).body.state, (await asked.ask(`${job}/results`)).status]);
  }
  expect(seen).toEqual([
    ["QUEUED", 400],
    ["PENDING", 400],
    ["FULFILLED", 200],
    ["EXPIRED", 400],
  ]);
});

test("deleting cancels what is under way and forgets what is done", async () => {
  await using sandbox = await opened();
  const { asked, clock } = sandbox;
  const job = `${path}/${(await asked.ask(path, { interval: week })).body.jobId}`;
  expect(await asked.ask(job, undefined, "DELETE")).toMatchObject({ status: 204, body: "" });
  expect((await asked.ask(job)).body.state).toBe("CANCELLED");
  const done = await run(asked, { interval: week }, clock);
  await asked.ask(done, undefined, "DELETE");
  expect((await asked.ask(done)).status).toBe(404);
});

test("no interaction lasts longer than a job looks back", () => {
  const made = createOrg({ seed: 5, firstDay: 20_000, lastDay: 20_020, perDay: 60, switches: [] });
  for (let each = made.firstDay; each <= made.lastDay; each++)
    for (const { start, end } of made.day(each)) expect((end ?? start) - start).toBeLessThan(longestInteraction);
});
