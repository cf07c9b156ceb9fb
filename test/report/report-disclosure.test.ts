import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { type GroupingName, groupingNames } from "../../src/metrics/index.ts";
import { createReport, type People, type ReportDocument, reportMarkdown, reportText } from "../../src/report/index.ts";
import { seeds } from "../seeds.ts";
import { disclosures, membersOf, type Row, rowsOf, smallCounts, smallParts } from "../truth/disclosure.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";
import type { Piece, TruthGrouping } from "../truth/pieces.ts";
import { ruleNames, type TruthResponse } from "../truth/responses.ts";

const delivered = ["Sent", "InProgress", "Finished", "Expired"];
const groupings: readonly (GroupingName | null)[] = [null, ...groupingNames];

/** Every grouping of each seed, of everything and of its smallest queues, with rules, modes, ranges and comparisons in turn. */
const askings = (seed: number) =>
  [false, true].flatMap((isFiltered) =>
    groupings.map((by, at) => {
      const turn = seed + at + Number(isFiltered);
      return {
        by,
        queues: isFiltered ? 1 + (turn % 2) : 0,
        rule: ruleNames[turn % ruleNames.length] ?? "genesys",
        mode: turn % 3 === 0 && by !== "agent" ? ("off" as const) : ("pseudonym" as const),
        days: [9, 21, 28, 2][turn % (isFiltered ? 3 : 4)] ?? 28,
        compare: turn % 4 === 1 ? null : ("previous" as const),
      };
    }),
  );

/** The names of so many queues, those with the fewest answers. */
function smallest(measured: Measured, many: number): readonly string[] {
  const counts = new Map<string, number>();
  for (const { queueId } of measured.pieces({ filter: { sources: ["surveys"] } }))
    if (queueId !== null) counts.set(queueId, (counts.get(queueId) ?? 0) + 1);
  return [...counts]
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, many)
    .map(([id]) => id);
}

