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
  laneyLimits,
  responseRateOf,
} from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { ReportDocument, TrendPoint } from "../document.ts";
import { figure, noFigure, npsFigure } from "./figures.ts";
import type { Break } from "./questions.ts";
import { readScores, withoutAnswers } from "./scores.ts";

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

export const trendUnit = ({ from, to }: Interval): BucketUnit =>
  units.find(([longest]) => to - from <= longest)?.[1] ?? "quarter";

/** CSAT and NPS by periods of local time. */
export async function readTrend(trended: Trended): Promise<ReportDocument["trend"]> {
  const { reader, filter, local, points, pool, breaks, now, signal } = trended;
  const unit = trendUnit(filter.range);
  const buckets = bucketsOf(filter.range, unit, local);
  const rows = groupedBy(await readScores(reader, { filter, buckets, signal }), ({ bucket }) => bucket);
  const sent = groupedBy(
    await ask(reader, "funnel", {
      ...{ filter: withoutAnswers(filter), basis: "ended", buckets, parameters: trended.open, signal },
    }),
    ({ bucket }) => bucket,
  );
  const headlines = buckets.map(({ label }) => headlineOf(rows.get(label) ?? [], pool));
  const families = headlines.map(({ csat }) => csat.find((family) => pool || family.points === points) ?? null);
  const limits = laneyLimits(families.map(counted), { from: 0, until: families.length });
  return {
    unit,
    baseline: limits && buckets[0] ? `${buckets[0].label} – ${buckets.at(-1)?.label}` : null,
    points: buckets.map(({ label, from, to, cut }, index): TrendPoint => {
      const [family, headline] = [families[index], headlines[index]];
      const own = limits?.limits[index];
      return {
        label,
        from: isoTime(from),
        to: isoTime(to),
        partial: cut || to > now,
        responses: family?.share.n ?? 0,
        csat: family ? figure(family.share) : noFigure,
        nps: npsFigure((headline ?? headlineOf([])).nps),
        open: responseRateOf(sent.get(label) ?? []).open,
        limits: own && own.low !== null ? own : null,
        breaks: breaks.filter(({ at }) => at >= from && at < to).map(({ text }) => text),
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
