import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { createReport, type People, type ReportRequest } from "../../src/report/index.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";

let measured: Measured;
beforeAll(async () => {
  measured = await openMeasured({ seed: 4, perDay: 40, days: 60 });
});
afterAll(() => measured[Symbol.asyncDispose]());

const report = (request: Partial<ReportRequest> & Pick<ReportRequest, "filter">) =>
  createReport(measured.synced.warehouse, {
    ...{ now: measured.now, definitionId: null, completeness: { sentence: "", completeTo: measured.now } },
    local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
    ...request,
  });

const last = (days: number) => ({ from: measured.now - days * day, to: measured.now });

test.each([
  { by: "queue", days: 28, rule: "genesys", compare: "previous", pool: false },
  { by: "queue", days: 10, rule: "last", compare: null, pool: true },
  { by: "agent", days: 28, rule: "longest", compare: null, pool: false },
  { by: "agent", days: 23, rule: "all", compare: "previous", pool: false },
] as const)(
  "each point is what a report of that group and period has: $by, $days days, rule $rule, compare $compare, pool $pool",
  async ({ by, days, rule, compare, pool }) => {
    const document = await report({ filter: { range: last(days), rule }, compare, pool });
    const groups = (by === "queue" ? document.queues : document.agent_groups) ?? [];
    const series = (by === "queue" ? document.queue_series : document.agent_series) ?? [];
    expect(series.map(({ id }) => id).toSorted()).toEqual(
      groups.flatMap(({ id, csat }) => ((csat.n ?? 0) > 0 ? [id] : [])).toSorted(),
    );
    const shown = series.filter(({ id }) => id !== null).slice(0, 2);
    expect(shown).toHaveLength(2);
    for (const { id, points } of shown) {
      const group = groups.find((one) => one.id === id);
      const within = points.filter(({ from }) => from >= document.range.from);
      expect([within[0]?.from, within.at(-1)?.to]).toEqual([document.range.from, document.range.to]);
      expect(within.reduce((sum, { csat }) => sum + (csat.n ?? 0), 0)).toBe(group?.csat.n);
      expect(points.length > within.length).toBe(compare === "previous");
      for (const { from, to, csat } of points.filter((_, at) => at % 3 === 0)) {
        const range = { from: Date.parse(from), to: Date.parse(to) };
        const own = await report({
          filter: { range, rule, [by === "queue" ? "queues" : "agents"]: [id ?? ""] },
          ...{ compare: null, pool },
        });
        const table = (by === "queue" ? own.queues : own.agent_groups)?.find((one) => one.id === id);
        if (table !== undefined && table.points !== group?.points) continue;
        expect(csat.n).toBe(table?.csat.n ?? 0);
        expect(csat).toMatchObject(
          (csat.n ?? 0) < 10 ? { value: null, low: null, high: null } : { ...(table?.csat ?? {}) },
        );
      }
    }
  },
);

test("a series without enough answers in a period has no value there, and says how many there were", async () => {
  const { queue_series: all } = await report({ filter: { range: last(10) } });
  const suppressed = (all ?? [])
    .flatMap(({ points }) => points)
    .filter(({ csat: { n } }) => (n ?? 0) > 0 && (n ?? 0) < 10);
  expect(suppressed.length).toBeGreaterThan(0);
  expect(suppressed.every(({ csat }) => csat.value === null && csat.low === null)).toBe(true);
});

test.each(["pseudonym", "off"] as const)("where people are protected there is no series: %s", async (mode) => {
  const people: People = { mode, pseudonym: (id) => id };
  const document = await report({ filter: { range: last(28) }, people });
  expect([document.queue_series, document.agent_series]).toEqual([null, null]);
});

test("of responses that their score chose there is none either", async () => {
  const document = await report({ filter: { range: last(28), scores: { from: 0, to: 0.5 } } });
  expect([document.queue_series, document.agent_series]).toEqual([null, null]);
});
