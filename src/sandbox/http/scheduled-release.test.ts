import { expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg } from "../../../test/orgs/small-org.ts";
import { openAsked } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day, hour, isoInterval, isoTime, second } from "../../base/index.ts";
import { openSandbox } from "../sandbox.ts";

const submitted = monday + day;
const date = monday + 20 * day;
const planned = evaluation(
  "planned",
  [
    ["Pending", monday + hour],
    ["Finished", submitted],
    ["Released", date],
  ],
  { scheduledRelease: date },
);
const org = smallOrg([interaction("i-planned", monday, { evaluations: [planned] })]);

const range = (field: string, from: number, to: number) => ({
  ...{ type: "DATE_RANGE", field, startValue: isoTime(from), endValue: isoTime(to) },
});

/** The evaluation at a moment, by every endpoint that shows it. */
async function seen(now: number) {
  await using asked = await openAsked({ org, clock: createTestClock(now), limit: "off" });
  const search = async (...query: object[]) => {
    const body = { pageNumber: 1, pageSize: 10, query };
    return (await asked.ask("/quality/evaluations/search", body)).body.results;
  };
  const created = range("createdDate", monday, monday + day);
  const [row] = (await asked.ask("/analytics/conversations/i-planned/details")).body.evaluations;
  const aggregate = async (released: string) => {
    const filter = { type: "and", predicates: [{ dimension: "released", value: released }] };
    const body = { interval: isoInterval({ from: monday, to: monday + day }), metrics: ["nEvaluations"], filter };
    return (await asked.ask("/analytics/evaluations/aggregates/query", body)).body.results.length;
  };
  const listed = async (isReleased: boolean) =>
    (await asked.ask(`/quality/evaluations/query?evaluatorUserId=eva&isReleased=${isReleased}`)).body.total;
  return {
    document: (await asked.ask("/quality/conversations/i-planned/evaluations/planned")).body.releaseDate,
    found: (await search(created))[0].releaseDate,
    foundByDate: (await search(range("releaseDate", date - day, date + day))).length,
    foundReleased: (await search(created, { type: "EXACT", field: "released", value: "true" })).length,
    listedReleased: [await listed(true), await listed(false)],
    analytics: row.released,
    aggregates: [await aggregate("true"), await aggregate("false")],
  };
}

test("the date of a scheduled release is shown from the submission on; released is what has come", async () => {
  expect(await seen(submitted - 1)).toMatchObject({ document: undefined, found: undefined, foundByDate: 0 });
  const ahead = { document: isoTime(date), found: isoTime(date), foundByDate: 1 };
  const unreleased = { foundReleased: 0, listedReleased: [0, 1], analytics: false, aggregates: [0, 1] };
  expect(await seen(submitted + second)).toEqual({ ...ahead, ...unreleased });
  expect(await seen(date - 1)).toEqual({ ...ahead, ...unreleased });
  const released = { foundReleased: 1, listedReleased: [1, 0], analytics: true, aggregates: [1, 0] };
  expect(await seen(date + second)).toEqual({ ...ahead, ...released });
});

test("in the default org some release dates lie ahead, at most 45 days, and none of them is released", async () => {
  await using sandbox = await openSandbox();
  const now = Date.now();
  await using asked = await openAsked({ org: sandbox.org, clock: createTestClock(now), limit: "off" });
  const query = [range("releaseDate", now, now + 46 * day)];
  const { results } = (await asked.ask("/quality/evaluations/search", { pageNumber: 1, pageSize: 100, query })).body;
  expect(results.length).toBeGreaterThan(5);
  const released = [...query, { type: "EXACT", field: "released", value: "true" }];
  const none = await asked.ask("/quality/evaluations/search", { pageNumber: 1, pageSize: 100, query: released });
  expect(none.body.results).toEqual([]);
});
