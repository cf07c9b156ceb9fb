import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import type { Figure } from "../../src/report/figures.ts";
import type { GroupFigures } from "../../src/report/groups/group-figures.ts";
import { createReport, reportMarkdown, reportText } from "../../src/report/index.ts";
import { everything } from "../seeds.ts";
import { disclosures, membersOf, rowsOf } from "../truth/disclosure.ts";
import { type Measured, openMeasured } from "../truth/metrics-measured.ts";
import type { Piece } from "../truth/pieces.ts";
import { mean, type TruthResponse } from "../truth/responses.ts";

let measured: Measured;
beforeAll(async () => {
  measured = await openMeasured({ seed: 13, perDay: 40, days: 34 });
});
afterAll(() => measured[Symbol.asyncDispose]());

const groupings = ["agent", "queue", "form", "team", "media", "division", "wrap-up"] as const;
type Asked = (typeof groupings)[number] | "question" | null;

function reportOf(by: Asked, more: { readonly evaluationsOnly?: boolean; readonly rule?: "last" | "all" } = {}) {
  const { now } = measured;
  const { evaluationsOnly = false, rule = "genesys" } = more;
  return createReport(measured.synced.warehouse, {
    filter: {
      ...{ range: { from: now - 28 * day, to: now }, rule },
      ...(evaluationsOnly ? { sources: ["evaluations"] } : {}),
    },
    ...{ by, now, definitionId: null },
    local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
    completeness: { sentence: "complete", completeTo: now },
  });
}

/** What was judged, in truth, by group. */
function truthOf(by: (typeof groupings)[number], byMachine: boolean, rule: "genesys" | "last" | "all" = "genesys") {
  const { now } = measured;
  const range = { from: now - 28 * day, to: now };
  const pieces = measured
    .pieces({ filter: { range, rule, sources: ["evaluations"] }, by })
    .filter(({ response: { evaluatorId, evaluatorCsat, status } }) => {
      return status === "Finished" && evaluatorCsat !== null && (evaluatorId === null) === byMachine;
    });
  const groups = new Map<string | null, Piece[]>();
  for (const piece of pieces) groups.set(piece.group, [...(groups.get(piece.group) ?? []), piece]);
  return new Map(
    [...groups].map(([id, own]) => [
      id,
      { n: own.length, value: mean(own.map(({ response }) => response.evaluatorCsat ?? 0)) },
    ]),
  );
}

const known = (figures: readonly (readonly [string | null, Figure])[]) =>
  new Map(figures.flatMap(([id, { n, value }]) => (n === 0 ? [] : [[id, { n, value }] as const])));

const askings = [
  { evaluationsOnly: true, rule: "genesys" },
  { evaluationsOnly: false, rule: "last" },
  { evaluationsOnly: false, rule: "genesys" },
  { evaluationsOnly: true, rule: "all" },
] as const;
/** In turn two of the four, unless everything is tried. */
const askingsOf = (by: (typeof groupings)[number]) =>
  askings.filter((_, at) => everything || at < 2 === (groupings.indexOf(by) % 2 === 0));

describe.each(groupings)("by %s", (by) => {
  test.each(askingsOf(by))(
    "what was judged is the truth's: evaluations only $evaluationsOnly, rule $rule",
    async (asked) => {
      const report = await reportOf(by, {
        evaluationsOnly: asked.evaluationsOnly,
        ...(asked.rule === "genesys" ? {} : { rule: asked.rule }),
      });
      const rounded = (groups: ReturnType<typeof truthOf>) =>
        new Map([...groups].map(([id, { n, value }]) => [id, { n, value: expect.closeTo(value ?? -1, 9) }]));
      const [people, machines] = [truthOf(by, false, asked.rule), truthOf(by, true, asked.rule)];
      expect(people.size).toBeGreaterThan(0);
      expect(known((report.groups ?? []).map(({ id, evaluator_csat }) => [id, evaluator_csat]))).toEqual(
        rounded(people),
      );
      expect(known((report.groups ?? []).map(({ id, machine_csat }) => [id, machine_csat]))).toEqual(rounded(machines));
    },
  );
});

