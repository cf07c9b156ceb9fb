import { day, hour, type Interval, isoTime } from "../../base/index.ts";
import {
  ask,
  type BucketUnit,
  bucketsOf,
  type Family,
  type Filter,
  groupedBy,
  headlineOf,
  hoursOfWeek,
  type LocalTime,
  responseRateOf,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { ReportDocument, TrendPoint } from "../document.ts";
import { figure, noFigure, npsFigure } from "./figures.ts";
import type { Break } from "./questions.ts";
import { readScores, withoutAnswers } from "./scores.ts";
import { limitsOf } from "./trend-limits.ts";

interface Trended {
  readonly reader: Reader;
  readonly filter: Filter & { readonly range: Interval };
  readonly local: LocalTime;
  /** The length of scale that the headline has; null where all are pooled. */
  readonly points: number | null;
  readonly pool: boolean;
  readonly breaks: readonly Break[];
  readonly now: number;
  /** From when on the interactions began whose surveys may still be answered. */
  readonly open: { readonly open_since: string };
  readonly signal?: AbortSignal | undefined;
}

/** Some twenty to sixty points, whatever the range. */
const units: readonly (readonly [longest: number, unit: BucketUnit])[] = [
  [2 * day, "hour"],
  [62 * day, "day"],
  [400 * day, "week"],
  [1500 * day, "month"],
];

const longestUnit: BucketUnit = "quarter";

/** The unit that a range of this length usually has, and the longer ones after it. */
export function trendUnits({ from, to }: Interval): readonly BucketUnit[] {
  return [...units.filter(([longest]) => to - from <= longest).map(([, unit]) => unit), longestUnit];
}

/** CSAT and NPS by periods of local time, which are lengthened where they have too few answers for limits. */
export async function readTrend(trended: Trended): Promise<ReportDocument["trend"]> {
  let [unit = longestUnit, ...longer] = trendUnits(trended.filter.range);
  let periods = await readPeriods(trended, unit);
  for (const next of longer) {
    if (!periods.sparse) break;
    unit = next;
    periods = await readPeriods(trended, unit);
  }
  return readOthers(trended, unit, periods);
}

/** The periods of a unit with their CSAT and its limits. */
async function readPeriods({ reader, filter, local, points, pool, breaks, signal }: Trended, unit: BucketUnit) {
  const buckets = bucketsOf(filter.range, unit, local);
  const rows = groupedBy(await readScores(reader, { filter, buckets, signal }), ({ bucket }) => bucket);
  const headlines = buckets.map(({ label }) => headlineOf(rows.get(label) ?? [], pool));
  const families = headlines.map(({ csat }) => csat.find((family) => pool || family.points === points) ?? null);
  const changed = buckets.map(({ from, to }) => breaks.filter(({ at }) => at >= from && at < to));
  const limited = limitsOf(
    buckets.map(({ label }, index) => ({
      ...{ label, ...counted(families[index] ?? null) },
      broken: (changed[index]?.length ?? 0) > 0,
    })),
  );
  return { buckets, headlines, families, changed, ...limited };
}

/** What else there is to say of the periods that were chosen. */
async function readOthers(
  trended: Trended,
  unit: BucketUnit,
  { buckets, headlines, families, changed, limits, baseline }: Awaited<ReturnType<typeof readPeriods>>,
): Promise<ReportDocument["trend"]> {
  const { reader, filter, now, signal } = trended;
  const sent = groupedBy(
    await ask(reader, "funnel", {
      ...{ filter: withoutAnswers(filter), basis: "ended", buckets, parameters: trended.open, signal },
    }),
    ({ bucket }) => bucket,
  );
  return {
    unit,
    baseline,
    points: buckets.map(({ label, from, to, cut }, index): TrendPoint => {
      const [family, headline] = [families[index], headlines[index]];
      return {
        label,
        from: isoTime(from),
        to: isoTime(to),
        partial: cut || to > now,
        responses: family?.share.n ?? 0,
        csat: family ? figure(family.share) : noFigure,
        nps: npsFigure((headline ?? headlineOf([])).nps),
        open: responseRateOf(sent.get(label) ?? []).open,
        limits: limits[index] ?? null,
        breaks: (changed[index] ?? []).map(({ text }) => text),
      };
    }),
  };
}

const counted = (family: Family | null) => ({ favourable: family?.favourable ?? 0, n: family?.worth ?? 0 });

/** More hours than these in a range, some two years, are not looked at one by one. */
const mostHours = 20_000;

/** By the weekday (1 is Monday) and hour of local time in which interactions began. */
export async function readHours(trended: Trended): Promise<ReportDocument["hours"]> {
  const { reader, filter, local, points, pool, signal } = trended;
  if ((filter.range.to - filter.range.from) / hour > mostHours) return [];
  const buckets = hoursOfWeek(filter.range, local);
  const rows = groupedBy(
    await readScores(reader, { filter, basis: "interaction", buckets, signal }),
    ({ bucket }) => bucket,
  );
  return [...rows]
    .flatMap(([label, own]) => {
      const [weekday = 0, at = 0] = (label ?? "").split(" ").map(Number);
      const family = headlineOf(own, pool).csat.find((one) => pool || one.points === points);
      return family ? [{ weekday, hour: at, csat: figure(family.share) }] : [];
    })
    .sort((a, b) => a.weekday - b.weekday || a.hour - b.hour);
}
