import { describe, expect, test } from "vitest";
import { day, hour, isoTime } from "../../src/base/index.ts";
import type { Basis } from "../../src/metrics/index.ts";
import { createReport, type ReportDocument } from "../../src/report/index.ts";
import { answer, openStored, response } from "../orgs/stored.ts";

const from = Date.parse("2026-03-02T00:00:00Z");
const days = 10;
const perDay = 20;
const queues = ["q1", "q2", "q3", "q4"];

/** Ten days that half were satisfied in, and ten that most were; so many surveys of one queue and period are still open. */
async function report(
  basis: Basis,
  { open, queue = "q1", period = 1 }: { readonly open: number; readonly queue?: string; readonly period?: 0 | 1 },
): Promise<ReportDocument> {
  const rows = { response: [] as ReturnType<typeof response>[], answer: [] as ReturnType<typeof answer>[] };
  const place = (at: number, queue_id: string) => {
    const time = isoTime(from + at);
    return {
      interaction_start: time,
      interaction_end: time,
      sent_date: time,
      queue_id,
      agent_id: `${queue_id} ${Math.floor(at / hour) % 3}`,
    };
  };
  for (const [nth, own] of queues.entries())
    for (let at = 0; at < 2 * days * perDay; at += 1) {
      const id = `${own} ${at}`;
      const time = Math.floor(at / perDay) * day + (at % perDay) * hour;
      // On every day the same.
      const satisfied = ((at + nth) * 7) % 20 < (at < days * perDay ? 10 : 17);
      rows.response.push(
        response(id, {
          ...place(time, own),
          status: "Finished",
          submit_date: isoTime(from + time + hour),
          form_id: "f",
        }),
      );
      rows.answer.push(
        answer(id, 0, {
          ...{ points: 5, headline: true, value: satisfied ? 5 : 1, satisfaction: satisfied ? 1 : 0, lead: true },
          ...{ favourable: satisfied, unfavourable: !satisfied, scale_min: 1, scale_max: 5, question_id: "lead" },
        }),
      );
    }
  for (let at = 0; at < open; at += 1)
    rows.response.push(
      response(`open ${at}`, { ...place(period * days * day + at * hour, queue), status: "Sent", submit_date: null }),
    );
  await using warehouse = await openStored(rows);
  const now = from + 30 * day;
  return await createReport(warehouse, {
    filter: { range: { from: from + days * day, to: from + 2 * days * day }, basis },
    local: { timeZone: "UTC", firstDayOfWeek: 1 },
    targets: [
      { metric: "csat", queue: null, target: 0.5 },
      { metric: "csat", queue: "q2", target: 0.5 },
      { metric: "response_rate", queue: null, target: 0.5 },
    ],
    completeness: { sentence: "complete", completeTo: now },
    definitionId: null,
    now,
  });
}

const whole = ({ changes, targets }: ReportDocument) => [
  changes.csat?.verdict,
  changes.csat?.reason,
  ...targets.slice(0, 2).map(({ verdict }) => verdict),
];
const ofQueues = ({ queues: all }: ReportDocument) =>
  Object.fromEntries(all.map(({ id, change, band_reason }) => [id, [change?.verdict, change?.reason, band_reason]]));

describe.each(["interaction", "sent"] as const)("by %s", (basis) => {
  test("no verdict is given on a cohort of which more than 2 % are open", async () => {
    // 16 of 816 are 1.96 %, 17 of 817 are 2.08 %.
    const fewOpen = await report(basis, { open: 16 });
    expect(whole(fewOpen)).toEqual(["rise", null, "met", "met"]);
    expect(ofQueues(fewOpen)).toMatchObject({ q1: ["no verdict", "open", "open"], q2: ["rise", null, null] });
    const manyOpen = await report(basis, { open: 17 });
    expect(whole(manyOpen)).toEqual(["no verdict", "open", "cannot tell", "cannot tell"]);
    expect(manyOpen.csat.value).toBeCloseTo(0.85, 6);
    expect(ofQueues(manyOpen)).toMatchObject({ q2: ["no verdict", "open", null] });
  });

  test("what it is compared with is a cohort too", async () => {
    const before = await report(basis, { open: 17, period: 0 });
    expect(whole(before)).toEqual(["no verdict", "open", "met", "met"]);
    expect(ofQueues(before)).toMatchObject({ q1: ["no verdict", "open", null] });
  });

  test("a queue's target is its own cohort's", async () => {
    const own = await report(basis, { open: 10, queue: "q2" });
    expect(whole(own)).toEqual(["rise", null, "met", "cannot tell"]);
  });
});

test("by completion an open survey is in no period", async () => {
  expect(whole(await report("completed", { open: 100 }))).toEqual(["rise", null, "met", "met"]);
});

test("the rate of a cohort of which some are open has a target's verdict up to 2 %", async () => {
  const [fewOpen, manyOpen] = [await report("completed", { open: 16 }), await report("completed", { open: 17 })];
  expect([fewOpen.response_rate.complete, fewOpen.targets.at(-1)?.verdict]).toEqual([false, "met"]);
  expect([manyOpen.response_rate.open, manyOpen.targets.at(-1)?.verdict]).toEqual([17, "cannot tell"]);
});
