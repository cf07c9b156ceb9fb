import { type Interval, isoTime } from "../../base/index.ts";
import { type Bucket, bucketsOf, type Grouping, groupedBy, headlineOf, scoresTogether } from "../../metrics/index.ts";
import { isDaily } from "../comparison/days.ts";
import { type Figure, figure, noFigure } from "../figures.ts";
import { breaksOf, counted } from "../question-versions.ts";
import { minAnswers } from "../request.ts";
import { readScores } from "../scores.ts";
import type { Context } from "../section.ts";

/** How the CSAT of one group went. */
export interface GroupSeries {
  readonly id: string | null;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesPoint {
  readonly from: string;
  readonly to: string;
  /** Without a value where fewer than 10 answered: one of them would move it by more than ten points. */
  readonly csat: Figure;
  /** Whether a question that the headline is of changed within it: what is before is no measure of what is after. */
  readonly changed: boolean;
}

/** Up to so many days of a range, each is a period of its own; then whole weeks, so that weekdays compare. */
const maxDays = 14;
/** Weeks in a period: the first that makes few enough of them is taken. */
const weeks = [1, 4, 13, 52, 520] as const;
const maxPeriods = 26;

/** The periods of a series: the last one ends where the range does, and what is left over makes the first one shorter. */
export function seriesPeriods(range: Interval, context: Pick<Context, "request">): readonly Interval[] {
  const { local } = context.request;
  const days = bucketsOf(range, isDaily(range) ? "day" : "month", local);
  const length =
    days.length <= maxDays ? 1 : 7 * (weeks.find((one) => days.length / (7 * one) <= maxPeriods) ?? weeks[4]);
  const starts: number[] = [];
  for (let start = days.length; start > 0; start -= length) starts.unshift(Math.max(0, start - length));
  return starts.map((start, at) => ({
    from: days[start]?.from ?? range.from,
    to: days[(starts[at + 1] ?? days.length) - 1]?.to ?? range.to,
  }));
}

/** The series of each group that has answers in the range: from the period before on, where the range follows on it. */
export async function readGroupSeries(context: Context, by: Grouping): Promise<readonly GroupSeries[]> {
  const { reader, filter, compared, pool, signal } = context;
  const earlier = compared?.to === filter.range.from ? compared : null;
  const ranges = [...(earlier ? [earlier] : []), filter.range];
  const buckets = ranges.flatMap((range) => seriesPeriods(range, context)).map(toBucket);
  const range = { from: earlier?.from ?? filter.range.from, to: filter.range.to };
  const rows = await readScores(reader, { filter: { ...filter, range }, by, buckets, signal });
  const versions = [...(earlier ? await context.versionsBefore() : []), ...(await context.versions())];
  const breaks = breaksOf(counted(versions, filter), await context.points(), await context.versionTimes(versions));
  const names = await context.names();
  const current = new Set(buckets.flatMap(({ from, label }) => (from >= filter.range.from ? [label] : [])));
  const familiesOf = (own: typeof rows) => headlineOf(scoresTogether(own, { bucket: null, group_id: null }), pool).csat;

  // In an order of their own: the database gives them in any.
  const groups = [...groupedBy(rows, ({ group_id }) => group_id)].sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1));
  return groups.flatMap(([id, own]): GroupSeries[] => {
    // On the scale on which the group has most answers now, as in its table.
    const [family] = familiesOf(own.filter(({ bucket }) => bucket !== null && current.has(bucket)));
    if (family === undefined) return [];
    const periods = groupedBy(own, ({ bucket }) => bucket);
    const points = buckets.map(({ label, from, to }): SeriesPoint => {
      const same = familiesOf(periods.get(label) ?? []).find((one) => pool || one.points === family.points);
      return {
        from: isoTime(from),
        to: isoTime(to),
        csat: same ? unlessFew(figure(same.share)) : noFigure,
        changed: breaks.some(({ at }) => at >= from && at < to),
      };
    });
    return [{ id: by === "agent" ? names.agentId(id) : id, points }];
  });
}

const toBucket = ({ from, to }: Interval): Bucket => ({ from, to, label: isoTime(from), cut: false });

const unlessFew = (one: Figure): Figure =>
  (one.n ?? 0) < minAnswers ? { ...one, value: null, low: null, high: null } : one;
