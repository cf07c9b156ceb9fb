import { describe, expect, test } from "vitest";
import { emptyReport, figure, group, hidden, nobody } from "../../../test/orgs/invented-report.ts";
import { groupingNames } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { createContext } from "../context.ts";
import { hiddenCoverage } from "../figures.ts";
import { reportMarkdown } from "../markdown.ts";
import type { Context } from "../section.ts";
import { type ReportDocument, sections } from "../sections.ts";
import { reportText } from "../text.ts";
import { readHiddenCells } from "./linked-tables.ts";

/** How many answers or surveys two cells have in common, as the warehouse would count them. */
type Overlap = readonly [population: string, part: string, cell: string, answers: number];

/** A warehouse in which no two tables have anything in common; of a cohort, where it is asked for one. */
const readerOf = (overlaps: readonly Overlap[]): Reader => ({
  query: (_, parameters) =>
    Promise.resolve(
      overlaps.flatMap(([population, part, cell, answers]) => {
        const isCohort = population === "finished" || population === "unanswered";
        return isCohort === (parameters?.["cohort"] === true)
          ? [{ population, points: 5, part, cell, other_part: part, other_cell: cell, answers }]
          : [];
      }),
    ),
  stream: () => {
    throw new Error("Nothing is to be asked.");
  },
});
/** A document as its sections protect it. */
async function shown(given: Partial<ReportDocument>, ...overlaps: readonly Overlap[]): Promise<ReportDocument> {
  const document: ReportDocument = { ...emptyReport, agents: "pseudonym", ...given };
  const read = createContext(
    readerOf(overlaps),
    {
      filter: { range: { from: 0, to: 1 } },
      by: groupingNames.find((name) => name === document.by) ?? null,
      ...{ compare: null, now: 1, definitionId: null, completeness: { sentence: "", completeTo: null } },
      local: { timeZone: document.time_zone, firstDayOfWeek: 1 },
      people: { mode: "pseudonym", pseudonym: (id) => id },
    },
    () => readHiddenCells(context),
  );
  const context: Context = { ...read, part: async (section) => section.of(document) };
  const parts: Partial<ReportDocument> = {};
  for (const section of sections) Object.assign(parts, await section.protect(context));
  return { ...emptyReport, ...parts };
}

const rate = (finished: number, delivered: number, open = 0) => ({
  ...figure(finished / delivered, delivered, 0.1, 0.9),
  ...{ finished, delivered, open, complete: open === 0, outside: { OptOut: 20 } },
});
const withheld = { ...hidden, finished: null, delivered: null, open: null, outside: {} };

test.each([rate(4, 30, 20), rate(21, 30, 20), rate(3, 9, 20)])(
  "a rate of few is withheld, and nothing of it is 0",
  async (given) => {
    const { response_rate: printed } = await shown({ response_rate: given });
    expect(printed).toEqual({ ...withheld, complete: false });
  },
);

test("nor of one channel that the whole and the other would give away", async () => {
  const channels = { web: rate(20, 90), voice: rate(3, 30) };
  const document = await shown(
    {
      response_rate: { ...rate(23, 120), open: 2, outside: { OptOut: 2, Error: 11 } },
      response_rate_by_channel: channels,
    },
    ["finished", "channel", "web", 20],
    ["finished", "channel", "voice", 3],
    ["unanswered", "channel", "web", 70],
    ["unanswered", "channel", "voice", 27],
  );
  expect(document.response_rate).toEqual({ ...rate(23, 120), open: null, outside: { Error: 11 } });
  expect(document.response_rate_by_channel).toEqual({
    web: { ...withheld, complete: true },
    voice: { ...withheld, complete: true },
  });
  expect(reportMarkdown(document, "en")).toContain("| Response rate: web | too few |");
});

test("coverage of few is withheld, and of the others there is no count that others could be subtracted from", async () => {
  const asked = (name: string, surveys: number, handled = 200) =>
    group(name, { coverage: { value: surveys / handled, surveys, handled }, response_rate: nobody });
  const groups = [asked("many", 90), asked("few", 4), asked("all but few", 195), asked("none", 0)];
  const document = await shown({
    ...{ by: "media", groups },
    coverage: { ...emptyReport.coverage, value: 0.3612, surveys: 289, handled: 800 },
  });
  expect(document.groups?.map(({ coverage }) => coverage)).toEqual([
    { value: 0.45, surveys: null, handled: null },
    hiddenCoverage,
    hiddenCoverage,
    { value: 0, surveys: null, handled: null },
  ]);
  expect(document.coverage).toMatchObject({ value: 0.36, surveys: null, handled: null });
  expect(reportText(document, { columns: 100, colour: false, language: "de" })).toMatch(/^many .* 45 % *$/m);
  expect(reportMarkdown(document, "en")).toMatch(/^\| many \|.*\| 45 % \|/m);
  const withheld = await shown({ coverage: { ...emptyReport.coverage, value: 0.3, surveys: 3, handled: 10 } });
  expect(withheld.coverage).toMatchObject(hiddenCoverage);
  expect(reportText(withheld, { columns: 100, colour: false, language: "en" })).toContain(
    "too few surveys were created",
  );
});

