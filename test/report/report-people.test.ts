import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { Grouping } from "../../src/metrics/index.ts";
import { createReport, type People, type ReportDocument } from "../../src/report/index.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

const named: People = { mode: "named", pseudonym: (id) => id };
const hidden: People = { mode: "pseudonym", pseudonym: (id) => `agent-${id.slice(0, 4)}` };

let org: Synced;
beforeAll(async () => {
  org = await openSynced({ perDay: 30, days: 40, seed: 5 });
  await org.sync();
});
afterAll(async () => org[Symbol.asyncDispose]());

/** The same report twice: as it is, and as it may be shown. */
async function both(by: Grouping, days: number): Promise<readonly [ReportDocument, ReportDocument]> {
  const now = org.clock.now();
  const request = {
    filter: { range: { from: now - days * day, to: now } },
    local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
    by,
    completeness: { sentence: "", completeTo: now },
    definitionId: null,
    now,
  };
  return [
    await createReport(org.warehouse, { ...request, people: named }),
    await createReport(org.warehouse, { ...request, people: hidden }),
  ];
}

test("a withheld number shows neither its value nor its bounds, nor what follows from it", async () => {
  const [, shown] = await both("agent", 30);
  const withheld = shown.groups?.filter(({ csat }) => csat.hidden) ?? [];
  expect(withheld.length).toBeGreaterThan(0);
  for (const { csat, mean_satisfaction, responses, expected, shrunk, band, visible_change, change } of withheld) {
    for (const figure of [csat, mean_satisfaction])
      expect(figure).toEqual({ value: null, n: null, low: null, high: null, hidden: true });
    expect([responses, expected, shrunk, band, visible_change]).toEqual([null, null, null, null, null]);
    expect(change?.difference ?? null).toBeNull();
  }
});

test("a comment is printed without its agent", async () => {
  const [truth, shown] = await both("agent", 30);
  expect(truth.low_comments.some(({ agent_name }) => agent_name !== null)).toBe(true);
  expect(shown.low_comments.every(({ agent_name }) => agent_name === null)).toBe(true);
});
