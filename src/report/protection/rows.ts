import type { ChangeFigure, Figure, GroupCoverage, GroupFigures, QuestionFigures } from "../document.ts";
import { hiddenCoverage, hiddenFigure, hiddenNps, leftOut, leftOutNps } from "../sections/figures.ts";
import type { HiddenCells, TableName } from "./linked-tables.ts";
import { areFew, isFew, protectNps } from "./small.ts";
import { protectEffort } from "./whole.ts";

/**
 * A table of groups as it may be printed. What is hidden stands at its end, in the order of the names: a place between two
 * numbers tells nearly as much as a number.
 */
export function protectGroups(
  groups: readonly GroupFigures[],
  table: TableName,
  hidden: HiddenCells,
): readonly GroupFigures[] {
  const isHidden = (group: GroupFigures): boolean =>
    hidden.csat(table, group.id) ||
    (group.csat.n === 0 && Object.values(protectEvaluators(group, table, hidden)).some(isWithheld));
  const shown = groups.filter((group) => !isHidden(group));
  const others = groups.filter(isHidden).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return [...shown, ...others].map((group) => protectGroup(group, table, hidden));
}

const isWithheld = (figure: Figure): boolean => figure.hidden === true;

const nameOf = ({ id, name }: GroupFigures): string => name ?? id ?? "";

function protectGroup(group: GroupFigures, table: TableName, hidden: HiddenCells): GroupFigures {
  const { id, name } = group;
  if (group.question !== null) return protectQuestion(group, group.question, table, hidden);
  const rate = hidden.rate(table, id) && (group.response_rate.n ?? 0) > 0;
  const none = hidden.csat(table, id) && (group.csat.n ?? 0) === 0;
  const asked = {
    nps: hidden.nps(table, id) && group.nps.n !== 0 ? hiddenNps : protectNps(group.nps),
    response_rate: rate ? hiddenFigure : group.response_rate,
    coverage: protectCoverage(group.coverage, rate),
    ...protectEvaluators(group, table, hidden),
  };
  if (hidden.csat(table, id))
    return {
      ...{ id, name, ...asked, open: null },
      responses: none ? 0 : null,
      points: null,
      question: null,
      csat: none ? group.csat : hiddenFigure,
      mean_satisfaction: none ? group.mean_satisfaction : hiddenFigure,
      change: protectChange(group.change, !none, hidden.before(table, id)),
      expected: null,
      shrunk: null,
      band: null,
      band_reason: null,
      visible_change: null,
    };
  const compared = group.shrunk?.n ?? 0;
  return {
    ...group,
    ...asked,
    open: null,
    change: protectChange(group.change, false, hidden.before(table, id)),
    // It rests on the answers of both periods.
    visible_change: hidden.before(table, id) ? null : group.visible_change,
    // How many of the answers have others to be compared with is a count too.
    ...(areFew(group.csat.n ?? 0, compared) ? { shrunk: null } : {}),
  };
}

/** A question is told with the number of its role, or with none. */
function protectQuestion(
  group: GroupFigures,
  question: QuestionFigures,
  table: TableName,
  hidden: HiddenCells,
): GroupFigures {
  const { id, name } = group;
  const { role, n, ces, resolution, answers } = question;
  const before = hidden.before(table, id);
  if (!(hidden.csat(table, id) || hidden.nps(table, id) || isFew(n))) {
    const isGiven = answers?.some((one) => areFew(one.n, n ?? 0)) !== true;
    return {
      ...group,
      nps: protectNps(group.nps),
      question: { role, n, ces: ces && protectEffort(ces), resolution, answers: isGiven ? answers : null },
      change: protectChange(group.change, false, before),
      visible_change: before ? null : group.visible_change,
    };
  }
  return {
    ...{ id, name, responses: null, points: null },
    question: { role, n: null, ces: null, resolution: null, answers: null },
    csat: role === "csat" ? hiddenFigure : leftOut,
    mean_satisfaction: role === "csat" ? hiddenFigure : leftOut,
    nps: role === "nps" ? hiddenNps : leftOutNps,
    evaluator_csat: leftOut,
    machine_csat: leftOut,
    response_rate: leftOut,
    open: null,
    coverage: null,
    change: protectChange(group.change, true, before),
    ...{ expected: null, shrunk: null, band: null, band_reason: null, visible_change: null },
  };
}

/** What was judged of a group: customers' answers are no part of it. */
function protectEvaluators({ id, evaluator_csat, machine_csat }: GroupFigures, table: TableName, hidden: HiddenCells) {
  const shown = (one: Figure, isHidden: boolean): Figure => (isHidden && one.n !== 0 ? hiddenFigure : one);
  return {
    evaluator_csat: shown(evaluator_csat, hidden.evaluator(table, id)),
    machine_csat: shown(machine_csat, hidden.machine(table, id)),
  };
}

/** What came before, and what would give one of the two sides away. */
export function protectChange(
  change: ChangeFigure | null,
  hideAfter: boolean,
  hideBefore: boolean,
): ChangeFigure | null {
  if (change === null || !(hideAfter || hideBefore)) return change;
  const before = hideBefore && change.before.n !== 0 ? hiddenFigure : change.before;
  return { ...change, before, difference: null, low: null, high: null, ...unjudged };
}

const unjudged = { verdict: "too few", reason: null, p: null, day_factor: null } as const;

/** Without its counts: of those surveys that were created, the response rate lists most by what became of them. */
export function protectCoverage<One extends GroupCoverage | null>(coverage: One, hide: boolean): One {
  if (coverage === null || coverage.value === null) return coverage;
  const { surveys, handled } = coverage;
  if (hide || areFew(surveys ?? 0, handled ?? 0)) return { ...coverage, ...hiddenCoverage };
  return { ...coverage, value: Math.round(coverage.value * 100) / 100, surveys: null, handled: null };
}

export const protectDistribution = <One extends { readonly n: number | null }>(
  answers: readonly One[],
  csat: Figure,
): readonly One[] => (isFew(csat.n) || answers.some(({ n }) => isFew(n)) ? [] : answers);
