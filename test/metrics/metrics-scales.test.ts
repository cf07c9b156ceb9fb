import { expect, test } from "vitest";
import { day, hour, isoTime, minute, second } from "../../src/base/index.ts";
import { ask } from "../../src/metrics/index.ts";
import type { ReportDocument } from "../../src/report/index.ts";
import type { FormVersion } from "../../src/sandbox/model.ts";
import { monday, smallOrg } from "../orgs/small-org.ts";
import { answers, csat, open, scores, simple } from "../truth/metrics-opened.ts";
import { type Asked, answer, formOf, numbers, overall, satisfaction } from "../truth/metrics-played.ts";
import { reported } from "../truth/metrics-reported.ts";

test("a question reworded in mid-range is one question with two texts", async () => {
  const reworded = formOf("f2", "f", "overall", [satisfaction("overall", "How satisfied were you overall?")], {
    published: 1,
  });
  const interactions = [...answers([{ overall: 5 }]), answer("new", 30, reworded, { overall: 1 })];
  await using measured = await open([simple, reworded], interactions);
  const rows = await ask(measured.synced.warehouse, "scores", { by: "question" });
  expect(rows).toMatchObject([{ group_id: "f-overall", points: 5, answers: 2, favourable: 1 }]);
  const versions = await ask(measured.synced.warehouse, "questions");
  expect(versions.map(({ form_id, text, lead }) => [form_id, text, lead]).toSorted()).toEqual([
    ["f1", overall.text, true],
    ["f2", "How satisfied were you overall?", true],
  ]);
  const { document, text } = await reported(measured, { filter: { range: { from: monday, to: monday + 3 * day } } });
  expect(document.families).toMatchObject([{ points: 5, csat: { n: 2 } }]);
  expect(text).toContain("| the question changed.");
});

test("no verdict across a rewording: for those whom it was put to, and for everybody else there is one", async () => {
  const reworded = formOf("f2", "f", "overall", [satisfaction("overall", "How satisfied were you overall?")]);
  const other = formOf("g1", "g", "overall", [overall]);
  /** Of forty over five days so many are satisfied, on no day many more than on another. */
  const forty = (id: string, days: number, form: FormVersion, satisfied: number, queueId: string) =>
    Array.from({ length: 40 }, (_, at) =>
      answer(`${id}${at}`, 24 * days + 3 * at, form, { overall: (at * 7) % 40 < satisfied ? 5 : 1 }, { queueId }),
    );
  const interactions = [
    ...[...forty("a", 0, simple, 10, "queue"), ...forty("b", 8, reworded, 35, "queue")],
    ...[...forty("c", 0, other, 10, "second"), ...forty("d", 8, other, 35, "second")],
    ...forty("e", 7, reworded, 20, "second"),
  ];
  const lastDay = smallOrg([]).lastDay + 12;
  await using measured = await open([simple, reworded, other], interactions, { lastDay });
  const range = { from: monday + 6 * day, to: monday + 13 * day };
  const { document, text } = await reported(measured, { filter: { range }, by: "question" });
  const verdicts = (groups: ReportDocument["groups"]) =>
    Object.fromEntries(groups?.map(({ id, change }) => [id, [change?.verdict, change?.reason]]) ?? []);
  expect(document.changes.csat).toMatchObject({ verdict: "no verdict", reason: "break", difference: 0.5 });
  expect(text).toContain("+50, no verdict: the question changed");
  expect(verdicts(document.queues)).toEqual({ queue: ["no verdict", "break"], second: ["rise", null] });
  expect(verdicts(document.groups)).toEqual({ "f-overall": ["no verdict", "break"], "g-overall": ["rise", null] });
  // Neither period has answers to both.
  expect(document.trend.points.flatMap(({ breaks }) => breaks)).toEqual([]);

  // Within one period the trend is marked, and nobody is compared with those who asked something else.
  const whole = await reported(measured, { filter: { range: { from: monday, to: monday + 13 * day } } });
  expect(whole.document.trend.points.flatMap(({ breaks }) => breaks)).toEqual(["How satisfied were you overall?"]);
  const second = whole.document.queues.find(({ id }) => id === "second");
  expect([second?.expected, second?.band, second?.band_reason]).toEqual([null, null, "peers"]);
});

