import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day, hour, isoTime } from "../../src/base/index.ts";
import {
  ask,
  bucketsOf,
  bucketUnits,
  catalogue,
  groupingNames,
  hoursOfWeek,
  type LocalTime,
} from "../../src/metrics/index.ts";
import { truthHandled } from "../../src/sandbox/index.ts";
import { seeds } from "../seeds.ts";
import { onServer } from "../servers/engine.ts";
import {
  funnelIdentity,
  funnelTruth,
  indicesIdentity,
  indicesTruth,
  volumeIdentity,
  volumeTruth,
} from "../truth/counts.ts";
import { type Measured, openMeasured, type Question } from "../truth/metrics-measured.ts";
import { hourOfWeek, periodOf } from "../truth/periods.ts";
import type { TruthFilter, TruthGrouping } from "../truth/pieces.ts";
import {
  creditsIdentity,
  creditsTruth,
  directionsTruth,
  driversTruth,
  surveyQualityTruth,
} from "../truth/relations.ts";
import { ruleNames } from "../truth/responses.ts";
import { differences, groupRows, sum } from "../truth/rows.ts";
import {
  cellsIdentity,
  cellsTruth,
  distributionIdentity,
  distributionTruth,
  scoresIdentity,
  scoresTruth,
} from "../truth/scores.ts";
import { commentsTruth, namesTruth, questionsIdentity, questionsTruth, questionsUnproved } from "../truth/texts.ts";

const zones = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"] as const;

/** Every way to group responses; by question answers are grouped, not responses. */
const groupings: readonly (TruthGrouping | null)[] = [
  null,
  "queue",
  "agent",
  "team",
  "division",
  "media",
  "direction",
  "form",
  "survey-type",
  "wrap-up",
];

/** Asked by everything at once, which takes some 15 s, shared out among ten seeds. */
const rotated = ["indices", "volume", "distribution", "funnel"] as const;
type Rotated = (typeof rotated)[number];

const everyAsking = rotated.flatMap((name) =>
  groupings.flatMap((by) => ruleNames.flatMap((rule) => zones.map((timeZone) => ({ name, by, rule, timeZone })))),
);
/** What one of ten seeds asks. */
const shareOf = (seed: number) => everyAsking.filter((_, at) => at % 10 === seed % 10);

test("ten seeds ask every question by every grouping, under every rule, in every time zone", () => {
  const shares = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap(shareOf).map((one) => JSON.stringify(one));
  expect(new Set(shares).size).toBe(4 * 10 * 5 * 3);
});

test("every grouping is proved", () => {
  const proved: readonly string[] = groupings.flatMap((by) => by ?? []);
  expect(groupingNames.filter((name) => name !== "question").toSorted()).toEqual(proved.toSorted());
});

