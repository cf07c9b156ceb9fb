import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../src/base/index.ts";
import { type Grouping, groupingNames } from "../src/metrics/index.ts";
import type { GroupFigures } from "../src/report/document.ts";
import { createReport, type People, type ReportDocument } from "../src/report/index.ts";
import { openSynced, type Synced } from "./synced.ts";

const threshold = 10;
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

interface Counted {
  readonly n: number | null;
}

/**
 * What somebody knows who subtracts what is shown from the total, where the cells add up to it: the sum of the withheld ones,
 * which is one cell's where only one is withheld.
 */
function expectNothingToCompute(truth: readonly Counted[], shown: readonly Counted[], adds: boolean): number {
  expect(shown).toHaveLength(truth.length);
  const withheld = truth.filter((cell, index) => (cell.n ?? 0) > 0 && shown[index]?.n === null);
  for (const { n } of shown) expect(n === null || n === 0 || n >= threshold).toBe(true);
  const filled = truth.filter(({ n }) => (n ?? 0) > 0);
  if (adds && withheld.length > 0 && withheld.length < filled.length) {
    expect(withheld.length).toBeGreaterThanOrEqual(2);
    expect(withheld.reduce((sum, { n }) => sum + (n ?? 0), 0)).toBeGreaterThanOrEqual(threshold);
  }
  return withheld.length;
}

describe.each([7, 30])("no cell of fewer than ten answers can be read or computed, in %i days", (days) => {
  test.each(groupingNames)("by %s", async (by) => {
    const [truth, shown] = await both(by, days);
    const adds = !truth.overlapping;
    let withheld = 0;
    const look = (pick: (document: ReportDocument) => readonly Counted[] | null, sums: boolean) => {
      withheld += expectNothingToCompute(pick(truth) ?? [], pick(shown) ?? [], sums);
    };
    look(({ groups }) => groups?.map(({ csat }) => csat) ?? null, adds);
    look(({ groups }) => groups?.map(({ nps }) => nps) ?? null, adds);
    look(({ groups }) => groups?.map(({ response_rate }) => response_rate) ?? null, adds);
    // What belongs to no known group has no coverage, and its surveys are told by their rate.
    const asked = ({ coverage, response_rate }: GroupFigures) => ({ n: coverage ? coverage.surveys : response_rate.n });
    look(({ groups }) => groups?.map(asked) ?? null, adds);
    look(({ groups }) => groups?.flatMap(({ change }) => (change ? [change.before] : [])) ?? null, adds);
    look(({ queues }) => queues.map(({ csat }) => csat), true);
    look(({ agent_groups }) => agent_groups?.map(({ csat }) => csat) ?? null, true);
    look(({ trend }) => trend.points.map(({ csat }) => csat), true);
    look(({ trend }) => trend.points.map(({ nps }) => nps), true);
    look(({ hours }) => hours.map(({ csat }) => csat), true);
    for (const rule of ["genesys", "last", "first", "longest"] as const)
      look(({ attribution }) => attribution?.map((credit) => credit[rule]) ?? null, true);
    expect(withheld).toBeGreaterThan(0);
  });
});

test("a number that is withheld says neither its value nor its bounds, nor what came of it", async () => {
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

test("a comment is told without its agent", async () => {
  const [truth, shown] = await both("agent", 30);
  expect(truth.low_comments.some(({ agent_name }) => agent_name !== null)).toBe(true);
  expect(shown.low_comments.every(({ agent_name }) => agent_name === null)).toBe(true);
});
