import { expect, test } from "vitest";
import type { GroupFigures } from "../../src/report/groups/group-figures.ts";
import { answers, open } from "../truth/metrics-opened.ts";
import { type Asked, answer, formOf, numbers, overall, satisfaction } from "../truth/metrics-played.ts";
import { reported } from "../truth/metrics-reported.ts";

const ten: Asked = { ...overall, options: numbers(1, 10), satisfied: [9, 10] };
const effort = (most: number, satisfied: readonly number[]): Asked => ({
  ...{ key: "effort", text: "How easy was it to get your matter handled?", role: "ces" },
  ...{ options: numbers(1, most), satisfied },
});
const everything = formOf("f1", "f", "overall", [
  overall,
  satisfaction("agent", "How satisfied were you with the agent?"),
  { key: "nps", text: "How likely are you to recommend us?", role: "nps", type: "npsQuestion" },
  effort(7, [5, 6, 7]),
  {
    ...{ key: "solved", text: "Was your issue resolved?", role: "resolution", satisfied: [1] },
    options: [
      ["Yes", 1],
      ["No", 0],
    ],
  },
  {
    ...{ key: "reason", text: "What was the main reason for your answer?", role: "other" },
    options: [
      ["The waiting time", 1],
      ["The agent", 2],
    ],
  },
  { key: "text", text: "Anything else?", role: "comment", type: "freeTextQuestion" },
]);
const given = [
  { overall: 5, agent: 5, nps: 10, effort: 7, solved: 1, reason: 1, text: "Quick" },
  { overall: 4, agent: 1, nps: 9, effort: 2, solved: 0, reason: 1 },
  { overall: 1, nps: 3, effort: 6, reason: 1 },
  { overall: 2, nps: 7, reason: 2 },
];

const byId = (groups: readonly GroupFigures[] | null): Readonly<Record<string, GroupFigures>> =>
  Object.fromEntries((groups ?? []).map((one) => [one.id, one]));

test("every question has its own n and the number of its own role", async () => {
  await using measured = await open([everything], answers(given, everything));
  const { document, text, markdown } = await reported(measured, { by: "question" });
  const groups = byId(document.groups);
  expect(Object.entries(groups).map(([id, { responses, question }]) => [id, responses, question?.role])).toEqual(
    expect.arrayContaining([
      ["f-overall", 4, "csat"],
      ["f-agent", 2, "csat"],
      ["f-nps", 4, "nps"],
      ["f-effort", 3, "ces"],
      ["f-solved", 2, "resolution"],
      ["f-reason", 4, "other"],
      ["f-text", 1, "comment"],
    ]),
  );
  expect(groups["f-overall"]?.csat).toMatchObject({ value: 0.5, n: 4 });
  expect(groups["f-agent"]?.csat).toMatchObject({ value: 0.5, n: 2 });
  expect(groups["f-nps"]?.nps).toMatchObject({ value: 0.25, n: 4 });
  expect(groups["f-effort"]?.question?.ces).toMatchObject({ n: 3, points: 7, native: 5 });
  expect(groups["f-solved"]?.question?.resolution).toMatchObject({ value: 0.5, n: 2 });
  expect(groups["f-reason"]?.question?.answers).toEqual([
    { value: 1, answer: "The waiting time", n: 3, share: 0.75 },
    { value: 2, answer: "The agent", n: 1, share: 0.25 },
  ]);
  // Of no other role is there a number, and none is nought.
  for (const [id, { csat, nps }] of Object.entries(groups))
    expect([csat.n === null, nps.n === null]).toEqual([!/overall|agent/.test(id), !/nps/.test(id)]);
  expect(markdown).toMatch(/\| How easy was it[^|]* \| few: 3 \| effort \| easy: 67 % /);
  expect(markdown).toContain("| no score | The waiting time 75 %, The agent 25 % |");
  expect(text).toMatch(/Was your issue resolved\? +few: 2 +whether it was solved +50 %/);
  expect(`${text}${markdown}`).not.toMatch(/no answers \| 0|few: 0/);
});

