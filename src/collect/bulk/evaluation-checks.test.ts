import { describe, expect, test } from "vitest";
import { type AnsweredEvaluation, readForm } from "../../csat/index.ts";
import { compareEvaluations } from "./compare-evaluations.ts";
import { findContradicted, isDoubtful, type ListedFigures } from "./cross-checks.ts";
import { chooseSample, type FormRoute, sampleSize, startingRoute, withComparison } from "./form-routes.ts";

/* Evaluation forms that lie seldom, with totals as Genesys may compute them: what is found out, and what it costs. */

const option = (id: string, value: number, text = id) => ({ id, text, value });
const choice = (id: string, values: readonly number[], ...more: ReturnType<typeof option>[]) => ({
  id,
  type: "multipleChoiceQuestion",
  text: id,
  answerOptions: [...values.map((value) => option(`${id}-${value}`, value)), ...more],
});
const groups = [
  { id: "a", weight: 40, questions: [choice("a1", [1, 0]), choice("a2", [5, 4, 3, 2, 1])] },
  { id: "b", weight: 20, questions: [choice("b1", [2, 1, 0], option("b1-unsure", 0, "Don't know"))] },
  // 60 points of which one more or less is less than a hundredth.
  { id: "c", weight: 20, questions: [1, 2, 3].map((at) => choice(`c${at}`, [20, 19, 18, 0])) },
];
const form = readForm({ id: "form", name: "Form", questionGroups: groups }, "evaluation", {
  ...{ roles: {}, leads: {}, scales: {} },
});

/** A multiplicative hash: as good as random, and the same for a seed. */
const draw = (seed: number, at: number, what: number, of: number): number =>
  (Math.imul((at * 32 + what) * 1_009 + seed * 7_919 + 1, 0x9e3779b1) >>> 8) % of;

interface Chosen {
  readonly questionId: string;
  readonly answerId: string;
}

const givenBy = (seed: number, at: number): readonly Chosen[] =>
  form.questions.flatMap(({ id, options }, index) => {
    const one = options[draw(seed, at, index, options.length)];
    return one && draw(seed, at, 10 + index, 12) > 0 && draw(seed, at, 9, 20) > 0
      ? [{ questionId: id, answerId: one.id }]
      : [];
  });

type Total = (chosen: readonly Chosen[]) => number;

/** The total of an evaluation in which everything was declined. */
const unscored = 100;

/** The share of the points, each group's times its weight. */
function shareOf(chosen: readonly Chosen[], weighs: boolean, judgesAll: boolean): number {
  let [reached, possible] = [0, 0];
  for (const { id, weight, questions } of groups) {
    for (const { id: questionId, answerOptions } of questions) {
      const answerId = chosen.find((one) => one.questionId === questionId)?.answerId;
      const value = answerOptions.find((one) => one.id === answerId)?.value;
      if (value === undefined || (answerId === `${id}1-unsure` && !judgesAll)) continue;
      reached += value * (weighs ? weight : 1);
      possible += (answerOptions[0]?.value ?? 0) * (weighs ? weight : 1);
    }
  }
  return possible === 0 ? unscored : (100 * reached) / possible;
}

const totals: Readonly<Record<string, Total>> = {
  "as documented": (chosen) => shareOf(chosen, true, true),
  "as documented, to one decimal, without don't know": (chosen) => Math.round(10 * shareOf(chosen, true, false)) / 10,
  "without weights, to one decimal": (chosen) => Math.round(10 * shareOf(chosen, false, true)) / 10,
};

const evaluationOf = (id: string, chosen: readonly Chosen[], totalScore: number): AnsweredEvaluation => ({
  id,
  status: "FINISHED",
  answers: { totalScore, questionGroupScores: [{ questionScores: [...chosen] }] },
});

type Lie = (chosen: Chosen) => readonly Chosen[];
const lies: Readonly<Record<string, Lie>> = {
  "another option": ({ questionId, answerId }) => {
    const options = form.questions.find(({ id }) => id === questionId)?.options ?? [];
    const next = options[(options.findIndex(({ id }) => id === answerId) + 1) % options.length];
    return next ? [{ questionId, answerId: next.id }] : [];
  },
  "an answer left out": () => [],
};

