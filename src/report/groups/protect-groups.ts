import { protectChange } from "../comparison/judge.ts";
import { type Figure, hiddenFigure, hiddenNps, leftOut, leftOutNps } from "../figures.ts";
import type { HiddenCells, TableName } from "../protection/hide-few.ts";
import { areFew, isFew, protectCoverage, protectEffort, protectNps } from "../protection/hide-few.ts";
import { type GroupFigures, noBenchmark, type QuestionFigures } from "./group-figures.ts";

/**
 * A table of groups as it may be printed. Hidden groups are at its end, in the order of the names: a place between two
 * numbers reveals nearly as much as a number.
 */
export function protectGroups(
  groups: readonly GroupFigures[],
  table: TableName,
  hidden: HiddenCells,
): readonly GroupFigures[] {
  const isHidden = (group: GroupFigures): boolean =>
    hidden.csat(table, group.id) ||
    (group.csat.n === 0 && Object.values(protectEvaluators(group, table, hidden)).some((one) => one.hidden));
  const shown = groups.filter((group) => !isHidden(group));
  const others = groups.filter(isHidden).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  return [...shown, ...others].map((group) =>
    group.question === null
      ? protectGroup(group, table, hidden)
      : protectQuestion(group, group.question, table, hidden),
  );
}

const nameOf = ({ id, name }: GroupFigures): string => name ?? id ?? "";

/** Key by key: a key that is not listed here is not printed. */
function protectGroup(group: GroupFigures, table: TableName, hidden: HiddenCells): GroupFigures {
  const { id, name, responses, points, csat, mean_satisfaction, response_rate: rate, shrunk } = group;
  const hideRate = hidden.rate(table, id) && (rate.n ?? 0) > 0;
  const hideBefore = hidden.before(table, id) || isFew(group.change?.before.n);
  const nps = hidden.nps(table, id) && group.nps.n !== 0 ? hiddenNps : protectNps(group.nps);
  const response_rate = hideRate ? hiddenFigure : rate;
  const coverage = group.coverage && protectCoverage(group.coverage, hideRate);
  const judged = protectEvaluators(group, table, hidden);
  if (hidden.csat(table, id)) {
    const none = (csat.n ?? 0) === 0;
    return {
      ...{ id, name, nps, response_rate, coverage, ...judged, open: null, responses: none ? 0 : null, points: null },
      question: null,
      csat: none ? csat : hiddenFigure,
      mean_satisfaction: none ? mean_satisfaction : hiddenFigure,
      change: protectChange(group.change, !none, hideBefore),
      ...noBenchmark,
      visible_change: null,
    };
  }
  return {
    ...{ id, name, responses, points, question: null, csat, mean_satisfaction, nps, ...judged },
    ...{ response_rate, open: null, coverage, change: protectChange(group.change, false, hideBefore) },
    expected: group.expected,
    // How many of the answers have others to be compared with is a count too.
    shrunk: areFew(csat.n ?? 0, shrunk?.n ?? 0) ? null : shrunk,
    ...{ band: group.band, band_reason: group.band_reason },
    // It rests on the answers of both periods.
    visible_change: hideBefore ? null : group.visible_change,
  };
}

/** A question is printed with the number of its role, or with none. */
function protectQuestion(
  group: GroupFigures,
  question: QuestionFigures,
  table: TableName,
  hidden: HiddenCells,
): GroupFigures {
  const { id, name } = group;
  const { role, n, ces, resolution, answers } = question;
  const hideBefore = hidden.before(table, id) || isFew(group.change?.before.n);
  const none = {
    ...{ id, name, evaluator_csat: leftOut, machine_csat: leftOut, response_rate: leftOut, open: null, coverage: null },
    ...noBenchmark,
  };
  if (hidden.csat(table, id) || hidden.nps(table, id) || isFew(n))
    return {
      ...none,
      ...{ responses: null, points: null, visible_change: null },
      question: { role, n: null, ces: null, resolution: null, answers: null },
      csat: role === "csat" ? hiddenFigure : leftOut,
      mean_satisfaction: role === "csat" ? hiddenFigure : leftOut,
      nps: role === "nps" ? hiddenNps : leftOutNps,
      change: protectChange(group.change, true, hideBefore),
    };
  const isGiven = answers?.some((one) => areFew(one.n, n ?? 0)) !== true;
  return {
    ...none,
    ...{ responses: group.responses, points: group.points, csat: group.csat },
    mean_satisfaction: group.mean_satisfaction,
    nps: protectNps(group.nps),
    question: { role, n, ces: ces && protectEffort(ces), resolution, answers: isGiven ? answers : null },
    change: protectChange(group.change, false, hideBefore),
    visible_change: hideBefore ? null : group.visible_change,
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
