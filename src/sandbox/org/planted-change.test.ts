import { expect, test } from "vitest";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day as dayLength, hour, isoTime } from "../../base/index.ts";
import { openSandbox } from "../sandbox.ts";
import { truthCause, truthChange } from "../truth/response-facts.ts";
import type { ExpectedRow } from "../truth/row.ts";
import { truth } from "../truth/truth.ts";
import { createOrg } from "./org.ts";

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
// Waiting is skewed: one long wait moves the mean of a week.
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function measures(rows: readonly ExpectedRow[]) {
  const answered = rows.filter(({ satisfied }) => satisfied !== null);
  return {
    csat: 100 * mean(answered.map(({ satisfied }) => (satisfied ? 1 : 0))),
    wait: median(rows.flatMap(({ wait_seconds, media_type }) => (media_type === "voice" ? (wait_seconds ?? []) : []))),
    hold: mean(rows.flatMap(({ hold_seconds }) => hold_seconds ?? [])),
  };
}

// Any last day: weekdays and seasons of the calendar differ.
test.each([
  [1, 20_543],
  [2, 20_600],
  [3, 20_671],
  [4, 20_745],
])("seed %i: 28 days against the 28 before show one queue that fell, and why", (seed, lastDay) => {
  const org = createOrg({ seed, firstDay: lastDay - 89, lastDay, perDay: 60 });
  const now = lastDay * dayLength + 10 * hour;
  const change = truthChange(org);
  expect(change).toMatchObject({ queue_name: "Billing", since: isoTime((lastDay - 24) * dayLength), cause: "invoice" });

  const rows = truth(org, { from: now - 56 * dayLength, to: now, now }, { sources: ["survey"] });
  const border = isoTime(now - 28 * dayLength);
  const [before, after] = [
    rows.filter((row) => row.submit_date < border),
    rows.filter((row) => row.submit_date >= border),
  ];
  // Where the leading question was reworded, a report gives no verdict.
  const leads = new Map(org.forms.map(({ id, leadContextId }) => [id, leadContextId]));
  const asked = rows.flatMap(({ form_id, answers }) => {
    const lead = answers.find(({ question_context_id }) => question_context_id === leads.get(form_id));
    return lead ? [lead] : [];
  });
  expect(new Set(asked.map(({ question }) => question)).size).toBe(
    new Set(asked.map(({ question_context_id }) => question_context_id)).size,
  );

  const there = (list: readonly ExpectedRow[]) => list.filter(({ queue_id }) => queue_id === change?.queue_id);
  const elsewhere = (list: readonly ExpectedRow[]) => list.filter(({ queue_id }) => queue_id !== change?.queue_id);

  expect(measures(there(before)).csat - measures(there(after)).csat).toBeGreaterThan(20);
  expect(measures(there(after)).wait).toBeGreaterThan(2 * measures(there(before)).wait);
  expect(measures(there(after)).hold).toBeGreaterThan(1.5 * measures(there(before)).hold);
  expect(Math.abs(measures(elsewhere(before)).csat - measures(elsewhere(after)).csat)).toBeLessThan(10);

  const named = (list: readonly ExpectedRow[]) =>
    list.filter(({ response_id }) => truthCause(org, response_id) === change?.cause).length;
  expect(named(there(after))).toBeGreaterThan(2 * named(there(before)));
  expect(named(there(after))).toBeGreaterThan(named(elsewhere(after)));
});

test("it is counted back from today, however many days are planned ahead", async () => {
  const clock = createTestClock(20_560 * dayLength + hour);
  for (const daysAhead of [0, 40]) {
    await using sandbox = await openSandbox({ clock, daysAhead, days: 60, perDay: 5 });
    expect(truthChange(sandbox.org)?.since).toBe(isoTime((20_560 - 24) * dayLength));
  }
});

test("an org that begins later than it does has none", () => {
  expect(truthChange(createOrg({ seed: 1, firstDay: 20_540, lastDay: 20_560, perDay: 5 }))).toBeNull();
});
