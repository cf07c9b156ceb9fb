import { type Disclosure, hiddenCells } from "../../metrics/index.ts";
import type {
  ChangeFigure,
  CreditFigure,
  Figure,
  GroupCoverage,
  GroupFigures,
  NpsFigure,
  TrendPoint,
} from "../document.ts";
import { fewestShown } from "../request.ts";
import { hiddenCoverage, hiddenFigure, hiddenNps } from "./figures.ts";

/*
 * Under `pseudonym` and `off` no number may stand on fewer than ten answers, nor be computed from the others and their
 * total. Each column of a table is such a sum of its own: an agent with many answers may have few on the NPS question.
 */

const threshold = fewestShown;

interface Numbered<Row> {
  readonly row: Row;
  readonly n: number;
}

function hiddenRows<Row>(
  rows: readonly Row[],
  count: (row: Row) => number | null | undefined,
  adds: boolean,
  small?: (row: Row) => boolean,
): ReadonlySet<Row> {
  const cells = rows.map((row): Numbered<Row> => ({ row, n: count(row) ?? 0 }));
  const disclosure: Disclosure<Numbered<Row>> = { threshold, adds, small: ({ row }) => small?.(row) ?? false };
  return new Set([...hiddenCells(cells, disclosure)].map(({ row }) => row));
}

/** A number by itself. */
export const protectFigure = <One extends Figure>(one: One, hidden: One): One =>
  one.n !== null && one.n > 0 && one.n < threshold ? hidden : one;

/** What came before, and what would give one of the two sides away. */
export function protectChange(
  change: ChangeFigure | null,
  hideAfter: boolean,
  hideBefore: boolean,
): ChangeFigure | null {
  if (change === null || !(hideAfter || hideBefore)) return change;
  const before = hideBefore ? hiddenFigure : change.before;
  return { ...change, before, difference: null, low: null, high: null, ...unjudged };
}

const unjudged = { verdict: "too few", reason: null, p: null, day_factor: null } as const;

/** A table of groups; `small` are those that may not be told whatever their answers, as a small team is. */
export function protectGroups(
  groups: readonly GroupFigures[],
  adds: boolean,
  small: (group: GroupFigures) => boolean = () => false,
): readonly GroupFigures[] {
  const [csat, nps, rate, covered, before] = [
    hiddenRows(groups, (group) => group.csat.n, adds, small),
    hiddenRows(groups, (group) => group.nps.n, adds, small),
    hiddenRows(groups, (group) => group.response_rate.n, adds, small),
    hiddenRows(groups, ({ coverage }) => coverageSize(coverage), adds, small),
    hiddenRows(groups, (group) => group.change?.before.n, adds, small),
  ];
  return groups.map((group): GroupFigures => {
    const hidden = csat.has(group);
    const withheld = {
      responses: null,
      csat: hiddenFigure,
      mean_satisfaction: hiddenFigure,
      expected: null,
      shrunk: null,
      band: null,
      visible_change: null,
    };
    // Surveys that were created and surveys that arrived are nearly the same number: both are told, or neither.
    const asked = rate.has(group) || covered.has(group);
    return {
      ...group,
      ...(hidden ? withheld : {}),
      nps: nps.has(group) ? hiddenNps : group.nps,
      response_rate: asked && (group.response_rate.n ?? 0) > 0 ? hiddenFigure : group.response_rate,
      coverage: asked && group.coverage !== null ? hiddenCoverage : group.coverage,
      change: protectChange(group.change, hidden, before.has(group)),
    };
  });
}

/** The smaller of its two counts; 0 where nobody was asked, which tells of nobody. */
export const coverageSize = (coverage: GroupCoverage | null): number =>
  coverage?.surveys ? Math.min(coverage.surveys, coverage.handled ?? coverage.surveys) : 0;

export function protectTrend(points: readonly TrendPoint[]): readonly TrendPoint[] {
  const csat = hiddenRows(points, (point) => point.csat.n, true);
  const nps = hiddenRows(points, (point) => point.nps.n, true);
  return points.map((point): TrendPoint => {
    const withheld = { responses: null, csat: hiddenFigure, limits: null };
    return { ...point, ...(csat.has(point) ? withheld : {}), nps: nps.has(point) ? hiddenNps : point.nps };
  });
}

/** Cells of one table of figures that add up. */
export function protectCells<Row extends { readonly csat: Figure }>(rows: readonly Row[], adds = true): readonly Row[] {
  const hidden = hiddenRows(rows, ({ csat }) => csat.n, adds);
  return rows.map((row) => (hidden.has(row) ? { ...row, csat: hiddenFigure } : row));
}

const rules = ["genesys", "last", "first", "longest", "all"] as const;

/** An agent is told under every rule or under none: each rule shares the same answers out. */
export function protectCredits(credits: readonly CreditFigure[]): readonly CreditFigure[] {
  const fewest = (credit: CreditFigure): number => Math.min(...rules.map((rule) => credit[rule].n ?? 0));
  // Somebody whom one rule gives nothing has answers all the same.
  const hidden = hiddenRows(credits, (credit) => Math.max(fewest(credit), Number.MIN_VALUE), true);
  const withheld = Object.fromEntries(rules.map((rule) => [rule, hiddenFigure])) as Record<
    (typeof rules)[number],
    Figure
  >;
  return credits.map((credit) => (hidden.has(credit) ? { ...credit, ...withheld, gain: null } : credit));
}

export const protectNps = (nps: NpsFigure): NpsFigure => protectFigure(nps, hiddenNps);