const newWords = "How satisfied were you overall?";
/** Begun so many hours after Monday, and answered so many hours later. */
const answeredLate = (id: string, hours: number, later: number, form: FormVersion) => {
  const start = monday + hours * hour;
  const events = (["Pending", "Sent", "InProgress", "Finished"] as const).map((status, at) => {
    const time = start + at * minute + (at > 1 ? later * hour : 21 * minute);
    return { status, time, eventTime: time + second };
  });
  return answer(id, hours, form, { overall: 5 }, { events });
};

test.each(["completed", "interaction", "sent"] as const)(
  "a question changes by the time that counts: %s",
  async (basis) => {
    const reworded = formOf("f2", "f", "overall", [satisfaction("overall", newWords)], { published: 3 });
    const interactions = [
      ...[0, 24, 48].map((hours) => answer(`old${hours}`, hours, simple, { overall: 5 })),
      answeredLate("new", 96, 192, reworded),
    ];
    await using measured = await open([simple, reworded], interactions);
    const range = { from: monday - 9 * hour, to: monday + 15 * hour + 12 * day };
    const { document } = await reported(measured, { filter: { range, basis }, compare: null });
    const changed = isoTime(monday - 9 * hour + (basis === "completed" ? 12 : 4) * day);
    const marked = document.trend.points.filter(({ breaks }) => breaks.length > 0);
    expect(marked.map(({ from, breaks }) => [from, breaks])).toEqual([[changed, [newWords]]]);
    const series = document.queue_series?.flatMap(({ points }) => points).filter((point) => point.changed);
    expect(series?.map(({ from }) => from)).toEqual([changed]);
  },
);

test.each([
  ["that was published later", 1, 0],
  ["that was published later, where the old one has late answers alone", 1, 200],
  ["that was first answered later", -30, 0],
])("late answers to an old version are no change to it: of the version %s", async (_, published, firstAfter) => {
  const reworded = formOf("f2", "f", "overall", [satisfaction("overall", newWords)], { published });
  const interactions = [
    answeredLate("old", 0, firstAfter, simple),
    answeredLate("late", 1, 201, simple),
    ...Array.from({ length: 40 }, (_, at) => answer(`new${at}`, 30 + 6 * at, reworded, { overall: at % 3 ? 5 : 1 })),
  ];
  await using measured = await open([simple, reworded], interactions, { lastDay: smallOrg([]).lastDay + 12 });
  const breaksIn = async (from: number, to: number) => {
    const { document } = await reported(measured, {
      filter: { range: { from: monday + from * day, to: monday + to * day } },
    });
    const { points } = document.trend;
    const changes = [document.changes.csat, document.queues[0]?.change];
    return [points.flatMap(({ breaks }) => breaks), ...changes.map((change) => change?.reason === "break")];
  };
  // Both periods lie behind the change, the late answers in the second.
  expect(await breaksIn(7, 12)).toEqual([[], false, false]);
  // It stands between these.
  const isBetween = firstAfter === 0;
  expect(await breaksIn(2, 4)).toEqual([[], isBetween, isBetween]);
  expect((await breaksIn(0, 12))[0]).toEqual(isBetween ? [newWords] : []);
});

const ten: Asked = { ...overall, options: numbers(1, 10), satisfied: [9, 10] };

test("a changed scale and mixed scales are families of their own", async () => {
  const longer = formOf("f2", "f", "overall", [ten], { published: 1 });
  const other = formOf("g1", "g", "overall", [{ ...overall, options: numbers(1, 7), satisfied: [6, 7] }]);
  const interactions = [
    ...answers([{ overall: 5 }, { overall: 4 }, { overall: 2 }]),
    answer("nine", 30, longer, { overall: 9 }),
    answer("eight", 31, longer, { overall: 8 }),
    answer("two", 32, longer, { overall: 2 }),
    answer("six", 33, other, { overall: 6 }),
  ];
  await using measured = await open([simple, longer, other], interactions);
  expect(await csat(measured)).toEqual([
    { points: 5, answers: 3, favourable: 2, unfavourable: 1 },
    { points: 7, answers: 1, favourable: 1, unfavourable: 0 },
    { points: 10, answers: 3, favourable: 1, unfavourable: 1 },
  ]);
  // Of equally many answers the longer scale leads; the others have a line each.
  const { text } = await reported(measured);
  expect(text).toContain("CSAT 33 % [6–79], only n 3; nothing before to compare with; satisfied = 9–10 of 1–10 ");
  expect(text).toContain("CSAT of 5 values 67 % [21–94], only n 3; satisfied = 4–5 of 1–5 CSAT of 7 values 100 % ");
  const pooled = await reported(measured, { pool: true });
  expect(pooled.text).toMatch(
    /CSAT 57 % \[\d+–\d+\], only n 7; .*pooled: scales of different lengths combined into one score/,
  );
  const later = await reported(measured, { filter: { range: { from: monday + day, to: monday + 2 * day } } });
  expect(later.text).toContain("CSAT 33 % [6–79], only n 3; no verdict: another scale before;");
  expect(later.document.queues.map(({ change }) => [change?.verdict, change?.reason])).toEqual([
    ["no verdict", "families"],
  ]);
});

