import { describe, expect, test } from "vitest";
import { type AnsweredSurvey, readForm } from "../../csat/index.ts";
import { compareSurveys } from "./compare-surveys.ts";
import { findContradicted, isDoubtful } from "./cross-checks.ts";
import { chooseSample, type FormRoute, sampleSize, startingRoute, withComparison } from "./form-routes.ts";

/* Forms that lie seldom, with totals as Genesys may compute them: what is found out, how soon, and what it costs. */

const option = (id: string, value: number, text = id) => ({ id, text, value });
const choice = (id: string, ...options: ReturnType<typeof option>[]) => ({
  id,
  type: "multipleChoiceQuestion",
  text: id,
  answerOptions: options,
});
const scale = (id: string) => choice(id, ...[1, 2, 3, 4, 5].map((value) => option(`${id}-${value}`, value)));
const form = readForm(
  {
    id: "form",
    name: "Form",
    questionGroups: [
      {
        id: "group",
        questions: [
          scale("first"),
          choice("second", option("yes", 1), option("no", 0), option("unsure", 0, "Don't know")),
          scale("third"),
          { ...choice("reason"), answerOptions: ["price", "time", "tone"].map((id) => ({ id, text: id })) },
          { id: "nps", type: "npsQuestion", text: "Would you recommend us?" },
        ],
      },
    ],
  },
  "survey",
  { roles: {}, leads: {}, scales: {} },
);
const optionsOf = new Map(form.questions.map(({ id, options }) => [id, options]));

interface Chosen {
  readonly questionId: string;
  readonly answerId: string;
  readonly score: number;
}
interface Given {
  readonly chosen: readonly Chosen[];
  readonly recommendation: number;
}

/** A multiplicative hash: as good as random, and the same for a seed. */
const draw = (seed: number, at: number, what: number, of: number): number =>
  (Math.imul((at * 16 + what) * 1_009 + seed * 7_919 + 1, 0x9e3779b1) >>> 8) % of;

const choose = (questionId: string, place: number): Chosen => {
  const found = optionsOf.get(questionId)?.[place];
  if (!found) throw new RangeError(questionId);
  return { questionId, answerId: found.id, score: found.value ?? 0 };
};

const givenBy = (seed: number, at: number): Given => ({
  chosen: [
    choose("first", draw(seed, at, 1, 5)),
    choose("second", draw(seed, at, 2, 3)),
    ...(draw(seed, at, 3, 10) > 0 ? [choose("third", draw(seed, at, 4, 5))] : []),
    choose("reason", draw(seed, at, 11, 3)),
  ],
  recommendation: draw(seed, at, 5, 11),
});

/** Options without a value are worth nothing. */
const bestOf: Readonly<Record<string, number>> = { second: 1, reason: 0 };

type Total = (chosen: readonly Chosen[]) => number;
const share = (chosen: readonly Chosen[]): number => {
  const best = chosen.reduce((sum, { questionId }) => sum + (bestOf[questionId] ?? 5), 0);
  return (100 * chosen.reduce((sum, { score }) => sum + score, 0)) / best;
};
const totals: Readonly<Record<string, Total>> = {
  "of all answers": (chosen) => Math.round(share(chosen)),
  "cut, without don't know": (chosen) => Math.floor(share(chosen.filter(({ answerId }) => answerId !== "unsure"))),
  "that nobody can explain": (chosen) => Math.round(chosen.reduce((sum, { score }) => sum + score * score, 0)),
};

const surveyOf = (id: string, { chosen, recommendation }: Given, totalScore: number): AnsweredSurvey => ({
  id,
  status: "Finished",
  completedDate: "2026-03-05T08:15:00.000Z",
  answers: {
    totalScore,
    npsScore: recommendation,
    questionGroupScores: [{ questionScores: [...chosen, { questionId: "nps", npsScore: recommendation }] }],
  },
});

/** What becomes of one answer in 500. */
type Lie = (given: Given, at: number) => Given;
const inOneAnswer =
  (seed: number, change: (chosen: Chosen) => Chosen): Lie =>
  ({ chosen, ...rest }, at) => ({
    ...rest,
    chosen: chosen.map((one, index) => (draw(seed, at, 6 + index, 500) === 0 ? change(one) : one)),
  });
const nextOption = ({ questionId, answerId }: Chosen): Chosen => {
  const options = optionsOf.get(questionId) ?? [];
  return choose(questionId, (options.findIndex(({ id }) => id === answerId) + 1) % options.length);
};
const inQuestion =
  (seed: number, asked: string): Lie =>
  ({ chosen, ...rest }, at) => {
    const isWrong = ({ questionId }: Chosen): boolean => questionId === asked && draw(seed, at, 12, 500) === 0;
    return { ...rest, chosen: chosen.map((one) => (isWrong(one) ? nextOption(one) : one)) };
  };
const lies: Readonly<Record<string, (seed: number) => Lie>> = {
  "another option": (seed) => inOneAnswer(seed, nextOption),
  "another recommendation": (seed) => (given, at) =>
    draw(seed, at, 6, 500) === 0 ? { ...given, recommendation: (given.recommendation + 3) % 11 } : given,
  "an answer left out": (seed) => (given, at) => ({
    ...given,
    chosen: given.chosen.filter((_, index) => draw(seed, at, 6 + index, 500) !== 0),
  }),
};

