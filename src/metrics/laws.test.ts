import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answer, openStored, response } from "../../test/orgs/stored.ts";
import { day, isoTime } from "../base/index.ts";
import type { Row, Warehouse } from "../warehouse/index.ts";
import {
  type Asking,
  ask,
  bucketsOf,
  bucketUnits,
  effectiveN,
  type Filter,
  type Grouping,
  groupingNames,
  hoursOfWeek,
  isOverlapping,
  type Rule,
  rules,
} from "./index.ts";

const from = Date.parse("2026-03-20T00:00:00Z");
const [days, perDay] = [20, 12];
const agents = ["a1", "a2", "a3"];
const queues = ["q1", "q2", null];
const media = ["voice", "chat", null];

/** The same numbers at every run. */
function createDice(seed: number) {
  let state = seed;
  return <One>(list: readonly One[]): One => {
    state = (state * 48271) % 2147483647;
    const one = list[state % list.length];
    if (one === undefined) throw new Error("There is nothing to choose from.");
    return one;
  };
}

/** Responses of every kind, shared out among agents in every way. */
function storedRows() {
  const pick = createDice(7);
  const rows = { response: [] as Row[], answer: [] as Row[], attribution: [] as Row[] };
  for (let at = 0; at < days * perDay; at++) {
    const id = `r${String(at).padStart(4, "0")}`;
    const status = pick(["Finished", "Finished", "Finished", "Sent", "Expired", "Error", "InProgress"]);
    const points = pick([2, 5, 5, 7, 11]);
    const satisfaction = pick([0, 0.25, 0.5, 0.75, 1]);
    const own = { agent_id: pick(agents), queue_id: pick(queues) };
    const time = isoTime(from + Math.floor((at / perDay) * day) + pick([0, 1, 59]) * 60_000);
    const finished = status === "Finished";
    rows.response.push(
      response(id, {
        ...{ ...own, status, interaction_id: `i${Math.floor(at / pick([1, 2]))}`, survey_type: pick(["Web", "Voice"]) },
        ...{
          submit_date: finished ? time : null,
          interaction_start: time,
          interaction_end: time,
          media_type: pick(media),
        },
        ...{ team_name: pick(["North", "South", null]), direction: "inbound", form_id: "f", form_context_id: "f" },
        ...{ csat_score: finished ? satisfaction : null, comment: finished ? `said ${id}` : null },
      }),
    );
    if (finished) {
      const scored = {
        points,
        headline: true,
        value: satisfaction * (points - 1),
        scale_min: 0,
        scale_max: points - 1,
      };
      const shares = { favourable: satisfaction > 0.5, unfavourable: satisfaction < 0.5 };
      rows.answer.push(
        answer(id, 0, { ...scored, ...shares, satisfaction, lead: true, answer: "so", question_id: "lead" }),
      );
      if (pick([true, false]))
        rows.answer.push(
          answer(id, 1, { ...scored, ...shares, points: 11, role: "nps", answer: "9", question_id: "recommend" }),
        );
    }
    rows.attribution.push(...creditsOf(id, own, pick));
  }
  return rows;
}

/** Up to three agents; nobody is known of some. */
function creditsOf(
  id: string,
  own: { agent_id: string; queue_id: string | null },
  pick: ReturnType<typeof createDice>,
) {
  const key = { organization_id: "org", response_id: id };
  const none = { weight_genesys: 0, weight_last: 0, weight_first: 0, weight_longest: 0, weight_all: 0 };
  const shares = pick([[], [1], [0.5, 0.5], [0.25, 0.75], [0.2, 0.3, 0.5]]);
  const rows: Row[] = shares.map((weight_all, at) => ({
    ...{ ...key, ...none, weight_all, agent_id: agents[at] ?? null, queue_id: pick(["q1", "q2"]) },
    ...{
      weight_first: at === 0 ? 1 : 0,
      weight_last: at === shares.length - 1 ? 1 : 0,
      weight_longest: at === 0 ? 1 : 0,
    },
  }));
  const same = rows.find(({ agent_id, queue_id }) => agent_id === own.agent_id && queue_id === own.queue_id);
  if (!same) return [...rows, { ...key, ...none, ...own, weight_genesys: 1 }];
  return rows.map((row) => (row === same ? { ...row, weight_genesys: 1 } : row));
}

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openStored(storedRows());
});
afterAll(() => warehouse[Symbol.asyncDispose]());

const range = { from: from + day, to: from + 15 * day + 7 };
const local = { timeZone: "Europe/Berlin", firstDayOfWeek: 1 };

const anyRule = fc.constantFrom<Rule>(...rules);
const anyGrouping = fc.constantFrom<Grouping>(...groupingNames.filter((by) => by !== "question"));
const anyFilter: fc.Arbitrary<Filter> = fc.record(
  {
    queues: fc.subarray(["q1", "q2"], { minLength: 1 }),
    agents: fc.subarray([...agents], { minLength: 1 }),
    teams: fc.subarray(["north", "South"], { minLength: 1 }),
    media: fc.subarray(["voice", "chat"], { minLength: 1 }),
    scores: fc.constantFrom({ from: 0, to: 0.5 }, { from: 0.5, to: 1 }, { from: 0.3, to: 0.4 }),
    range: fc.constantFrom(range, { from, to: from + 3 * day }),
  },
  { requiredKeys: [] },
);
const runs = { numRuns: 25, seed: 5 };

const scores = (asking: Asking<"scores">) => ask(warehouse, "scores", asking);
type Scores = Awaited<ReturnType<typeof scores>>;

