import { expect, test } from "vitest";
import { day, hour, isoTime } from "../../src/base/index.ts";
import { createReport } from "../../src/report/index.ts";
import { answer, openStored, response } from "../orgs/stored.ts";

const from = Date.parse("2026-03-02T00:00:00Z");

/** The trend of 56 days with so many answers a day, one in twenty of them unsatisfied. */
async function trendOf(perDay: number) {
  const at = Array.from({ length: 56 * perDay }, (_, nth) => nth);
  await using warehouse = await openStored({
    response: at.map((nth) =>
      response(`r${nth}`, { submit_date: isoTime(from + Math.floor(nth / perDay) * day + (nth % perDay) * hour) }),
    ),
    answer: at.map((nth) => {
      const good = (nth * 7) % 20 > 0;
      return answer(`r${nth}`, 0, {
        ...{ points: 5, headline: true, lead: true, value: good ? 5 : 1, satisfaction: good ? 1 : 0 },
        ...{ favourable: good, unfavourable: !good, scale_min: 1, scale_max: 5 },
      });
    }),
  });
  const now = from + 60 * day;
  const { trend } = await createReport(warehouse, {
    filter: { range: { from, to: from + 56 * day } },
    local: { timeZone: "UTC", firstDayOfWeek: 1 },
    completeness: { sentence: "complete", completeTo: now },
    definitionId: null,
    now,
  });
  return trend;
}

test("a trend has periods so long that something in them may be unusual", async () => {
  const often = await trendOf(20);
  expect([often.unit, often.points.length, often.points.every(({ limits }) => limits !== null)]).toEqual([
    "day",
    56,
    true,
  ]);
  // Of one answer a day none is unusual; eight weeks are too few for limits, and are a trend.
  const seldom = await trendOf(1);
  expect([seldom.unit, seldom.points.length, seldom.baseline]).toEqual(["week", 8, null]);
  expect(seldom.points.map(({ responses }) => responses)).toEqual([7, 7, 7, 7, 7, 7, 7, 7]);
});