test.each([
  ["queue", "long", 10],
  ["media", "voice", 5],
  ["form", "g", 10],
] as const)("a group on another scale shows its own figure and n, never nought: by %s", async (by, id, points) => {
  const other = formOf("g1", "g", "overall", [ten]);
  const interactions = [
    ...answers(
      [{ overall: 5 }, { overall: 4 }, { overall: 1 }, { overall: 1 }, { overall: 5 }],
      formOf("f1", "f", "overall", [overall]),
    ),
    ...[9, 10, 2].map((value, at) => answer(`long${at}`, 20 + at, other, { overall: value }, { queueId: "long" })),
  ];
  await using measured = await open([formOf("f1", "f", "overall", [overall]), other], interactions);
  const { document } = await reported(measured, { by });
  const group = byId(document.groups)[id];
  expect([group?.points, group?.responses, group?.csat.n]).toEqual([points, ...(points === 10 ? [3, 3] : [5, 5])]);
  expect(group?.csat.value).toBeCloseTo(points === 10 ? 2 / 3 : 3 / 5, 9);
  expect(document.groups?.some(({ csat }) => csat.n === 0)).toBe(false);
  // Pooled, every table is.
  const pooled = (await reported(measured, { by, pool: true })).document;
  const sum = (groups: readonly { readonly csat: { readonly n: number | null } }[]) =>
    groups.reduce((all, { csat }) => all + (csat.n ?? 0), 0);
  expect(pooled.csat.n).toBe(8);
  for (const table of [
    pooled.groups ?? [],
    pooled.queues,
    pooled.agent_groups ?? [],
    pooled.trend.points,
    pooled.hours,
  ])
    expect(sum(table)).toBe(8);
  expect(sum(pooled.families)).toBe(8);
  expect(pooled.attribution?.reduce((all, { genesys }) => all + (genesys.n ?? 0), 0)).toBe(8);
  // Values of two scales are no one list.
  expect(pooled.distribution).toEqual([]);
  expect(sum([{ csat: pooled.csat_by_channel.web }])).toBe(8);
});

test("effort and resolution have a line for each length of scale", async () => {
  const solved = (options: Asked["options"]): Asked => ({
    ...{ key: "solved", text: "Was your issue resolved?", role: "resolution", satisfied: [2], options: options ?? [] },
  });
  const two = solved([
    ["No", 1],
    ["Yes", 2],
  ]);
  const three = solved([
    ["No", 0],
    ["Partly", 1],
    ["Yes", 2],
  ]);
  const [short, long] = [
    formOf("f1", "f", null, [effort(5, [4, 5]), two]),
    formOf("g1", "g", null, [effort(7, [5, 6, 7]), three]),
  ];
  const interactions = [
    ...answers(
      [
        { effort: 5, solved: "Yes" },
        { effort: 1, solved: "No" },
      ],
      short,
    ),
    ...[0, 1, 2].map((at) => answer(`g${at}`, 20 + at, long, { effort: 6, solved: "Partly" })),
  ];
  await using measured = await open([short, long], interactions);
  const { document, text } = await reported(measured);
  expect(document.ces_families.map(({ points, n, value }) => [points, n, value])).toEqual([
    [7, 3, 1],
    [5, 2, 0.5],
  ]);
  expect(document.resolution_families.map(({ points, n }) => [points, n])).toEqual([
    [3, 3],
    [2, 2],
  ]);
  expect(document.ces).toMatchObject({ points: 7, n: 3 });
  expect(text).toContain("Effort (CES), 5 values easy: 50 %");
  expect((await reported(measured, { pool: true })).document.ces).toMatchObject({ n: 5, points: null });
});