test("counts of few responses are not known, nor those that differ from others by few", async () => {
  const withheld = await shown({ responses: 9, interactions: 9, partial: 1, evaluations: 3, unlinked: 2 });
  expect(withheld).toMatchObject({
    responses: null,
    interactions: null,
    partial: null,
    evaluations: null,
    unlinked: null,
  });
  const counts = { responses: 100, interactions: 80, partial: 10, evaluations: 10 };
  expect(await shown(counts)).toMatchObject(counts);
  expect(await shown({ ...counts, interactions: 97 })).toMatchObject({ ...counts, interactions: null });
  expect(await shown({ ...counts, partial: 96 })).toMatchObject({ ...counts, partial: null });
  expect(await shown({})).toMatchObject({ responses: 0, evaluations: 0 });
});

test("single answers are no rows of the distribution, and no part of the NPS or the bottom box", async () => {
  const csat = figure(0.75, 40);
  const answers = [1, 9, 15, 15].map((n, at) => ({ value: at + 2, answer: null, n }));
  const nps = { ...figure(0.5, 40), promoters: 0.7, passives: 0.1, detractors: 0.2 };
  const document = await shown({ csat, distribution: answers, nps, bottom_box: figure(0.025, 40) });
  expect(document).toMatchObject({ csat, distribution: [], bottom_box: hidden });
  expect(document.nps).toMatchObject({ value: 0.5, n: 40, promoters: null, passives: null, detractors: null });
});

test("hidden groups are at the end, where no place between numbers reveals them", async () => {
  const rows = [["a", 40] as const, ["c", 14] as const, ["b", 5] as const, ["d", 30] as const];
  const queues = rows.map(([name, n]) => group(name, { csat: figure(0.8, n) }));
  const families = [
    {
      points: 5,
      scale: null,
      rules: [],
      csat: figure(0.8, 89),
      mean_satisfaction: emptyReport.mean_satisfaction,
      bottom_box: nobody,
    },
  ] as const;
  const overlaps = rows.map(([name, n]): Overlap => ["csat", "queue", `id-${name}`, n]);
  const document = await shown({ queues, families, csat: figure(0.8, 89) }, ...overlaps);
  expect(document.queues.map(({ name, csat }) => [name, csat.n])).toEqual([
    ["a", 40],
    ["d", 30],
    ["b", null],
    ["c", null],
  ]);
});

describe("what was judged of a group", () => {
  const judged = (name: string, people: number, machines: number) =>
    group(name, {
      evaluator_csat: people === 0 ? nobody : figure(0.8, people),
      machine_csat: machines === 0 ? nobody : figure(0.7, machines),
    });
  const groups = [judged("a", 40, 30), judged("c", 14, 0), judged("b", 5, 20), judged("d", 31, 50)];
  const whole = { evaluations: 190, evaluator_csat: figure(0.8, 90), machine_csat: figure(0.7, 100) };
  const overlaps = groups.flatMap(({ name, evaluator_csat, machine_csat }): Overlap[] => [
    ["evaluator", "group", `id-${name}`, evaluator_csat.n ?? 0],
    ["machine", "group", `id-${name}`, machine_csat.n ?? 0],
  ]);
  const evaluated = ({ groups: of }: ReportDocument) =>
    of?.map(({ name, evaluator_csat, machine_csat }) => [name, evaluator_csat.n, machine_csat.n]);

  test("is withheld where it is few, with what would give it away, people and machines apart", async () => {
    const document = await shown({ ...whole, by: "form", groups }, ...overlaps);
    expect(evaluated(document)).toEqual([
      ["a", 40, 30],
      ["d", 31, 50],
      ["b", null, 20],
      ["c", null, 0],
    ]);
    expect(document.groups?.find(({ name }) => name === "b")?.evaluator_csat).toEqual(hidden);
  });
  test.each([
    ["machines", { evaluations: 94, machine_csat: figure(0.7, 4) }],
    ["people", { evaluations: 109, evaluator_csat: figure(0.8, 9) }],
    ["nobody", { evaluations: 193 }],
  ])("is withheld everywhere where few were judged by %s: that would follow", async (_, given) => {
    const document = await shown({ ...whole, ...given, by: "form", groups }, ...overlaps);
    expect(document).toMatchObject({ evaluator_csat: hidden, machine_csat: hidden });
    expect(evaluated(document)?.flatMap(([, ...n]) => n.filter((one) => one !== null && one !== 0))).toEqual([]);
  });
});

test("comments are printed where they are not few, without their agents", async () => {
  const comment = {
    ...{ response_id: "r", interaction_id: null, submit_date: null, queue_name: "a" },
    ...{ agent_name: "Lou", csat_score: 0, nps_score: null, comment: "No" },
  };
  const comments = (n: number) => Array.from({ length: n }, () => comment);
  expect((await shown({ low_comments: comments(9) })).low_comments).toEqual([]);
  const { low_comments } = await shown({ low_comments: comments(10) });
  expect(low_comments[0]).toMatchObject({ agent_name: null, queue_name: null });
});

test("what nobody declares is not printed", async () => {
  const undeclared = { ...emptyReport, everybody: [{ n: 1 }] };
  expect(await shown(undeclared)).not.toHaveProperty("everybody");
});
