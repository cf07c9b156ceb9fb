import type { Interval } from "../../base/index.ts";
import {
  ask,
  type Family,
  type Grouping,
  groupedBy,
  type Headline,
  headlineOf,
  responseRateOf,
  type ScoreRow,
  scoresTogetherBy,
  withoutAnswers,
} from "../../metrics/index.ts";
import { compareShares, isOtherScale } from "../comparison/compare.ts";
import { readDays } from "../comparison/days.ts";
import { judge } from "../comparison/judge.ts";
import { readOpenCohorts } from "../comparison/open-cohorts.ts";
import { figure, noFigure, npsFigure } from "../figures.ts";
import { breaksOf, counted, readQuestions } from "../question-versions.ts";
import { readScores } from "../scores.ts";
import type { Context } from "../section.ts";
import { readCoverageBy } from "../sections/coverage.ts";
import { type EvaluatorFigures, noEvaluators, readEvaluatorsBy } from "../sections/evaluations.ts";
import { readBenchmarks } from "./benchmarks.ts";
import { type Benchmark, type GroupFigures, noBenchmark } from "./group-figures.ts";
import { noQuestions, ofItsRole, readQuestionGroups } from "./question-groups.ts";

/** One row a group, the one with most answers first; where nobody was asked, the one with most evaluations. */
export async function readGroups(context: Context, by: Grouping): Promise<readonly GroupFigures[]> {
  const { reader, request, filter, minEffect, open, signal } = context;
  const [points, names] = [await context.points(), await context.names()];
  const days = context.compared === null ? null : await readGroupDays(context, filter.range, by);
  const now = headlinesOf(days ?? (await readScores(reader, { filter, by, signal })), context.pool);
  const rates = await readRatesOf(context, by);
  const covered = by === request.by ? await readCoverageBy(reader, filter, by, signal) : nothingCovered;
  const evaluated = await readEvaluatorsBy(reader, filter, by, signal);
  const isOpen = await readOpenCohorts(reader, { filter, by, open, signal });
  const benchmarkOf = await readBenchmarks(context, by);
  const questions = by === "question" ? await readQuestionGroups(reader, filter, signal) : noQuestions;
  // Where nobody answered there is no score, and a response rate all the same; where nobody was asked, the share of those asked.
  const ids = [now, rates, covered, evaluated].flatMap((known) => [...known.keys()]);
  const groups = [...new Set([...ids, ...questions.ids])]
    .map((id) => ({ id, headline: now.get(id) ?? headlineOf([]) }))
    .map(({ id, headline }) => ({ id, headline, family: headline.csat[0] ?? null }))
    .map((group) => ({ ...group, evaluators: evaluated.get(group.id) ?? noEvaluators }))
    .sort((a, b) => answersOf(b) - answersOf(a) || evaluationsOf(b) - evaluationsOf(a) || compare(a.id, b.id));
  const table = days && (await readComparisons(context, by, groups, days));
  const judged = table && judge(table, minEffect);
  return groups.map(({ id, headline, family, evaluators }, index): GroupFigures => {
    // The expectation was found on the scale of the headline.
    const rate = responseRateOf(rates.get(id) ?? []);
    const compared = points === null || family?.points === points;
    return ofItsRole({
      id: by === "agent" ? names.agentId(id) : id,
      name: names.name(by, id),
      responses: family?.share.n ?? 0,
      points: family?.points || null,
      question: questions.figuresOf(id, headline),
      csat: family ? figure(family.share) : noFigure,
      mean_satisfaction: family ? figure(family.mean) : noFigure,
      nps: npsFigure(headline.nps),
      ...evaluators,
      response_rate: figure(rate),
      open: rate.open,
      coverage: covered.get(id) ?? null,
      change: judged?.[index]?.change ?? null,
      ...(compared ? whileOpen(benchmarkOf(id), isOpen(id)) : noBenchmark),
      visible_change: judged?.[index]?.visible ?? null,
    });
  });
}

const whileOpen = (benchmark: Benchmark, isOpen: boolean): Benchmark =>
  isOpen && benchmark.band !== null ? { ...benchmark, band: null, band_reason: "open" } : benchmark;

