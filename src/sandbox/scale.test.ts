import { expect, test } from "vitest";
import { openAsked } from "../../test/servers/asked.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { day, hour, isoInterval } from "../base/index.ts";
import { createOrg } from "./org/org.ts";

const lastDay = 20_530;
const now = lastDay * day + 10 * hour;

/** A busy org that counts how many of its interactions were made. */
function busyOrg() {
  const org = createOrg({ seed: 5, firstDay: lastDay - 89, lastDay, perDay: 100_000 });
  const made = { count: 0 };
  const at: typeof org.at = (on, index) => {
    made.count += 1;
    return org.at(on, index);
  };
  return { made, org: { ...org, at } };
}

test.each([0, 1, 45, 89])("a page of 100,000 interactions %i days ago makes its own and no others", async (ago) => {
  const { org, made } = busyOrg();
  await using asked = await openAsked({ org, clock: createTestClock(now), limit: "off" });
  const from = (lastDay - ago) * day;
  const query = { interval: isoInterval({ from, to: from + day }), paging: { pageSize: 100, pageNumber: 200 } };
  const { body } = await asked.ask("/analytics/conversations/details/query", query);
  expect(body.totalHits).toBeGreaterThan(20_000);
  expect(body.totalHits).toBeLessThanOrEqual(org.count(lastDay - ago));
  const starts = body.conversations.map((one: { conversationStart: string }) => one.conversationStart);
  expect(starts).toEqual(starts.toSorted());
  expect([starts.length, made.count]).toEqual([100, 100]);
});

test("today's interactions end at the present", async () => {
  const { org } = busyOrg();
  await using asked = await openAsked({ org, clock: createTestClock(now), limit: "off" });
  const query = { interval: isoInterval({ from: lastDay * day, to: now }), order: "desc" };
  const { body } = await asked.ask("/analytics/conversations/details/query", query);
  const latest = Date.parse(body.conversations[0].conversationStart);
  expect(latest).toBeLessThanOrEqual(now);
  expect(latest).toBeGreaterThan(now - 5_000);
});