test("on a scale on which 1 is best, 1 is best", async () => {
  const marks: Asked = {
    ...overall,
    options: [
      ["Very satisfied", 1],
      ["Satisfied", 2],
      ["Neither satisfied nor dissatisfied", 3],
      ["Dissatisfied", 4],
      ["Very dissatisfied", 5],
    ],
    ...{ satisfied: [1, 2], best: "low" },
  };
  const form = formOf("f1", "f", "overall", [marks]);
  await using measured = await open([form], answers([{ overall: 1 }, { overall: 2 }, { overall: 5 }], form));
  const [row] = await scores(measured);
  expect(row).toMatchObject({ favourable: 2, unfavourable: 1, satisfaction: 1.75, value: 8 });
  const { document, text } = await reported(measured);
  expect(text).toMatch(
    /CSAT 67 % \[21–94\], only n 3; .*satisfied = 1–2 of 1–5 Mean satisfaction 0\.58 on 0–1, 2\.7 on 1–5/,
  );
  expect([document.bottom_box.value, document.assumed_directions]).toEqual([expect.closeTo(1 / 3, 12), []]);
});

test("don't know, of value 0, is no answer", async () => {
  const doubt: Asked = { ...overall, options: [...(overall.options ?? []), ["Don't know", 0, "off scale"]] };
  const form = formOf("f1", "f", "overall", [doubt]);
  await using measured = await open([form], answers([{ overall: 1 }, { overall: "Don't know" }], form));
  const [row] = await scores(measured);
  expect(row).toMatchObject({ points: 5, answers: 1, unfavourable: 1, lowest: 1, scale_min: 1 });
  expect(await ask(measured.synced.warehouse, "volume")).toMatchObject([{ responses: 2, finished: 2 }]);
  const { document, text } = await reported(measured);
  expect(text).toContain("· 2 responses · 2 interactions · compared");
  expect(text).toContain(" CSAT 0 % [0–79], only n 1;");
  expect(document.mean_satisfaction).toMatchObject({ value: 0, native: 1, scale: [1, 5], n: 1 });
  expect(document.distribution.map(({ value, n }) => [value, n])).toEqual([[1, 1]]);
});

test("a question that asks for reasons is counted, and is no score", async () => {
  const reason: Asked = {
    ...{ key: "reason", text: "What was the main reason for your answer?", role: "other" },
    options: [
      ["The waiting time", 1],
      ["The agent", 2],
      ["The outcome", 3],
    ],
  };
  const form = formOf("f1", "f", "overall", [reason, overall]);
  await using measured = await open([form], answers([{ overall: 4, reason: 3 }, { reason: 1 }], form));
  expect(await csat(measured)).toMatchObject([{ answers: 1 }]);
  const rows = await ask(measured.synced.warehouse, "distribution");
  expect(rows.filter(({ question_id }) => question_id === "f-reason")).toMatchObject([
    { role: "other", headline: false, favourable: false },
    { role: "other", headline: false, favourable: false },
  ]);
  const { document, text, markdown } = await reported(measured);
  expect(text).toContain("· 2 responses · 2 interactions · compared");
  expect(text).toContain(" CSAT 100 % [21–100], only n 1;");
  expect([document.families.length, document.awaiting_role, document.csat_index.n]).toEqual([1, 0, 1]);
  expect(markdown).not.toContain("reason");
});