test.each([
  ["another satisfaction question", "f-agent", "csat", 2],
  ["the NPS", "f-nps", "nps", 4],
  ["effort", "f-effort", "ces", 3],
] as const)("under --question everything is of it, or left out: %s", async (_, question, metric, n) => {
  await using measured = await open([everything], answers(given, everything));
  const { document, text } = await reported(measured, { filter: { questions: [question] }, by: "agent" });
  expect(document[metric].n).toBe(n);
  const [csat] = metric === "csat" ? [n] : [0];
  expect(document.csat.n).toBe(csat);
  const sum = (groups: readonly { readonly csat: { readonly n: number | null } }[]) =>
    groups.reduce((all, { csat: one }) => all + (one.n ?? 0), 0);
  expect([document.queues, document.groups ?? [], document.trend.points, document.hours].map(sum)).toEqual([
    ...[csat, csat, csat, csat],
  ]);
  expect((document.attribution ?? []).reduce((all, { last }) => all + (last.n ?? 0), 0)).toBe(csat);
  expect(document.distribution.reduce((all, one) => all + (one.n ?? 0), 0)).toBe(csat);
  for (const one of [document.response_rate, document.csat_index, document.genesys_score, document.comment_rate])
    expect(one).toMatchObject({ value: null, n: null });
  expect([document.drivers, document.low_comments, document.targets, document.survey_quality]).toEqual([
    [],
    [],
    [],
    [],
  ]);
  expect(document.queues.every(({ response_rate, open: one }) => response_rate.n === null && one === null)).toBe(true);
  expect(text).toContain("all of it is of the questions that were asked for");
  expect(text).not.toContain("answered,");
});

test("the expectation under --question is of that question", async () => {
  const manyOptions = Array.from({ length: 40 }, (_, at) =>
    answer(
      `m${at}`,
      at,
      everything,
      { overall: 1, agent: at % 4 === 0 ? 1 : 5 },
      {
        agentId: ["a", "b", "c", "d"][at % 4] ?? "a",
      },
    ),
  );
  await using measured = await open([everything], manyOptions);
  const expected = async (questions: readonly string[]) => {
    const { document } = await reported(measured, { filter: { questions }, by: "agent" });
    return document.groups?.map((group) => group.expected).filter((one) => one !== null) ?? [];
  };
  expect(await expected([]).then((all) => all.every((one) => one === 0))).toBe(true);
  expect(Math.max(...(await expected(["f-agent"])))).toBeCloseTo(1, 9);
});

test("under --score there are rows, their number and their texts, and nothing that their score decides", async () => {
  await using measured = await open([everything], answers(given, everything));
  const filter = { scores: { from: 0, to: 0.25 } };
  const target = { metric: "csat", queue: null, target: 0.8 } as const;
  for (const by of [null, "queue", "agent", "question"] as const) {
    const { document, text, markdown } = await reported(measured, { filter, by, targets: [target] });
    expect(document).toMatchObject({
      responses: 2,
      targets: [],
      families: [],
      drivers: [],
      hours: [],
      attribution: null,
    });
    expect(document).toMatchObject({
      changes: { csat: null, nps: null, mean_satisfaction: null },
      compared_with: null,
    });
    for (const one of [document.csat, document.nps, document.ces, document.mean_satisfaction, document.response_rate])
      expect(one).toMatchObject({ value: null, n: null });
    for (const group of [...document.queues, ...(document.groups ?? []), ...(document.agent_groups ?? [])]) {
      expect(group).toMatchObject({ change: null, expected: null, band: null, shrunk: null, visible_change: null });
      expect([group.csat.value, group.nps.value, group.response_rate.value]).toEqual([null, null, null]);
    }
    expect(document.queues.map(({ responses }) => responses)).toEqual([2]);
    expect(text).toContain("These responses were chosen by their score");
    // The one that has no comment is counted all the same.
    expect(`${text}${markdown}`).not.toMatch(/CSAT \d|NPS after contact|expected \d|delivered|too few/);
  }
});