interface Read {
  readonly route: FormRoute;
  /** How many were read one by one. */
  readonly single: number;
  /** Surveys of which the bulk route gave another answer, and those among the sample. */
  readonly wrong: { readonly all: number; readonly sampled: number };
}

/** Reads 2,000 surveys in windows of 250. */
function read(seed: number, total: Total, lie: Lie | null): Read {
  let [route, single] = [startingRoute, 0];
  const wrong = { all: 0, sampled: 0 };
  for (let from = 0; from < 2_000 && route.route !== "single"; from += 250) {
    const surveys = Array.from({ length: 250 }, (_, index) => {
      const [at, id] = [from + index, `${seed} ${from + index}`];
      const given = givenBy(seed, at);
      const row = { totalScore: total(given.chosen), recommendation: given.recommendation };
      const bulk = surveyOf(id, lie?.(given, at) ?? given, row.totalScore);
      return { id, document: surveyOf(id, given, row.totalScore), bulk, row };
    });
    const sample = chooseSample(
      surveys.map(({ id }) => id),
      route,
    );
    for (const inSample of [true, false]) {
      const some = surveys.filter(({ id }) => sample.has(id) === inSample);
      const doubted = route;
      for (const { document, bulk, row } of some) {
        if (JSON.stringify(document) !== JSON.stringify(bulk)) {
          wrong.all += 1;
          if (inSample) wrong.sampled += 1;
        }
        if (!inSample && doubted.route === "bulk" && !isDoubtful("survey", findContradicted(form, bulk, row), doubted))
          continue;
        single += 1;
        route = withComparison(route, compareSurveys(form, document, bulk, undefined, row));
      }
    }
  }
  return { route, single, wrong };
}

function expectOnlySample({ route, single }: ReturnType<typeof read>): void {
  expect(route.route).toBe("bulk");
  expect(single).toBeLessThan(sampleSize + 2_000 / 100);
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe.each(Object.keys(totals).slice(0, 2))("with totals %s", (name) => {
  const total = totals[name] ?? share;
  test.each(Object.keys(lies))("one lie in 500 answers is always found out within 2,000 responses: %s", (kind) => {
    const caught = seeds.filter((seed) => read(seed, total, lies[kind]?.(seed) ?? null).route.route === "single");
    expect(caught).toEqual(seeds);
  });

  test.each(["first", "third", "nps"])("so is the first one to the question %s, wherever it stands", (asked) => {
    for (const seed of seeds) {
      const lie = asked === "nps" ? lies["another recommendation"]?.(seed) : inQuestion(seed, asked);
      const { route, wrong } = read(seed, total, lie ?? null);
      expect(route.route === "single").toBe(wrong.all > 0);
    }
  });

  test("what is not worth points is found out by the sample alone", () => {
    const results = seeds.map((seed) => read(seed, total, inQuestion(seed, "reason")));
    for (const { route, wrong } of results) expect(route.route === "single").toBe(wrong.sampled > 0);
    expect(new Set(results.map(({ route }) => route.route))).toEqual(new Set(["single", "bulk"]));
  });

  test("where nobody lies, it costs no request", () => {
    for (const seed of seeds) expectOnlySample(read(seed, total, null));
  });
});

test("a total that no rule explains is not believed to explain anything, and costs no request", () => {
  const total = totals["that nobody can explain"] ?? share;
  for (const seed of seeds) expectOnlySample(read(seed, total, null));
});

test("where no rule explains the totals, a lie is found out by the sample alone", () => {
  const total = totals["that nobody can explain"] ?? share;
  const results = seeds.map((seed) => read(seed, total, inQuestion(seed, "first")));
  for (const { route, wrong } of results) expect(route.route === "single").toBe(wrong.sampled > 0);
  expect(new Set(results.map(({ route }) => route.route))).toEqual(new Set(["single", "bulk"]));
});

test("a rule that some documents contradict, one in 200, still shows what contradicts it", () => {
  const odd: Total = (chosen) =>
    Math.round(share(chosen)) + (draw(1, chosen.length * 7 + share(chosen), 9, 200) === 0 ? 9 : 0);
  const found = seeds.filter(
    (seed) => read(seed, odd, lies["another option"]?.(seed) ?? null).route.route === "single",
  );
  expect(found).toEqual(seeds);
});

test("no total where there are answers, or the other way round, is a contradiction", () => {
  const chosen = [choose("first", 4)];
  const survey = surveyOf("a", { chosen, recommendation: 9 }, 100);
  const rules = ["points", "judged points"];
  expect(findContradicted(form, survey, { totalScore: 100, recommendation: 9 })).toEqual([]);
  expect(findContradicted(form, survey, { totalScore: null, recommendation: 9 })).toEqual(rules);
  const blank = surveyOf("a", { chosen: [], recommendation: 9 }, 100);
  expect(findContradicted(form, blank, { totalScore: 100, recommendation: 9 })).toEqual(rules);
  expect(findContradicted(form, blank, { totalScore: null, recommendation: null })).toEqual(["recommendation"]);
});