/** Reads 2,000 evaluations in windows of 250, one answer in 500 a lie; returns what became of the route, and how many were read one by one. */
function read(seed: number, total: Total, lie: Lie | null): { readonly route: FormRoute; readonly single: number } {
  let [route, single] = [startingRoute, 0];
  for (let from = 0; from < 2_000 && route.route !== "single"; from += 250) {
    const evaluations = Array.from({ length: 250 }, (_, index) => {
      const [at, id] = [from + index, `${seed} ${from + index}`];
      const chosen = givenBy(seed, at);
      const shown = chosen.flatMap((one, place) => (lie && draw(seed, at, 20 + place, 500) === 0 ? lie(one) : [one]));
      const listed: ListedFigures = { totalScore: total(chosen) };
      const totalScore = total(chosen);
      return { id, document: evaluationOf(id, chosen, totalScore), bulk: evaluationOf(id, shown, totalScore), listed };
    });
    const sample = chooseSample(
      evaluations.map(({ id }) => id),
      route,
    );
    for (const inSample of [true, false]) {
      const doubted = route;
      for (const { id, document, bulk, listed } of evaluations) {
        if (sample.has(id) !== inSample) continue;
        const contradicted = findContradicted(form, bulk, listed);
        if (!inSample && doubted.route === "bulk" && !isDoubtful("evaluation", contradicted, doubted)) continue;
        single += 1;
        route = withComparison(route, compareEvaluations(form, document, bulk, listed));
      }
    }
  }
  return { route, single };
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe.each(Object.keys(totals))("with totals %s", (name) => {
  const total = totals[name] ?? (() => 0);
  test.each(Object.keys(lies))("one lie in 500 answers is always found out within 2,000 evaluations: %s", (kind) => {
    const caught = seeds.filter((seed) => read(seed, total, lies[kind] ?? null).route.route === "single");
    expect(caught).toEqual(seeds);
  });

  test("where nobody lies, it costs no request", () => {
    for (const seed of seeds.slice(0, 5)) {
      const { route, single } = read(seed, total, null);
      expect(route.route).toBe("bulk");
      expect(single).toBeLessThan(sampleSize + 2_000 / 100);
    }
  });
});

test("a total that no rule explains is not believed to explain anything, and costs no request", () => {
  const squares: Total = (chosen) => chosen.reduce((sum, { answerId }) => sum + answerId.length ** 2, 0) % 97;
  for (const seed of seeds.slice(0, 5)) expect(read(seed, squares, null).single).toBeLessThan(sampleSize + 2_000 / 100);
});

test("the documented example: one of two points of a weight of 40 and one of one of 20 are 60 %", () => {
  const yesNo = (id: string) => choice(id, [1, 0]);
  const example = readForm(
    {
      id: "form",
      questionGroups: [
        { id: "first", weight: 40, questions: [yesNo("x"), yesNo("y")] },
        { id: "second", weight: 20, questions: [yesNo("z")] },
      ],
    },
    "evaluation",
    { roles: {}, leads: {}, scales: {} },
  );
  const chosen = ["x-1", "y-0", "z-1"].map((answerId) => ({ questionId: answerId.slice(0, 1), answerId }));
  const contradicted = (totalScore: number | null, isFailed?: boolean) =>
    findContradicted(example, evaluationOf("a", chosen, 60), { totalScore, ...(isFailed && { isFailed }) });
  const unweighted = ["points", "judged points", "exact points", "exact judged points"];
  expect(contradicted(60)).toEqual(unweighted);
  expect(contradicted(null)).toHaveLength(8);
  expect(findContradicted(example, evaluationOf("a", [], 60), { totalScore: 60 })).toEqual([
    ...["unscored: none", "unscored: 0", "unscored: 100"],
  ]);
  // A failed kill question decides the total, whatever else was answered.
  expect(contradicted(0)).toHaveLength(8);
  expect(contradicted(0, true)).toEqual([]);
});
