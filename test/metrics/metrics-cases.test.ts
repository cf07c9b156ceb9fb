import { expect, test } from "vitest";
import { day, hour, minute } from "../../src/base/index.ts";
import { ask, bucketsOf, familiesOf, headlineOf, type Rule, responseRateOf } from "../../src/metrics/index.ts";
import type { Interaction } from "../../src/sandbox/model.ts";
import { monday, smallOrg } from "../orgs/small-org.ts";
import { answers, csat, open, scores, simple } from "../truth/metrics-opened.ts";
import { answer, evaluationOf, formOf, overall, played, satisfaction, surveyOf } from "../truth/metrics-played.ts";
import { reported } from "../truth/metrics-reported.ts";

test("an empty range has no number, not 0 %", async () => {
  await using measured = await open([simple], answers([{ overall: 5 }]));
  const filter = { range: { from: monday - 3 * day, to: monday - 2 * day } };
  const asking = { filter, basis: "ended" } as const;
  expect(await scores(measured, filter)).toEqual([]);
  expect(await ask(measured.synced.warehouse, "volume", { filter })).toEqual([]);
  const { csat: families, nps } = headlineOf(await scores(measured, filter));
  expect([families, nps.value, nps.n, nps.low]).toEqual([[], null, 0, null]);
  const rate = responseRateOf(await ask(measured.synced.warehouse, "funnel", asking));
  expect([rate.value, rate.n, rate.low]).toEqual([null, 0, null]);

  const { document, text, markdown } = await reported(measured, { filter });
  expect(text).toContain("· 0 responses · 0 interactions · compared");
  expect(text).toContain(" CSAT no answers NPS after contact no answers The ranges");
  expect(text).toContain("no survey was delivered");
  expect(text + markdown).not.toMatch(/\d %[^ ]|\b0 %|NaN|rise|fall|no clear change/);
  expect([document.changes.csat?.verdict, document.response_rate.finished]).toEqual(["too few", 0]);
});

test("one response has a share with a wide interval, and a mean with none", async () => {
  await using measured = await open([simple], answers([{ overall: 2 }]));
  const [family] = familiesOf(await scores(measured), "csat");
  expect(family).toMatchObject({
    share: { value: 0, n: 1, low: 0 },
    mean: { value: 0.25, n: 1, low: null, high: null },
    native: 2,
  });
  // Wilson's bound for none of one is z² / (1 + z²).
  expect(family?.share.high).toBeCloseTo(0.7935, 4);
  const { text } = await reported(measured);
  expect(text).toContain("· 1 response · 1 interaction · compared");
  expect(text).toContain(" CSAT 0 % [0–79], only n 1; nothing before to compare with;");
  expect(text).toContain("Mean satisfaction 0.25 on 0–1, 2.0 on 1–5, only n 1 NPS");
});

test("where all gave the same the mean has bounds that reach to it", async () => {
  await using measured = await open([simple], answers(Array.from({ length: 12 }, () => ({ overall: 5 }))));
  const [family] = familiesOf(await scores(measured), "csat");
  expect(family).toMatchObject({
    allGave: 5,
    share: { value: 1, n: 12, high: 1 },
    mean: { value: 1, high: 1 },
  });
  expect(family?.mean.low).toBeCloseTo(0.774, 3);
  expect(family?.share.low).toBeCloseTo(12 / (12 + 1.959964 ** 2), 5);
  const { text } = await reported(measured);
  expect(text).toContain("CSAT 100 % [76–100], only n 12;");
  expect(text).toContain("Mean satisfaction 1.00 on 0–1, 5.0 on 1–5 [0.77–1.00], only n 12; all 12 gave 5 ");
});