test("where only evaluations are counted, groups have judgements and nothing of customers", async () => {
  for (const by of ["agent", "queue", "form"] as const) {
    const report = await reportOf(by, { evaluationsOnly: true });
    const sizes = (report.groups ?? []).map(
      ({ evaluator_csat, machine_csat }) => (evaluator_csat.n ?? 0) + (machine_csat.n ?? 0),
    );
    expect(sizes.every((n) => n > 0)).toBe(true);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    const text = reportText(report, { columns: 80, colour: false, language: "en" });
    expect(text).toMatch(/evaluators, 0–1/);
    expect(text).not.toMatch(/no answers|nobody answered|CSAT/);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    const page = reportMarkdown(report, "en");
    expect(page).toContain("Evaluators' score |");
    expect(page).not.toMatch(/no answers|nobody answered|CSAT/);
  }
});

test("a question is the customers': nothing of it was judged", async () => {
  const { groups } = await reportOf("question");
  expect(groups?.length).toBeGreaterThan(0);
  expect(
    groups?.every(({ evaluator_csat, machine_csat }) => evaluator_csat.n === null && machine_csat.n === null),
  ).toBe(true);
});

describe("where people are protected", () => {
  let large: Measured;
  beforeAll(async () => {
    large = await openMeasured({ seed: 14, perDay: 240, days: 30 });
  });
  afterAll(() => large[Symbol.asyncDispose]());

  test.each(["agent", "queue", "form", "team"] as const)(
    "no number from 1 to 9 follows by %s, and some are printed",
    async (by) => {
      const { now, org } = large;
      const pseudonyms = new Map(org.users.map(({ id }, at) => [id, `agent-${at}`]));
      const range = { from: now - 28 * day, to: now };
      const filter = { range, sources: ["evaluations"] as const };
      const document = await createReport(large.synced.warehouse, {
        ...{ filter, by, now, definitionId: null },
        people: { mode: "pseudonym", pseudonym: (id) => pseudonyms.get(id) ?? "agent-?" },
        local: { timeZone: "Europe/Berlin", firstDayOfWeek: 1 },
        completeness: { sentence: "complete", completeTo: now },
      });
      const judged = (response: TruthResponse, byMachine: boolean): boolean =>
        response.status === "Finished" &&
        response.evaluatorCsat !== null &&
        (response.evaluatorId === null) === byMachine;
      for (const byMachine of [false, true]) {
        const of = (grouping: "agent" | "queue" | typeof by | null) =>
          large.pieces({ filter, by: grouping }).filter(({ response }) => judged(response, byMachine));
        const parts = { agent: of("agent"), queue: of("queue"), group: of(by) };
        const pick = ({ evaluator_csat, machine_csat }: GroupFigures) =>
          byMachine ? machine_csat.n : evaluator_csat.n;
        const rows = [
          ...rowsOf("agent", document.agent_groups, pick),
          ...rowsOf("queue", document.queues, pick),
          ...(by === "agent" || by === "queue" ? [] : rowsOf("group", document.groups, pick)),
        ];
        const idOf = (shown: string | null) => [...pseudonyms].find(([, name]) => name === shown)?.[0] ?? null;
        const all = new Set(of(null).map(({ response }) => response.id));
        expect(
          disclosures(
            rows,
            ({ table, id }) =>
              table === "agent"
                ? membersOf(parts.agent, idOf(id))
                : membersOf(table === "queue" ? parts.queue : parts.group, id),
            all,
            () => true,
          ),
        ).toEqual([]);
      }
      const people = (document.groups ?? []).filter(({ evaluator_csat }) => (evaluator_csat.n ?? 0) > 0);
      expect(document.evaluator_csat.n).toBeGreaterThan(100);
      expect(people.length).toBeGreaterThan(0);
      for (const { id, evaluator_csat } of people) {
        const own = large
          .pieces({ filter, by })
          .filter(
            ({ group, response }) =>
              (by === "agent" ? (pseudonyms.get(group ?? "") ?? null) : group) === id && judged(response, false),
          );
        expect(evaluator_csat).toMatchObject({
          n: own.length,
          value: expect.closeTo(mean(own.map(({ response }) => response.evaluatorCsat ?? 0)) ?? -1, 9),
        });
      }
      if (by === "agent")
        expect(reportText(document, { columns: 120, colour: false, language: "en" })).toMatch(/^agent-\d+ /m);
    },
  );
});
