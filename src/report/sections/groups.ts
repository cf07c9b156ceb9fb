import type { Interval } from "../../base/index.ts";
import {
  ask,
  type Family,
  type Filter,
  type Grouping,
  groupedBy,
  type Headline,
  headlineOf,
  isOverlapping,
  responseRateOf,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { GroupFigures } from "../document.ts";
import { openSince, type ReportRequest } from "../request.ts";
import { isOtherScale } from "./changes.ts";
import { compareShares, type Obstacle } from "./compared.ts";
import { readCoverageBy } from "./coverage.ts";
import { readDays } from "./days.ts";
import { figure, noFigure, npsFigure } from "./figures.ts";
import { type EvaluatorFigures, noEvaluators, readEvaluatorsBy } from "./indices.ts";
import { judge } from "./judge.ts";
import type { Called } from "./names.ts";
import { readOpenCohorts } from "./open-cohort.ts";
import { noQuestions, ofItsRole, readQuestionGroups } from "./question-groups.ts";
import { breaksOf, counted, type QuestionVersion, readQuestions } from "./questions.ts";
import { readScores, withoutAnswers } from "./scores.ts";
import { noStanding, readStandings, type Standing } from "./standings.ts";

interface Asked {
  readonly reader: Reader;
  readonly request: ReportRequest;
  readonly filter: Filter & { readonly range: Interval };
  readonly compared: Interval | null;
  /** What forbids verdicts of every group. */
  readonly obstacle: Obstacle;
  /** The questions that were answered in the range, and in what it is compared with. */
  readonly versions: { readonly now: readonly QuestionVersion[]; readonly before: readonly QuestionVersion[] };
  /** The length of scale that the headline has; null where all are pooled. */
  readonly points: number | null;
  readonly called: Called;
}

/** One row a group, the one with most answers first; where nobody was asked, the one with most evaluations. */
export async function readGroups(asked: Asked, by: Grouping): Promise<readonly GroupFigures[]> {
  const { reader, request, filter, points, called } = asked;
  const { minEffect = 0.02, signal } = request;
  const now = await readHeadlines(request.pool, reader, filter, by, signal);
  const rates = await readRatesOf(asked, by);
  const covered = by === request.by ? await readCoverageBy(reader, filter, by, signal) : nothingCovered;
  const evaluated = await readEvaluatorsBy(reader, filter, by, signal);
  const versions = asked.versions.now;
  const isOpen = await readOpenCohorts(reader, { filter, by, open: openSince(request), signal });
  const standingOf = await readStandings(reader, { filter, by, points, versions, minEffect, signal });
  const questions = by === "question" ? await readQuestionGroups(reader, filter, signal) : noQuestions;
  // Where nobody answered there is no score, and a response rate all the same; where nobody was asked, the share of those asked.
  const ids = [now, rates, covered, evaluated].flatMap((known) => [...known.keys()]);
  const groups = [...new Set([...ids, ...questions.ids])]
    .map((id) => ({ id, headline: now.get(id) ?? headlineOf([]) }))
    .map(({ id, headline }) => ({ id, headline, family: headline.csat[0] ?? null }))
    .map((group) => ({ ...group, evaluators: evaluated.get(group.id) ?? noEvaluators }))
    .sort((a, b) => answersOf(b) - answersOf(a) || evaluationsOf(b) - evaluationsOf(a) || compare(a.id, b.id));
  const table = await comparisons(asked, by, groups);
  const judged = table && judge(table, minEffect);
  return groups.map(({ id, headline, family, evaluators }, index): GroupFigures => {
    // What is expected was found on the scale of the headline.
    const rate = responseRateOf(rates.get(id) ?? []);
    const compared = points === null || family?.points === points;
    return ofItsRole({
      id: by === "agent" ? called.agentId(id) : id,
      name: called.name(by, id),
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
      ...(compared ? whileOpen(standingOf(id), isOpen(id)) : noStanding),
      visible_change: judged?.[index]?.visible ?? null,
    });
  });
}

const whileOpen = (standing: Standing, isOpen: boolean): Standing =>
  isOpen && standing.band !== null ? { ...standing, band: null, band_reason: "open" } : standing;

const nothingCovered: Awaited<ReturnType<typeof readCoverageBy>> = new Map();

interface Group {
  readonly id: string | null;
  readonly headline: Headline;
  readonly family: Family | null;
  readonly evaluators: EvaluatorFigures;
}

const answersOf = ({ family }: Group): number => family?.share.n ?? 0;

/** Where customers answered, their number says all there is to a place: under protection it may not tell of another. */
const evaluationsOf = ({ family, evaluators: { evaluator_csat, machine_csat } }: Group): number =>
  family === null ? (evaluator_csat.n ?? 0) + (machine_csat.n ?? 0) : 0;

/** A group beside itself before; no verdict where its own answers were given to different questions. */
async function comparisons(asked: Asked, by: Grouping, groups: readonly Group[]) {
  const { reader, request, filter, compared } = asked;
  if (compared === null) return null;
  const before = await readHeadlines(request.pool, reader, { ...filter, range: compared }, by, request.signal);
  const daysOf = (range: Interval) =>
    readDays(reader, { filter: { ...filter, range }, local: request.local, by, signal: request.signal });
  const [daysBefore, days] = [await daysOf(compared), await daysOf(filter.range)];
  const isBroken = await readBreaks({ ...asked, compared }, by);
  const openIn = (range: Interval) =>
    readOpenCohorts(reader, { filter: { ...filter, range }, by, open: openSince(request), signal: request.signal });
  const [isOpen, wasOpen] = [await openIn(filter.range), await openIn(compared)];
  return groups.map(({ id, headline, family }) => {
    const was = before.get(id);
    const length = request.pool ? null : (family?.points ?? null);
    const own = (length === null ? was?.csat[0] : was?.csat.find((one) => one.points === length)) ?? null;
    const another = request.pool !== true && isOtherScale(was, headline);
    const stillOpen = isOpen(id) || wasOpen(id) ? "open" : null;
    const ofItsOwn = another ? "families" : isBroken(id, length) ? "break" : stillOpen;
    return compareShares(
      { is: own, days: daysBefore.get(id) },
      { is: family, days: days.get(id) },
      length,
      asked.obstacle ?? ofItsOwn,
    );
  });
}

/** Tells of which groups the answers in both periods straddle a change of a question that their numbers are about. */
async function readBreaks(
  { reader, request, filter, compared, versions }: Asked & { readonly compared: Interval },
  by: Grouping,
): Promise<(id: string | null, points: number | null) => boolean> {
  const all = [...versions.before, ...versions.now];
  if (by === "question") {
    const own = groupedBy(all, ({ question_id }) => question_id);
    return (id, points) => breaksOf(own.get(id) ?? [], points).length > 0;
  }
  // Whose answers straddle a change, they are among all that do.
  if (breaksOf(counted(all, filter), null).length === 0) return () => false;
  const rows = [
    ...(await readQuestions(reader, { ...filter, range: compared }, request.signal, by)),
    ...(await readQuestions(reader, filter, request.signal, by)),
  ];
  const own = groupedBy(counted(rows, filter), ({ group_id }) => group_id);
  return (id, points) => breaksOf(own.get(id) ?? [], points).length > 0;
}

async function readHeadlines(
  pool: boolean | undefined,
  reader: Reader,
  filter: Filter,
  by: Grouping,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string | null, Headline>> {
  const rows = groupedBy(await readScores(reader, { filter, by, signal }), ({ group_id }) => group_id);
  return new Map([...rows].map(([id, own]) => [id, headlineOf(own, pool)]));
}

/** A question has no surveys of its own to be answered or not. */
async function readRatesOf({ reader, filter, request }: Asked, by: Grouping) {
  const { signal } = request;
  const rows =
    by === "question"
      ? []
      : await ask(reader, "funnel", {
          ...{ filter: withoutAnswers(filter), basis: "ended", by, parameters: openSince(request), signal },
        });
  return groupedBy(rows, ({ group_id }) => group_id);
}

const compare = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : 1);

/** Whether one response may be in several groups: by what they are, or since the rule shares it out. */
export const overlaps = (by: Grouping, { rule = "genesys" }: Filter): boolean =>
  isOverlapping(by) || (rule === "all" && (by === "agent" || by === "queue"));
