import { day, type Interval } from "../../base/index.ts";
import {
  type Bucket,
  bucketsOf,
  type DailySum,
  type Filter,
  type Grouping,
  groupedBy,
  type LocalTime,
  type ScoreRow,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { readScores } from "../scores.ts";

interface Asked {
  readonly filter: Filter & { readonly range: Interval };
  readonly local: LocalTime;
  readonly by?: Grouping | null;
  readonly signal?: AbortSignal | undefined;
}

/** Rows of `scores` for each day of local time, by group: a verdict needs to know how much the days of a series differ. */
export const readDays = (reader: Reader, { filter, local, by = null, signal }: Asked): Promise<readonly ScoreRow[]> =>
  readScores(reader, { filter, by, buckets: daysOf(filter.range, local), signal });

/** Of a range of half a century, months: that many days are too many periods to ask for, and far more than a verdict needs. */
const maxDailyRange = 18_000 * day;

const daysOf = (range: Interval, local: LocalTime): readonly Bucket[] =>
  bucketsOf(range, isDaily(range) ? "day" : "month", local);

/** Whether the days of a range are days. */
export const isDaily = ({ from, to }: Interval): boolean => to - from <= maxDailyRange;

/** What the answers of a role measured, day by day; `points` null takes scales of every length. */
export function dailySums(
  rows: readonly ScoreRow[] | undefined,
  { role, points }: { readonly role: string; readonly points: number | null },
  measure: (row: ScoreRow) => number,
): readonly DailySum[] {
  const own = (rows ?? []).filter((row) => row.role === role && (points === null || row.points === points));
  return [...groupedBy(own, ({ bucket }) => bucket).values()].map((same) => ({
    weight: same.reduce((sum, { weight }) => sum + weight, 0),
    sum: same.reduce((sum, row) => sum + measure(row), 0),
  }));
}
