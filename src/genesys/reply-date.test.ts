import fc from "fast-check";
import { expect, test } from "vitest";
import { connect } from "../../test/servers/connect.ts";
import { endpoints } from "./index.ts";
import { createClockSkew, readDelay } from "./reply-date.ts";

const header = (time: number): string => new Date(time).toUTCString();
const some = fc.integer({ min: -1e9, max: 1e9 });
const answers = fc.array(fc.record({ at: fc.nat(1e6), there: fc.nat(2000), back: fc.nat(2000) }), { minLength: 1 });

test("the certain difference never exceeds the true one, however long answers take", () =>
  fc.assert(
    fc.property(some, answers, (ahead, list) => {
      const skew = createClockSkew();
      for (const { at, there, back } of list)
        skew.enter(header(1e12 + at + there - ahead), 1e12 + at, 1e12 + at + there + back);
      const sure = skew.ahead() ?? Number.NaN;
      expect(Math.abs(sure)).toBeLessThanOrEqual(Math.abs(ahead));
      expect(sure === 0 || Math.sign(sure) === Math.sign(ahead)).toBe(true);
    }),
  ));

test("one quick answer gives the difference to the second", () => {
  const skew = createClockSkew();
  skew.enter(header(1e12 - 60_000), 1e12, 1e12 + 100);
  expect(skew.ahead()).toBe(59_000);
  skew.enter(header(1e12 + 60_000), 1e12, 1e12 + 100);
  expect(skew.ahead()).toBe(-59_900);
});

test("without a header nothing is known", () => {
  const skew = createClockSkew();
  skew.enter("", 1, 2);
  skew.enter("yesterday", 1, 2);
  expect(skew.ahead()).toBeNull();
});

test("a client reads it from the answers of the API", async () => {
  const headers = { date: header(1_000_000 - 90_000) };
  await using c = await connect(({ path }) =>
    path.startsWith("/api") ? { headers, body: { entities: [] } } : undefined,
  );
  expect(c.genesys.clockSkew()).toBeNull();
  await c.genesys.ask(endpoints.users);
  expect(c.genesys.clockSkew()).toBe(89_000);
});

const noon = Date.parse("2025-11-28T17:00:00Z");

test.each([
  ["23", 23_000],
  ["2, 2", 2_000],
  ["2, 7", 7_000],
  ["0.5", 500],
  [String(noon / 1000 + 30), 30_000],
  [String(noon + 30_000), 30_000],
  [String(noon / 1000 - 30), 0],
  ["Fri, 28 Nov 2025 17:00:30 GMT", 30_000],
  ["Fri, 28 Nov 2025 17:00:30 GMT, Fri, 28 Nov 2025 17:00:30 GMT", 30_000],
  ["Fri, 28 Nov 2025 16:00:00 GMT", 0],
  ["2025-11-28T17:00:05Z", 5_000],
  ["soon", null],
  ["-5", null],
  ["", null],
  ["Fri, 99 Nov 2025 17:00:30 GMT", null],
  ["1e999", Number.POSITIVE_INFINITY],
])("a wait of %j is %j ms", (text, milliseconds) => expect(readDelay(text, noon)).toBe(milliseconds));
