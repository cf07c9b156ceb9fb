import { expect, test } from "vitest";
import { day, hour, isoTime, minute, second } from "../../src/base/index.ts";
import { truth } from "../../src/sandbox/index.ts";
import type { Evaluation, EvaluationEvent, Org } from "../../src/sandbox/model.ts";
import { withEvaluations } from "../orgs/altered-evaluations.ts";
import { createJudgedOrg } from "../orgs/judged-org.ts";
import { type Alter, openAltered } from "../servers/altered.ts";
import { present } from "../servers/sandboxed.ts";

/*
 * Evaluations that are changed while the answers to them are searched for, and others that the search finds and nobody wants:
 * no record is a mixture of two states, and none is of an evaluation that is not to be shown.
 */

const since = present - 10 * day;
/** When much happens, at once. */
const moment = present + minute;

const happens: readonly (readonly (readonly [EvaluationEvent["status"], number])[])[] = [
  [["Deleted", 0]],
  [["Retracted", 0]],
  [["InReview", 0]],
  [
    ["Rescored", 0],
    ["Finished", second],
  ],
];

const placeOf = ({ id }: Evaluation): number => Number.parseInt(id.slice(0, 6), 16);

/** Of 360 evaluations one in 24 has each of these fates at that moment; further ones are calibrations, or never released. */
function changingOrg(seed: number, now: () => number): Org {
  return withEvaluations(createJudgedOrg({ "Call handling": 400 }, { seed }), (evaluation) => {
    const place = placeOf(evaluation) % 24;
    if (place === 20) return { ...evaluation, calibrationId: "calibration" };
    if (place === 21) return { ...evaluation, neverRelease: true };
    if (place === 22) return { ...evaluation, systemSubmitted: true, evaluatorId: null };
    const steps = happens[place];
    if (!steps) return evaluation;
    const events = steps.map(([status, after]) => ({ status, time: moment + after, eventTime: moment + after }));
    const isRescored = steps.length > 1;
    const answers = isRescored && now() >= moment ? scoredAgain(evaluation) : {};
    return { ...evaluation, rescored: isRescored, events: [...evaluation.events, ...events], ...answers };
  });
}

/** Every answer is another one, and the total with them. */
const scoredAgain = ({ answers, totalScore }: Evaluation): Partial<Evaluation> => ({
  answers: answers.map((answer) => ({ ...answer, optionId: null, notApplicable: "person" as const })),
  totalScore: totalScore === null ? null : 0,
});

interface Shown {
  readonly response_id: string;
  readonly evaluator_csat_score: unknown;
  readonly total_score: unknown;
  readonly answers: unknown;
}

/** What a person reads of an evaluation; texts and marks are what the bulk route does not have. */
const shown = ({ response_id, evaluator_csat_score, total_score, answers }: Shown) => ({
  ...{ response_id, evaluator_csat_score, total_score },
  answers: (answers as readonly Record<string, unknown>[]).map(({ question_id, answer, value }) => ({
    ...{ question_id, answer, value },
  })),
});

/** Moves the clock before the answers to the second question are searched for. */
function changesAtSecondQuestion(advance: () => void): Alter {
  const questions = new Set<string>();
  return ({ path, body }) => {
    if (!path.endsWith("/evaluations/search")) return undefined;
    const { query } = JSON.parse(body) as { readonly query: readonly { field: string; value?: string }[] };
    const asked = query.find(({ field }) => field === "questionId")?.value;
    if (asked === undefined) return undefined;
    if (questions.size === 1 && !questions.has(asked)) advance();
    questions.add(asked);
    return undefined;
  };
}

async function open(seed: number) {
  let now = (): number => present;
  let advance = (): void => {};
  const org = changingOrg(seed, () => now());
  const altered = await openAltered(
    changesAtSecondQuestion(() => advance()),
    { org },
  );
  now = altered.clock.now;
  advance = () => altered.clock.advance(2 * minute);
  const truthAt = (at: number) =>
    truth(org, { from: since, to: present + hour, now: at }, { sources: ["evaluation"] }).map(shown);
  return { altered, truthAt };
}

test("a record is as the evaluation was or as it is, and never both", async () => {
  const { altered, truthAt } = await open(1);
  await using org = altered;
  const before = new Map(truthAt(present).map((row) => [row.response_id, row]));
  const { records, missing } = await org.extract(
    { from: since, to: present + hour },
    { sources: ["evaluations"], texts: "never" },
  );
  const after = new Map(truthAt(org.clock.now()).map((row) => [row.response_id, row]));
  expect(org.clock.now()).toBeGreaterThan(moment);
  expect(missing).toEqual([]);
  expect(records.filter(({ texts_read }) => texts_read === false).length).toBeGreaterThan(50);
  for (const record of records)
    expect([before.get(record.response_id), after.get(record.response_id)]).toContainEqual(shown(record));
  // What nothing happened to is all there.
  const unchanged = [...before].filter(([id, row]) => JSON.stringify(after.get(id)) === JSON.stringify(row));
  expect(unchanged.length).toBeLessThan(before.size);
  const ids = new Set(records.map(({ response_id }) => response_id));
  expect(unchanged.filter(([id]) => !ids.has(id))).toEqual([]);
});

test("the next sync has every evaluation as it is by then", async () => {
  const { altered, truthAt } = await open(2);
  await using org = altered;
  await org.sync({ since, sources: ["evaluations"], texts: "never" });
  expect(org.clock.now()).toBeGreaterThan(moment);
  org.clock.advance(6 * hour);
  await org.sync({ since, sources: ["evaluations"], texts: "never" });
  const rows = await org.query(
    `SELECT response_id, evaluator_csat_score, total_score, answers FROM csat_response
     WHERE submit_date >= CAST('${isoTime(since)}' AS TIMESTAMP) ORDER BY submit_date, response_id`,
  );
  const held = rows.map(({ response_id, evaluator_csat_score, total_score, answers }) =>
    shown({
      response_id: String(response_id),
      evaluator_csat_score,
      total_score,
      answers: JSON.parse(String(answers)),
    }),
  );
  expect(held).toEqual(truthAt(org.clock.now()));
  expect(Number((await org.query("SELECT count(*) AS n FROM response WHERE in_bulk"))[0]?.["n"])).toBeGreaterThan(50);
});