const nothingCovered: Awaited<ReturnType<typeof readCoverageBy>> = new Map();

interface Group {
  readonly id: string | null;
  readonly headline: Headline;
  readonly family: Family | null;
  readonly evaluators: EvaluatorFigures;
}

const answersOf = ({ family }: Group): number => family?.share.n ?? 0;

/** Where customers answered, their number alone decides the place: under protection the order may not reveal another number. */
const evaluationsOf = ({ family, evaluators: { evaluator_csat, machine_csat } }: Group): number =>
  family === null ? (evaluator_csat.n ?? 0) + (machine_csat.n ?? 0) : 0;

/** Each group compared with itself before; no verdict where its own answers were given to different questions. */
async function readComparisons(
  context: Context,
  by: Grouping,
  groups: readonly Group[],
  scoresNow: readonly ScoreRow[],
) {
  const { reader, filter, compared, pool, open, signal } = context;
  if (compared === null) return null;
  const obstacle = await context.obstacle();
  const scoresBefore = await readGroupDays(context, compared, by);
  const before = headlinesOf(scoresBefore, pool);
  const ofGroups = (rows: readonly ScoreRow[]) => groupedBy(rows, ({ group_id }) => group_id);
  const [daysBefore, days] = [ofGroups(scoresBefore), ofGroups(scoresNow)];
  const isBroken = await readBreaks(context, compared, by);
  const openIn = (range: Interval) => readOpenCohorts(reader, { filter: { ...filter, range }, by, open, signal });
  const [isOpen, wasOpen] = [await openIn(filter.range), await openIn(compared)];
  return groups.map(({ id, headline, family }) => {
    const was = before.get(id);
    const length = pool ? null : (family?.points ?? null);
    const own = (length === null ? was?.csat[0] : was?.csat.find((one) => one.points === length)) ?? null;
    const another = !pool && isOtherScale(was, headline);
    const stillOpen = isOpen(id) || wasOpen(id) ? "open" : null;
    const ofItsOwn = another ? "families" : isBroken(id, length) ? "break" : stillOpen;
    return compareShares(
      { is: own, days: daysBefore.get(id) },
      { is: family, days: days.get(id) },
      length,
      obstacle ?? ofItsOwn,
    );
  });
}

/** Of which groups the answers in both periods straddle a change of a question that their numbers are about. */
async function readBreaks(
  context: Context,
  compared: Interval,
  by: Grouping,
): Promise<(id: string | null, points: number | null) => boolean> {
  const { reader, filter, signal } = context;
  const all = [...(await context.versionsBefore()), ...(await context.versions())];
  const times = await context.versionTimes(all);
  if (by === "question") {
    const own = groupedBy(all, ({ question_id }) => question_id);
    return (id, points) => breaksOf(own.get(id) ?? [], points, times).length > 0;
  }
  // Whose answers straddle a change, they are among all that do.
  if (breaksOf(counted(all, filter), null, times).length === 0) return () => false;
  const rows = [
    ...(await readQuestions(reader, { ...filter, range: compared }, signal, by)),
    ...(await readQuestions(reader, filter, signal, by)),
  ];
  const own = groupedBy(counted(rows, filter), ({ group_id }) => group_id);
  return (id, points) => breaksOf(own.get(id) ?? [], points, times).length > 0;
}

const readGroupDays = ({ reader, request: { local }, filter, signal }: Context, range: Interval, by: Grouping) =>
  readDays(reader, { filter: { ...filter, range }, local, by, signal });

function headlinesOf(scores: readonly ScoreRow[], pool: boolean): ReadonlyMap<string | null, Headline> {
  const rows = groupedBy(scoresTogetherBy(scores, "group_id"), ({ group_id }) => group_id);
  return new Map([...rows].map(([id, own]) => [id, headlineOf(own, pool)]));
}

/** A question has no surveys of its own to be answered or not. */
async function readRatesOf({ reader, filter, open, signal }: Context, by: Grouping) {
  const rows =
    by === "question"
      ? []
      : await ask(reader, "funnel", {
          ...{ filter: withoutAnswers(filter), basis: "ended", by, parameters: open, signal },
        });
  return groupedBy(rows, ({ group_id }) => group_id);
}

const compare = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : 1);
