import { expect, test } from "vitest";
import { interaction, monday, smallOrg } from "../../../test/orgs/small-org.ts";
import { openAsked } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day, isoInterval, isoTime } from "../../base/index.ts";

const interval = isoInterval({ from: monday, to: monday + day });
const dates = { startValue: isoTime(monday), endValue: isoTime(monday + day) };
const search = { pageSize: 100, query: [{ type: "DATE_RANGE", field: "submittedDate", ...dates }] };

test.each([
  [
    "the details query",
    "/analytics/conversations/details/query",
    (pageNumber: number) => ({ interval, paging: { pageSize: 100, pageNumber } }),
    1_000,
    "Pagination may not exceed 100000 results",
  ],
  [
    "the evaluation search",
    "/quality/evaluations/search",
    (pageNumber: number) => ({ ...search, pageNumber }),
    100,
    "Pagination may not exceed 10000 results",
  ],
])("%s reaches so deep and no deeper", async (_, path, body, last, message) => {
  const org = smallOrg([interaction("i", monday)]);
  await using asked = await openAsked({ org, clock: createTestClock(monday + 2 * day), limit: "off" });
  expect((await asked.ask(path, body(last))).status).toBe(200);
  expect((await asked.ask(path, body(last + 1))).body).toMatchObject({ status: 400, code: "bad.request", message });
});
