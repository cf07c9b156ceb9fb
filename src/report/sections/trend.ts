import stringWidth from "string-width";
import { day, type Interval, isoTime, plain } from "../../base/index.ts";
import {
  ask,
  type BucketUnit,
  bucketsOf,
  type Family,
  groupedBy,
  headlineOf,
  responseRateOf,
  scoresTogetherBy,
  withoutAnswers,
} from "../../metrics/index.ts";
import { isDaily } from "../comparison/days.ts";
import { defineSection } from "../define-section.ts";
import {
  type Figure,
  figure,
  hiddenFigure,
  hiddenNps,
  isGiven,
  leftOut,
  leftOutNps,
  type NpsFigure,
  noFigure,
  npsFigure,
} from "../figures.ts";
import { bold, paragraph } from "../print/layout.ts";
import { block, escaped, numeric, table } from "../print/markdown-table.ts";
import { type Phrases, wordOf } from "../print/phrases.ts";
import { hiddenMark, sparkline } from "../print/sparkline.ts";
import type { HiddenCells } from "../protection/hide-few.ts";
import { protectNps } from "../protection/hide-few.ts";
import { asksCustomers, readScores } from "../scores.ts";
import type { Context } from "../section.ts";
import { limitsOf } from "../trend-limits.ts";
import { about } from "./about.ts";

export interface TrendPoint {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Cut off by the range, or not over yet. */
  readonly partial: boolean;
  readonly responses: number | null;
  readonly csat: Figure;
  readonly nps: NpsFigure;
  /** Surveys of interactions that ended within it that may still be answered. */
  readonly open: number | null;
  /** Laney p′ limits of the stretch that one question was asked in; null with fewer than 20 points, or too few answers. */
  readonly limits: { readonly low: number; readonly high: number } | null;
  /** What changed in a lead question's text, options or scale within it. */
  readonly breaks: readonly string[];
}

export interface TrendPart {
  readonly trend: { readonly unit: string; readonly points: readonly TrendPoint[]; readonly baseline: string | null };
}

/** CSAT and NPS by periods of local time. */
export const trend = defineSection({
  key: "trend",
  words: {
    en: {
      title: "Trend",
      units: { hour: "by hour", day: "by day", week: "by week", month: "by month", quarter: "by quarter" },
      period: "period",
      cut: "cut off",
      cutNote: "The ends are no whole periods.",
      breakMark: "| the question changed",
      breaks: "what changed",
      limits: "limits",
      limitsNote: (baseline: string) => `Limits: between them a quiet period stays, going by the periods ${baseline}.`,
    },
    de: {
      title: "Verlauf",
      units: {
        hour: "nach Stunden",
        day: "nach Tagen",
        week: "nach Wochen",
        month: "nach Monaten",
        quarter: "nach Quartalen",
      },
      period: "Zeitraum",
      cut: "angeschnitten",
      cutNote: "Die Enden sind keine ganzen Zeiträume.",
      breakMark: "| die Frage wurde geändert",
      breaks: "was sich änderte",
      limits: "Grenzen",
      limitsNote: (baseline) => `Grenzen: dazwischen bleibt ein ruhiger Zeitraum, nach den Zeiträumen ${baseline}.`,
    },
  },
  read: async (context: Context): Promise<TrendPart> => ({ trend: await readTrend(context) }),
  protect: {
    async trend({ unit, baseline, points }, context) {
      const hidden = await context.hidden();
      return { unit, baseline, points: points.map((point) => protectPoint(point, hidden)) };
    },
  },
  finish(part, { only }) {
    const { unit, baseline, points } = part.trend;
    if (only === null) return part;
    return only === "scores"
      ? { trend: { unit, baseline: null, points: points.map(onlyCount) } }
      : { trend: { unit, baseline, points: points.map((point) => ({ ...point, open: null })) } };
  },
  line({ trend: { unit, points: all } }, { words, phrases, style }) {
    const { texts, formats } = phrases;
    if (all.every(({ csat }) => csat.value === null)) return "";
    const title = `${words.title} ${wordOf(words.units, unit)}`;
    const label = (point: TrendPoint): string => pointLabel(point, unit, phrases);
    const draw = (points: readonly TrendPoint[]): string => {
      const values = points.flatMap(({ csat: { value } }) => (value === null ? [] : [value]));
      const [first, last] = [points[0], points.at(-1)];
      if (!first || !last || values.length === 0) return "";
      const bars = sparkline(
        points.map(({ csat, breaks }) => ({
          ...{ value: csat.value, hidden: csat.hidden === true, broken: breaks.length > 0 },
        })),
      );
      const [low, high] = [Math.min(...values), Math.max(...values)];
      const between = low === high ? formats.percent(low) : `${formats.points(low)}–${formats.percent(high)}`;
      return `  ${label(first)} ${bars} ${label(last)}, ${between}`;
    };
    // From the first to the last label; where the line is short, the newest ones.
    let points = all;
    while (points.length > 1 && stringWidth(title + draw(points)) > style.columns) points = points.slice(1);
    const line = `${bold(title, style)}${plain(draw(points))}\n`;
    const notes = [
      ...(points.some(({ partial }) => partial) ? [words.cutNote] : []),
      ...(points.some(({ csat }) => csat.hidden) ? [`${hiddenMark} ${texts.tooFew}.`] : []),
      ...(points.some(({ breaks }) => breaks.length > 0) ? [`${words.breakMark}.`] : []),
    ];
    if (notes.length === 0) return line;
    const withNotes = `${line.trimEnd()}; ${notes.join(" ")}`;
    return stringWidth(withNotes) <= style.columns ? `${withNotes}\n` : `${line}${paragraph(notes.join(" "), style)}`;
  },
  markdown({ trend: { unit, points, baseline } }, { words, phrases, of }) {
    const { texts, formats, share, nps } = phrases;
    if (!asksCustomers(of(about).filter) || !points.some(({ csat }) => isGiven(csat))) return "";
    const limited = points.some(({ limits }) => limits !== null);
    const withNps = points.some((point) => point.nps.value !== null || point.nps.hidden);
    const broken = points.some(({ breaks }) => breaks.length > 0);
    const rows = points.map((point) => [
      `${escaped(pointLabel(point, unit, phrases))}${point.partial ? ` (${words.cut})` : ""}${point.open ? `, ${texts.open(formats.count(point.open), point.open === 1)}` : ""}`,
      share(point.csat),
      ...(withNps ? [nps(point.nps)] : []),
      ...(limited
        ? [point.limits ? `${formats.points(point.limits.low)}–${formats.percent(point.limits.high)}` : "–"]
        : []),
      ...(broken ? [point.breaks.map(escaped).join("; ")] : []),
    ]);
    const headings = [
      words.period,
      ...numeric(texts.csatShort, ...(withNps ? [texts.npsShort] : []), ...(limited ? [words.limits] : [])),
      ...(broken ? [words.breaks] : []),
    ];
    const note = limited && baseline ? [`${words.limitsNote(escaped(baseline))}\n`] : [];
    return block(`${words.title} ${wordOf(words.units, unit)}`, [table(headings, rows), ...note].join("\n"));
  },
});