/** `npm test` takes one seed, whose groupings meet every rule, both modes, every range, and a comparison or none. */
describe.each(seeds(10, 1))("seed %i", (seed) => {
  let measured: Measured;
  beforeAll(async () => {
    measured = await openMeasured({ seed, perDay: 12 + 4 * (seed % 4), days: 34 });
  });
  afterAll(() => measured[Symbol.asyncDispose]());

  test.each(askings(seed))(
    "no count from 1 to 9 stands in or follows from a report by $by, $queues small queues, rule $rule, $days days, $mode",
    async ({ by, queues: many, rule, mode, days, compare }) => {
      const { org, now } = measured;
      const pseudonyms = new Map(org.users.map(({ id }, at) => [id, `agent-${at}`]));
      const people: People = { mode, pseudonym: (id) => pseudonyms.get(id) ?? "agent-?" };
      const range = { from: now - days * day, to: now };
      const chosen = { rule, ...(many === 0 ? {} : { queues: smallest(measured, many) }) };
      const state = { unread: [], not_read: [], underived: 3, open: 7, never_settled: 2, missing: 4 };
      const document = await createReport(measured.synced.warehouse, {
        ...{ filter: { range, ...chosen }, by, compare, people, now, definitionId: null },
        local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
        completeness: { sentence: "7 surveys still open", completeTo: now, state },
      });
      expect(smallCounts(document)).toEqual([]);
      expect(smallParts(document)).toEqual([]);
      expect(`${document.completeness} ${reportMarkdown(document, "en")}`).not.toMatch(/\bn [1-9]\b|\b[1-9] surveys/);
      expect(reportText(document, { columns: 120, colour: false, language: "en" })).not.toMatch(/\bn [1-9]\b/);

      const question = (response: TruthResponse, table: string, id: string | null) =>
        table === "group" && by === "question"
          ? response.answers.some((answer) => answer.contextId === id && answer.value !== null)
          : null;
      const attack = (
        pick: (group: ReportDocument["queues"][number]) => number | null,
        isIn: (response: TruthResponse) => boolean,
        more: {
          readonly basis?: "ended";
          readonly earlier?: boolean;
          readonly rows?: readonly Row[];
          readonly source?: "evaluations";
        } = {},
      ): readonly string[] => {
        const { basis, earlier = false, rows = [], source = "surveys" } = more;
        const before = document.compared_with;
        const within = earlier ? { from: Date.parse(before?.from ?? ""), to: Date.parse(before?.to ?? "") } : range;
        const of = (grouping: TruthGrouping | null): readonly Piece[] =>
          measured
            .pieces({
              filter: { range: within, ...chosen, sources: [source] },
              by: grouping,
              ...(basis ? { basis } : {}),
            })
            .filter(({ response }) => isIn(response));
        const grouping = by === "question" ? null : by;
        const parts: Readonly<Record<string, readonly Piece[]>> = {
          queue: of("queue"),
          agent: of("agent"),
          group: of(grouping),
          channel: of("survey-type"),
          trend: of(null),
        };
        const all = new Set(of(null).map(({ response }) => response.id));
        const members = ({ table, id }: Row): ReadonlySet<string> => {
          const pieces = parts[table] ?? [];
          if (table === "trend") {
            const point = document.trend.points.find(({ label }) => label === id);
            const isWithin = (time: number) =>
              time >= Date.parse(point?.from ?? "") && time < Date.parse(point?.to ?? "");
            return new Set(
              pieces.flatMap(({ response }) => (isWithin(response.times.completed ?? 0) ? [response.id] : [])),
            );
          }
          if (table === "group" && by === "question")
            return new Set(pieces.flatMap(({ response }) => (question(response, table, id) ? [response.id] : [])));
          const whose = table === "agent" ? ([...pseudonyms].find(([, name]) => name === id)?.[0] ?? null) : id;
          return membersOf(pieces, whose);
        };
        const groups = by === "queue" || by === "agent" ? [] : document.groups;
        const own = rowsOf("group", groups, (group) =>
          group.question && !earlier && !basis ? group.question.n : pick(group),
        ).map((row) => ({
          ...row,
          exact: by !== "question",
        }));
        const tables = [
          ...rowsOf("queue", document.queues, pick),
          ...rowsOf("agent", document.agent_groups, pick),
          ...own,
          ...rows,
        ];
        const adds = (name: string): boolean =>
          name === "queue" || name === "agent" ? rule !== "all" : name !== "group" || !document.overlapping;
        // Of a total that is too small itself nothing is printed.
        return disclosures(tables, members, all, (name) => adds(name) && all.size >= 10);
      };

      const hasLead = (response: TruthResponse): boolean => response.csat !== null;
      const hasNps = (response: TruthResponse): boolean => response.nps !== null;
      const channels = (figures: {
        readonly web: { readonly n: number | null };
        readonly voice: { readonly n: number | null };
      }) =>
        [
          { table: "channel", id: "Web", n: figures.web.n },
          { table: "channel", id: "Voice", n: figures.voice.n },
        ] as const;
      const trend = (pick: (point: ReportDocument["trend"]["points"][number]) => number | null): readonly Row[] =>
        document.trend.points.map((point) => ({ table: "trend", id: point.label, n: pick(point) }));
      expect(
        attack(({ csat }) => csat.n, hasLead, {
          rows: [...channels(document.csat_by_channel), ...trend(({ csat }) => csat.n)],
        }),
      ).toEqual([]);
      expect(attack(({ nps }) => nps.n, hasNps, { rows: trend(({ nps }) => nps.n) })).toEqual([]);
      if (document.compared_with)
        expect(attack(({ change }) => change?.before.n ?? null, hasLead, { earlier: true })).toEqual([]);

      for (const byMachine of [false, true])
        expect(
          attack(
            ({ evaluator_csat, machine_csat }) => (byMachine ? machine_csat.n : evaluator_csat.n),
            ({ status, evaluatorId, evaluatorCsat }) =>
              status === "Finished" && evaluatorCsat !== null && (evaluatorId === null) === byMachine,
            { source: "evaluations" },
          ),
        ).toEqual([]);

      const { web, voice } = document.response_rate_by_channel;
      const parts = (one: { readonly value: number | null; readonly n: number | null }, isAnswered: boolean) =>
        one.n === null ? null : Math.round((one.value ?? 0) * one.n) * (isAnswered ? 1 : -1) + (isAnswered ? 0 : one.n);
      // A share of weighted surveys is no share of whole ones.
      for (const isAnswered of rule === "all" ? [] : [true, false])
        expect(
          attack(
            ({ response_rate }) => parts(response_rate, isAnswered),
            ({ status }) => (isAnswered ? status === "Finished" : delivered.includes(status) && status !== "Finished"),
            {
              basis: "ended",
              rows: channels({ web: { n: parts(web, isAnswered) }, voice: { n: parts(voice, isAnswered) } }),
            },
          ),
        ).toEqual([]);
      const distribution = document.distribution.map(({ n }) => n);
      expect(distribution.every((n) => (n ?? 0) >= 10)).toBe(true);
    },
  );
});

test("safe figures are printed: a protected report is no empty one", async () => {
  await using measured = await openMeasured({ seed: 3, perDay: 60, days: 34 });
  const { now } = measured;
  const document = await createReport(measured.synced.warehouse, {
    ...{ filter: { range: { from: now - 28 * day, to: now } }, now, definitionId: null },
    local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
    people: { mode: "pseudonym", pseudonym: (id) => id },
    completeness: { sentence: "", completeTo: now },
  });
  const printed = (all: readonly { readonly csat: { readonly n: number | null } }[]) =>
    all.filter(({ csat }) => (csat.n ?? 0) > 0).length;
  expect(document.csat.n).toBeGreaterThan(100);
  expect(printed(document.queues)).toBeGreaterThanOrEqual(3);
  expect(printed(document.agent_groups ?? [])).toBeGreaterThan(3);
  expect(printed(document.trend.points)).toBeGreaterThan(10);
  expect(document.distribution.length + document.families.length).toBeGreaterThan(1);
});
