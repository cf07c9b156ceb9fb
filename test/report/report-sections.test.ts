import { afterAll, beforeAll, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { createReport, createSections, type People, type ReportRequest } from "../../src/report/index.ts";
import { sections } from "../../src/report/sections.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";

let measured: Measured;
beforeAll(async () => {
  measured = await openMeasured({ seed: 3, perDay: 24, days: 20 });
});
afterAll(() => measured[Symbol.asyncDispose]());

const requestFor = (mode: People["mode"]): ReportRequest => ({
  filter: { range: { from: measured.now - 14 * day, to: measured.now } },
  ...{ by: "media", now: measured.now, definitionId: "settings" },
  targets: [{ metric: "csat", queue: null, target: 0.8 }],
  local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
  people: { mode, pseudonym: (id) => id },
  completeness: { sentence: "", completeTo: measured.now },
});

test.each(["named", "pseudonym"] as const)(
  "a section that is asked for alone is as in the whole report, and no more: %s",
  async (mode) => {
    const { warehouse } = measured.synced;
    const whole: Readonly<Record<string, unknown>> = { ...(await createReport(warehouse, requestFor(mode))) };
    const seen = new Set<string>();
    for (const { key } of sections) {
      const part = await createSections(warehouse, requestFor(mode))([key]);
      for (const [name, value] of Object.entries(part)) {
        expect([key, name, value]).toEqual([key, name, whole[name]]);
        seen.add(name);
      }
    }
    expect([...seen]).toEqual(Object.keys(whole));
  },
);

test("several are asked for in one, in the order of the report, and an unknown one is none", async () => {
  const { warehouse } = measured.synced;
  const part = await createSections(warehouse, requestFor("named"))(["nps", "csat", "headline"]);
  expect(Object.keys(part)).toEqual(["csat", "csat_by_channel", "mean_satisfaction", "bottom_box", "nps"]);
});