function protectPoint({ label, from, to, partial, breaks, ...point }: TrendPoint, hidden: HiddenCells): TrendPoint {
  const { responses, csat, limits, nps } = point;
  const hideCsat = hidden.csat("trend", label) && csat.n !== 0;
  return {
    ...{ label, from, to, partial },
    ...(hideCsat ? { responses: null, csat: hiddenFigure } : { responses, csat }),
    nps: hidden.nps("trend", label) && nps.n !== 0 ? hiddenNps : protectNps(nps),
    ...{ open: null, limits: hideCsat ? null : limits, breaks },
  };
}

const onlyCount = ({ label, from, to, partial, responses, breaks }: TrendPoint): TrendPoint => ({
  ...{ label, from, to, partial, responses, breaks },
  ...{ csat: leftOut, nps: leftOutNps, open: null, limits: null },
});

/** A day by its date; longer and shorter periods as the document calls them. */
function pointLabel({ label, from }: TrendPoint, unit: string, { formats }: Phrases): string {
  if (unit === "day" || unit === "week") return formats.day(from);
  return unit === "hour" ? formats.minute(from) : label;
}

/** Some twenty to sixty points, for any range. */
const units: readonly (readonly [maxLength: number, unit: BucketUnit])[] = [
  [2 * day, "hour"],
  [62 * day, "day"],
  [400 * day, "week"],
  [1500 * day, "month"],
];

const longestUnit: BucketUnit = "quarter";

/** The unit that a range of this length usually has, and the longer ones after it. */
export function trendUnits({ from, to }: Interval): readonly BucketUnit[] {
  return [...units.filter(([maxLength]) => to - from <= maxLength).map(([, unit]) => unit), longestUnit];
}

/** CSAT and NPS by periods of local time, which are lengthened where they have too few answers for limits. */
async function readTrend(context: Context): Promise<TrendPart["trend"]> {
  let [unit = longestUnit, ...longer] = trendUnits(context.filter.range);
  let periods = await readPeriods(context, unit);
  for (const next of longer) {
    if (!periods.sparse) break;
    unit = next;
    periods = await readPeriods(context, unit);
  }
  return readOthers(context, unit, periods);
}

/** The periods of a unit with their CSAT and its limits. */
async function readPeriods(context: Context, unit: BucketUnit) {
  const { reader, request, filter, pool, signal } = context;
  const [points, breaks] = [await context.points(), await context.breaks()];
  const buckets = bucketsOf(filter.range, unit, request.local);
  // Days are often known already.
  const days = unit === "day" && isDaily(filter.range) ? await context.days() : null;
  const read = days ? scoresTogetherBy(days, "bucket") : await readScores(reader, { filter, buckets, signal });
  const rows = groupedBy(read, ({ bucket }) => bucket);
  const headlines = buckets.map(({ label }) => headlineOf(rows.get(label) ?? [], pool));
  const families = headlines.map(({ csat }) => csat.find((family) => pool || family.points === points) ?? null);
  const changed = buckets.map(({ from, to }) => breaks.filter(({ at }) => at >= from && at < to));
  const limited = limitsOf(
    buckets.map(({ label }, index) => ({
      ...{ label, ...answered(families[index] ?? null) },
      broken: (changed[index]?.length ?? 0) > 0,
    })),
  );
  return { buckets, headlines, families, changed, ...limited };
}

/** The other numbers of the periods that were chosen. */
async function readOthers(
  { reader, request, filter, open, signal }: Context,
  unit: BucketUnit,
  { buckets, headlines, families, changed, limits, baseline }: Awaited<ReturnType<typeof readPeriods>>,
): Promise<TrendPart["trend"]> {
  const sent = groupedBy(
    await ask(reader, "funnel", {
      ...{ filter: withoutAnswers(filter), basis: "ended", buckets, parameters: open, signal },
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
        partial: cut || to > request.now,
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

const answered = (family: Family | null) => ({ favourable: family?.favourable ?? 0, n: family?.worth ?? 0 });