/** Of all rows together, or of those of one role and length of scale. */
const total = (rows: Scores, column: "answers" | "weight" | "weight_squares" | "favourable" | "unfavourable") =>
  rows.reduce((sum, row) => sum + row[column], 0);

test("shares and means lie in their range, and n is no more than there are answers", async () => {
  await fc.assert(
    fc.asyncProperty(anyRule, anyGrouping, anyFilter, async (rule, by, filter) => {
      for (const row of await scores({ by, filter: { ...filter, rule } })) {
        const { answers, weight, weight_squares, favourable, unfavourable, satisfaction } = row;
        expect(Math.min(answers, weight, weight_squares)).toBeGreaterThan(0);
        expect(favourable + unfavourable).toBeLessThanOrEqual(weight + 1e-9);
        expect(weight).toBeLessThanOrEqual(answers + 1e-9);
        expect(effectiveN(weight, weight_squares)).toBeLessThanOrEqual(answers + 1e-9);
        if (row.role === "csat") expect(satisfaction).toBeGreaterThanOrEqual(0);
        expect(satisfaction ?? 0).toBeLessThanOrEqual(weight + 1e-9);
        expect(row.satisfaction_squares ?? 0).toBeLessThanOrEqual((satisfaction ?? 0) + 1e-9);
        expect(row.lowest).toBeGreaterThanOrEqual(row.scale_min ?? 0);
        expect(row.highest).toBeLessThanOrEqual(row.scale_max ?? 0);
      }
    }),
    runs,
  );
});

test("whomever a rule credits, all of a response is given away", async () => {
  await fc.assert(
    fc.asyncProperty(anyRule, anyGrouping, anyFilter, async (rule, by, { queues: _, agents: __, ...filter }) => {
      fc.pre(!isOverlapping(by, {}));
      const [parts, whole] = [
        await scores({ by, filter: { ...filter, rule } }),
        await scores({ filter: { ...filter, rule: "genesys" } }),
      ];
      for (const column of ["weight", "favourable", "unfavourable"] as const)
        expect(total(parts, column)).toBeCloseTo(total(whole, column), 9);
      if (rule !== "all") expect(total(parts, "answers")).toBe(total(whole, "answers"));
      expect(total(whole, "weight")).toBe(total(whole, "answers"));
    }),
    runs,
  );
});

test("periods share out the range", async () => {
  const units = [...bucketUnits.map((unit) => bucketsOf(range, unit, local)), hoursOfWeek(range, local)];
  await fc.assert(
    fc.asyncProperty(anyRule, anyFilter, fc.constantFrom(...units), async (rule, filter, buckets) => {
      const [parts, whole] = [
        await scores({ filter: { ...filter, rule }, buckets }),
        await scores({ filter: { ...filter, range: within(filter.range), rule } }),
      ];
      for (const column of ["answers", "weight", "weight_squares", "favourable"] as const)
        expect(total(parts, column)).toBeCloseTo(total(whole, column), 9);
    }),
    runs,
  );
});

const within = ({ from: start, to } = range) => ({ from: Math.max(start, range.from), to: Math.min(to, range.to) });

describe("filters compose", () => {
  /** Every generated answer has a comment: what passes can be named. */
  const named = async (filter: Filter): Promise<ReadonlySet<string | null>> => {
    const rows = await ask(warehouse, "comments", { filter, parameters: { limit: 1_000 } });
    return new Set(rows.map(({ response_id }) => response_id));
  };

  test("both conditions hold where both are asked for", async () => {
    const single = fc.constantFrom<Rule>("genesys", "last", "first", "longest");
    await fc.assert(
      fc.asyncProperty(anyFilter, single, async (filter, rule) => {
        let passed = await named({ rule });
        for (const key of Object.keys(filter)) {
          const own = await named({ [key]: filter[key as keyof Filter], rule });
          passed = new Set([...passed].filter((id) => own.has(id)));
        }
        expect(await named({ ...filter, rule })).toEqual(passed);
      }),
      { ...runs, numRuns: 15 },
    );
  });

  test("what several words let pass is what each lets pass", async () => {
    await fc.assert(
      fc.asyncProperty(anyRule, fc.constantFrom("queues", "agents", "teams", "media"), async (rule, key) => {
        const words = {
          queues: ["q1", "q2"],
          agents: ["a1", "a2"],
          teams: ["North", "South"],
          media: ["voice", "chat"],
        };
        const each = await Promise.all(words[key].map((word) => scores({ filter: { [key]: [word], rule } })));
        const both = await scores({ filter: { [key]: words[key], rule } });
        for (const column of ["weight", "favourable"] as const)
          expect(each.reduce((sum, rows) => sum + total(rows, column), 0)).toBeCloseTo(total(both, column), 9);
      }),
      { ...runs, numRuns: 15 },
    );
  });
});

test("every rule gives away the same, what it finds nobody for to nobody", async () => {
  const rows = await ask(warehouse, "credits", { filter: { range } });
  type Column = "genesys" | "last" | "first" | "longest" | "all_legs";
  const sum = (column: Column, from = rows): number => from.reduce((all, row) => all + row[column], 0);
  expect(sum("last")).toBeGreaterThan(20);
  for (const column of ["genesys", "first", "longest"] as const) expect(sum(column)).toBe(sum("last"));
  expect(sum("all_legs")).toBeCloseTo(sum("last"), 9);
  // Of some nobody is known but whom the survey itself names.
  const known = rows.filter(({ group_id }) => group_id !== null);
  expect(sum("genesys", known)).toBeGreaterThan(sum("last", known));
});