describe.each(seeds(10, onServer ? 1 : 2))("seed %i", (seed) => {
  let measured: Measured;
  beforeAll(async () => {
    // One of them lacks interactions that have responses: those are in no queue that a rule could find.
    measured = await openMeasured({ seed, perDay: 7, switches: seed === 4 ? ["missing-interactions"] : [] });
  });
  afterAll(() => measured[Symbol.asyncDispose]());

  const proofs: Readonly<Record<Rotated, (question: Question) => Promise<readonly string[]>>> = {
    indices: (question) => measured.wrong("indices", indicesIdentity, question, indicesTruth),
    volume: (question) => measured.wrong("volume", volumeIdentity, question, volumeTruth),
    distribution: (question) => measured.wrong("distribution", distributionIdentity, question, distributionTruth),
    funnel: (question) =>
      measured.wrong("funnel", funnelIdentity, { ...question, basis: "ended" }, (pieces) =>
        funnelTruth(pieces, measured.responses),
      ),
  };
  /** Headlines by everything; of the other questions every second time one, in turn. */
  let asked: number = seed;
  async function wrong(question: Question): Promise<readonly string[]> {
    const turn = asked++;
    const name = turn % 2 === 0 ? null : rotated[Math.floor(turn / 2) % rotated.length];
    const scores = await measured.wrong("scores", scoresIdentity, question, (pieces) => scoresTruth(pieces));
    return [...scores, ...(name ? await proofs[name](question) : [])];
  }

  test("the seeds together: every other question by every grouping, under every rule, in every time zone", async () => {
    const range = { from: (measured.org.firstDay + 2) * day + 7 * hour, to: measured.now - day };
    const found: string[] = [];
    for (const { name, by, rule, timeZone } of shareOf(seed)) {
      const buckets = bucketsOf(range, "week", { timeZone, firstDayOfWeek: 1 });
      const bucket = (time: number) => periodOf(time, "week", timeZone, 1);
      found.push(...(await proofs[name]({ buckets, bucket, by, filter: { range, rule } })));
    }
    expect(found).toEqual([]);
  });

  test("by every grouping, under every rule", async () => {
    const found: string[] = [];
    for (const by of groupings) for (const rule of ruleNames) found.push(...(await wrong({ by, filter: { rule } })));
    expect(found).toEqual([]);
  });

  test("in every period of three time zones, over the changes of their clocks", async () => {
    const range = { from: (measured.org.firstDay + 2) * day + 7 * hour, to: measured.now - day };
    const found: string[] = [];
    for (const [at, timeZone] of zones.entries()) {
      const local: LocalTime = { timeZone, firstDayOfWeek: [1, 7, 6][(seed + at) % 3] ?? 1 };
      for (const [nth, unit] of bucketUnits.entries()) {
        const bases = ["completed", "interaction", "ended", "sent"] as const;
        const buckets = bucketsOf(range, unit, local);
        const bucket = (time: number) => periodOf(time, unit, timeZone, local.firstDayOfWeek % 7);
        const basis = bases[(seed + nth) % bases.length] ?? "completed";
        found.push(...(await wrong({ buckets, bucket, basis, filter: { range } })));
      }
      const buckets = hoursOfWeek(range, local);
      const bucket = (time: number) => hourOfWeek(time, timeZone);
      found.push(...(await wrong({ buckets, bucket, basis: "interaction", filter: { range } })));
      const days = bucketsOf(range, "week", local);
      const week = (time: number) => periodOf(time, "week", timeZone, local.firstDayOfWeek % 7);
      found.push(...(await wrong({ buckets: days, bucket: week, by: "queue", filter: { range, rule: "all" } })));
    }
    expect(found).toEqual([]);
  });

  test("through every filter", async () => {
    const { org, responses, now } = measured;
    const [queue, another] = org.queues;
    const [agent, colleague] = [org.users[seed % 20], org.users[(seed + 1) % 20]];
    const form = org.forms[seed % 5];
    const [division, other] = org.divisions;
    const asked = responses.flatMap(({ answers }) => answers)[seed];
    if (!queue || !another || !agent || !colleague || !form || !division || !other || !asked) throw new Error("empty");
    const range = { from: now - 20 * day, to: now - 3 * day };
    const times = responses.flatMap(({ times: { completed } }) => completed ?? []).toSorted((a, b) => a - b);
    const edges = { from: times.at(5) ?? 0, to: times.at(-5) ?? 0 };
    const filters: readonly TruthFilter[] = [
      { sources: ["surveys"] },
      { sources: ["evaluations"] },
      { queues: [queue.name.toUpperCase(), another.id], rule: "first" },
      // A deleted queue has lost its name.
      { queues: org.queues.filter(({ deleted }) => deleted).map(({ name }) => name) },
      { queues: [queue.id], rule: "all" },
      { agents: [agent.name.toLowerCase(), colleague.id], rule: "all" },
      { agents: [agent.id], rule: "longest" },
      { teams: ["service north", "Tokyo"], rule: "last" },
      { divisions: [division.name] },
      { divisions: [division.id, other.id], rule: "all" },
      { media: ["VOICE", "chat"] },
      { forms: [form.name] },
      { forms: [form.contextId] },
      { forms: [form.id], rule: "last" },
      { questions: [asked.contextId] },
      { questions: [asked.questionId.toUpperCase()], rule: "all" },
      { scores: { from: 0.75, to: 1 } },
      // From its beginning on, and not at its end.
      { range: edges },
      { linked: true },
      { linked: false },
      { range, queues: [queue.name], media: ["voice"], scores: { from: 0, to: 0.5 }, rule: "first" },
      { range, teams: ["Service South"], divisions: [division.name], sources: ["surveys"], rule: "all" },
    ];
    const found: string[] = [];
    for (const [at, filter] of filters.entries())
      found.push(...(await wrong({ filter, by: groupings[(at + seed) % groupings.length] ?? null })));
    expect(found).toEqual([]);
  });

  test("questions that are not grouped", async () => {
    const found: string[] = [];
    for (const rule of ruleNames) {
      const filter = { rule };
      found.push(...(await measured.wrong("drivers", ["driver"], { filter, basis: "interaction" }, driversTruth)));
      found.push(
        ...(await measured.wrong("survey-quality", ["by_machine", "same_agent"], { filter }, (pieces) =>
          surveyQualityTruth(pieces, measured.responses),
        )),
      );
      if (rule !== "all") found.push(...(await measured.wrong("cells", cellsIdentity, { filter }, cellsTruth)));
    }
    for (const unit of ["agent", "queue"] as const)
      found.push(
        ...(await measured.wrong("credits", creditsIdentity, {}, (pieces) => creditsTruth(pieces, unit), { unit })),
      );
    found.push(...(await measured.wrong("directions", ["question_id", "against"], {}, directionsTruth, {}, ["text"])));
    for (const [by, basis] of [
      ...([null, "queue", "agent", "division"] as const).map((by) => [by, "completed"] as const),
      [null, "interaction"] as const,
    ])
      found.push(
        ...(await measured.wrong(
          "questions",
          questionsIdentity,
          { by, basis, filter: { rule: "all", ...(basis === "interaction" && { linked: true }) } },
          (pieces) => questionsTruth(pieces, basis),
          {},
          questionsUnproved,
        )),
      );
    expect(found).toEqual([]);
  });

  test("what agents handled, on days that are over", async () => {
    const { org, now, synced } = measured;
    const range = { from: (org.firstDay + 3) * day, to: Math.floor(now / day) * day };
    const [handled_from, handled_to] = [isoTime(range.from), isoTime(range.to)];
    const truth = groupRows(truthHandled(org, { ...range, now }), ({ dimension, id }) => ({
      dimension,
      group_id: id,
    })).map(({ key, items }) => ({
      ...key,
      interactions: sum(items, ({ interactions }) => interactions),
      // Of everything there is a row for each day that was read, though nothing was handled.
      days: key.dimension === "all" ? (range.to - range.from) / day : items.length,
      first_day: isoTime(key.dimension === "all" ? range.from : Math.min(...items.map((item) => Date.parse(item.day)))),
      last_day: isoTime(
        key.dimension === "all" ? range.to - day : Math.max(...items.map((item) => Date.parse(item.day))),
      ),
    }));
    const rows = await ask(synced.warehouse, "handled", { parameters: { handled_from, handled_to } });
    expect(differences(rows, truth, Object.keys(catalogue.handled.columns), ["dimension", "group_id"])).toEqual([]);
  });

  test("every question by itself, and a measure of several", async () => {
    const leads = measured.org.forms.flatMap(({ leadContextId }) => leadContextId ?? []);
    const counted = ({ favourable }: { readonly favourable: boolean | null }): boolean => favourable !== null;
    const found: string[] = [];
    for (const rule of ruleNames)
      found.push(
        ...(await measured.wrong(
          "scores",
          scoresIdentity,
          { filter: { rule } },
          (pieces) => scoresTruth(pieces, counted, ({ answer }) => answer.contextId),
          { by_question: true },
        )),
        ...(await measured.wrong(
          "scores",
          scoresIdentity,
          { filter: { rule }, by: "queue" },
          (pieces) => scoresTruth(pieces, (answer) => counted(answer) && leads.includes(answer.contextId)),
          { any_about: false, about: leads },
        )),
      );
    expect(found).toEqual([]);
  });

  test("comments, the newest first, searched and paged", async () => {
    const { org, synced, pieces } = measured;
    const some = pieces().find(({ response }) => response.comment !== null && response.source === "survey");
    const search = some?.response.comment?.slice(2, 7).toUpperCase() ?? "";
    for (const rule of ruleNames)
      for (const parameters of [{}, { low: true }, { search }])
        expect(
          await ask(synced.warehouse, "comments", {
            filter: { rule },
            parameters: { limit: 5, offset: 1, ...parameters },
          }),
        ).toEqual(commentsTruth(org, pieces({ filter: { rule } }), parameters).slice(1, 6));
  });

  test("what everything is called", async () => {
    const { org, synced, pieces } = measured;
    const names = new Map((await ask(synced.warehouse, "names")).map(({ kind, id, name }) => [`${kind} ${id}`, name]));
    for (const [thing, name] of namesTruth(org, pieces()))
      expect([thing, names.get(thing) ?? null]).toEqual([thing, name]);
  });
});