test("without surveys an evaluator's judgement is no CSAT", async () => {
  const form = formOf("e1", "e", "overall", [overall], { kind: "evaluation" });
  const judged = played("e", monday, { evaluations: [evaluationOf("e", monday, form, { overall: 4 })] });
  await using measured = await open([form], [judged]);
  expect(await scores(measured)).toEqual([]);
  expect(await ask(measured.synced.warehouse, "indices")).toMatchObject([
    { source: "evaluation", by_machine: false, index_weight: 0, evaluator_weight: 1, evaluator_sum: 0.75 },
  ]);
  expect(await ask(measured.synced.warehouse, "funnel", { basis: "ended" })).toEqual([]);
  expect(await ask(measured.synced.warehouse, "volume")).toMatchObject([{ source: "evaluation", responses: 1 }]);
  const both = await reported(measured);
  expect(both.text).toContain("CSAT no answers NPS after contact no answers Evaluators' score 0.75 on 0–1, only n 1 ");
  expect(both.text + both.markdown).not.toMatch(/\b0 %/);
  const alone = await reported(measured, { filter: { sources: ["evaluations"] } });
  expect(alone.text).toMatch(/· 1 evaluation · 1 interaction · .* only: source evaluations Evaluators' score 0\.75/);
  expect(alone.text).not.toMatch(/CSAT|responses|nobody/);
});

test("a renamed queue is one queue, called as it is called now", async () => {
  const queues = [{ id: "queue", name: "Support", divisionId: "home", deleted: false }];
  const later = answer("later", 24 * 40, simple, { overall: 1 });
  const org = smallOrg([...answers([{ overall: 5 }]), later]);
  await using measured = await open([simple], [], { ...org, forms: [simple], queues, lastDay: org.lastDay + 60 });
  queues[0] = { id: "queue", name: "Service", divisionId: "home", deleted: false };
  measured.synced.clock.advance(10 * day);
  await measured.synced.sync();
  const rows = await ask(measured.synced.warehouse, "scores", { by: "queue" });
  expect(rows).toMatchObject([{ group_id: "queue", answers: 2 }]);
  expect(await ask(measured.synced.warehouse, "names")).toContainEqual({ kind: "queue", id: "queue", name: "Service" });
  expect(await csat(measured, { queues: ["service"] })).toMatchObject([{ answers: 2 }]);
  const now = measured.synced.clock.now();
  const { text } = await reported(measured, { filter: { range: { from: monday - day, to: now } }, by: "queue", now });
  expect(text).toContain("Service few: 2 50 % 9–91");
  expect(text).not.toContain("Support");
});

test("a deleted agent keeps their answers and their name", async () => {
  const org = smallOrg([]);
  const users = org.users.map((user) => (user.id === "agent" ? { ...user, state: "deleted" as const } : user));
  await using measured = await open([simple], answers([{ overall: 5 }, { overall: 3 }]), { users });
  const rows = await ask(measured.synced.warehouse, "scores", { by: "agent", filter: { agents: ["User agent"] } });
  expect(rows).toMatchObject([{ group_id: "agent", answers: 2, favourable: 1 }]);
  expect((await reported(measured, { by: "agent" })).text).toContain("User agent few: 2 50 % 9–91");
});

test("two surveys on one interaction: two responses, and what did not go out is superseded", async () => {
  const twice = played("twice", monday, {
    surveys: [surveyOf("a", monday, simple, { overall: 5 }), surveyOf("b", monday, simple, { overall: 1 })],
  });
  const start = monday + 5 * hour;
  const one = surveyOf("c", start, simple, { overall: 5 });
  const failed = surveyOf("d", start, simple, {});
  const error = [
    ...failed.events.slice(0, 1),
    { status: "Error" as const, time: start + 23 * minute, eventTime: start + 23 * minute + 1 },
  ];
  const superseded = played("superseded", start, {
    surveys: [one, { ...failed, events: error, errorReason: "policy" }],
  });
  const alone = answer("e", 10, simple, {}, { errorReason: "mail" });
  const lonely = {
    ...alone,
    surveys: alone.surveys.map((survey) => ({ ...survey, events: shifted(error, 5 * hour) })),
  };
  await using measured = await open([simple], [twice, superseded, lonely]);
  expect(await ask(measured.synced.warehouse, "volume")).toMatchObject([{ finished: 3, interactions: 2 }]);
  const rows = await ask(measured.synced.warehouse, "funnel", { basis: "ended" });
  expect(rows.map(({ state, surveys }) => [state, surveys]).toSorted()).toEqual([
    ["Error", 1],
    ["Finished", 3],
    ["Superseded", 1],
  ]);
  const rate = responseRateOf(rows);
  expect([rate.value, rate.delivered, rate.outside]).toEqual([1, 3, { Error: 1, Superseded: 1 }]);
  const { text, markdown } = await reported(measured);
  expect(text).toContain("· 3 responses · 2 interactions · compared");
  expect(text).toContain(" CSAT 67 % [21–94], only n 3;");
  expect(markdown).toMatch(/Response rate \| 100 % \[44–100\], 3 of 3 \| Outside of the rate: .*1 superseded/);
});

const shifted = <Event extends { readonly time: number; readonly eventTime: number }>(
  events: readonly Event[],
  by: number,
) => events.map((event) => ({ ...event, time: event.time + by, eventTime: event.eventTime + by }));

test("of partial answers those count whose lead was answered", async () => {
  const second = satisfaction("agent", "How satisfied were you with our agent?");
  const form = formOf("f1", "f", "overall", [overall, second]);
  const interactions = [
    answer("whole", 0, form, { overall: 5, agent: 5 }),
    answer("lead", 1, form, { overall: 2 }, { missingRequiredAnswer: true }),
    answer("rest", 2, form, { agent: 4 }, { missingRequiredAnswer: true }),
  ];
  await using measured = await open([form], interactions);
  expect(await csat(measured)).toEqual([{ points: 5, answers: 2, favourable: 1, unfavourable: 1 }]);
  expect(await ask(measured.synced.warehouse, "volume")).toMatchObject([{ finished: 3, complete: 1 }]);
  // The index is over all answered questions.
  expect(await ask(measured.synced.warehouse, "indices")).toMatchObject([
    { index_weight: 3, index_sum: 1 + 0.25 + 0.75 },
  ]);
  const { text, markdown } = await reported(measured);
  expect(text).toContain("· 3 responses · 3 interactions · 2 partial · compared");
  expect(text).toContain(" CSAT 50 % [9–91], only n 2;");
  expect(markdown).toMatch(/CSAT index \| 0\.67 on 0–1, only n 3 \|/);
});

test("A transfers to B and takes it back: every rule credits the right agent", async () => {
  const start = monday;
  const whole = backAndForth(start);
  await using measured = await open([simple], [whole]);
  const credited = async (rule: Rule) =>
    (await ask(measured.synced.warehouse, "scores", { by: "agent", filter: { rule } }))
      .map(({ group_id, weight, answers: n }) => [group_id, weight, n])
      .toSorted();
  expect(await credited("first")).toEqual([["agent", 1, 1]]);
  expect(await credited("last")).toEqual([["agent", 1, 1]]);
  // Two parts of 6 and 5 minutes are longer than one of 9.
  expect(await credited("longest")).toEqual([["agent", 1, 1]]);
  expect(await credited("all")).toEqual([
    ["agent", 0.55, 1],
    ["gone", 0.45, 1],
  ]);
  const [whoever] = await scores(measured, { rule: "all" });
  expect(whoever).toMatchObject({ answers: 1, weight: 1, weight_squares: 1 });
  const credits = await ask(measured.synced.warehouse, "credits");
  expect(credits.toSorted((a, b) => b.genesys - a.genesys)).toMatchObject([
    { group_id: "agent", genesys: 1, last: 1, first: 1, longest: 1, all_legs: 0.55 },
    { group_id: "gone", genesys: 0, last: 0, first: 0, longest: 0, all_legs: 0.45 },
  ]);
  const { document, text } = await reported(measured, { filter: { rule: "all" }, by: "agent" });
  // All who had a part in it have the answer, and it distinguishes nobody.
  expect(document.groups?.map(({ id, csat: { n, value }, band }) => [id, n, value, band])).toEqual([
    ["agent", 1, 1, null],
    ["gone", 1, 1, null],
  ]);
  expect(document.attribution?.map(({ id, last, all }) => [id, last.n, all.n])).toEqual([
    ["agent", 1, 1],
    ["gone", 0, 1],
  ]);
  expect(text).toContain("A response may be in several groups");
  expect(text).toContain("CSAT 100 % [21–100], only n 1;");
});

/** 6 minutes with A, 9 with B, 5 with A again. */
function backAndForth(start: number): Interaction {
  const base = answer("aba", 0, simple, { overall: 5 });
  const [customer, agent] = base.participants;
  const [session] = agent?.sessions ?? [];
  if (!customer || !agent || !session) throw new Error("The interaction has nobody in it.");
  const part = (nth: number, userId: string, queueId: string, from: number, to: number) => ({
    ...{ ...agent, id: `part-${nth}`, userId, name: userId },
    sessions: [
      {
        ...{ ...session, id: `session-${nth}` },
        metrics: [{ name: "tTalk", value: (to - from) * minute, emitted: start + to * minute }],
        segments: [
          {
            ...{ type: "interact", start: start + from * minute, end: start + to * minute, queueId },
            ...{ wrapUpCode: null, conference: false },
          },
        ],
      },
    ],
  });
  const own = { agentId: "agent", queueId: "queue" };
  const leg = { mediaType: "voice", hold: 0, acw: 0, wrapUpCodes: [] };
  return {
    ...base,
    wrapUpCodes: [],
    participants: [
      customer,
      part(1, "agent", "queue", 0, 6),
      part(2, "gone", "second", 6, 15),
      part(3, "agent", "queue", 15, 20),
    ],
    legs: [
      { ...leg, ...own, start, talk: 11 * minute },
      { ...leg, agentId: "gone", queueId: "second", start: start + 6 * minute, talk: 9 * minute },
    ],
    credits: {
      first: [{ ...own, weight: 1 }],
      last: [{ ...own, weight: 1 }],
      longest: [{ ...own, weight: 1 }],
      all: [
        { ...own, weight: 0.55 },
        { agentId: "gone", queueId: "second", weight: 0.45 },
      ],
    },
  };
}

test("a survey is compared with an evaluation of the same agent, and others are counted", async () => {
  const form = formOf("e1", "e", "overall", [overall], { kind: "evaluation" });
  const pair = (id: string, hours: number, agentId: string) => {
    const start = monday + hours * hour;
    const evaluation = { ...evaluationOf(`e${id}`, start, form, { overall: 4 }), agentId };
    return played(id, start, { surveys: [surveyOf(id, start, simple, { overall: 5 })], evaluations: [evaluation] });
  };
  await using measured = await open(
    [simple, form],
    [pair("a", 0, "agent"), pair("b", 2, "gone"), pair("c", 4, "agent")],
  );
  const rows = await ask(measured.synced.warehouse, "survey-quality");
  expect(rows.toSorted((a, b) => b.pairs - a.pairs)).toMatchObject([
    { by_machine: false, same_agent: true, pairs: 2, x: 160, y: 2 },
    { by_machine: false, same_agent: false, pairs: 1, x: 80, y: 1 },
  ]);
});

test("a week that is still running is counted, and marked", async () => {
  const interactions = [answer("monday", 0, simple, { overall: 5 }), answer("tuesday", 24, simple, { overall: 1 })];
  await using measured = await open([simple], interactions);
  const range = { from: monday - 14 * day, to: monday + 2 * day };
  const buckets = bucketsOf(range, "week", { timeZone: "Europe/Berlin", firstDayOfWeek: 1 });
  const rows = await ask(measured.synced.warehouse, "scores", { filter: { range }, buckets });
  expect(rows).toMatchObject([{ bucket: "2026-03-02", answers: 2 }]);
  expect(buckets.map(({ label, cut }) => [label, cut])).toEqual([
    ["2026-02-16", true],
    ["2026-02-23", false],
    ["2026-03-02", true],
  ]);
  const running = { filter: { range: { from: monday + day, to: monday + 2 * day } }, now: monday + day + 12 * hour };
  const { document, text } = await reported(measured, running);
  expect(document.changes.csat).toMatchObject({ verdict: "no verdict", reason: "running", before: { value: 1, n: 1 } });
  expect(text).toContain("CSAT 0 % [0–79], only n 1; −100, period still running;");
  expect(document.queues.map(({ change }) => change?.reason)).toEqual(["running"]);
});
