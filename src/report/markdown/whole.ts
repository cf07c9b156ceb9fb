import { aboutParts, asksCustomers, filterWords, isGiven, rangeRead } from "../about.ts";
import type { ChangeFigure, ReportDocument } from "../document.ts";
import { furtherRows, headlineRows, targetWords } from "../metric-rows.ts";
import type { Phrases } from "../phrases.ts";
import { pointLabel } from "../text/trend.ts";
import { escaped, numeric, table } from "./table.ts";

/** What the report is about. */
export function header(document: ReportDocument, phrases: Phrases): string {
  const { texts, formats } = phrases;
  const filter = filterWords(document, phrases);
  return [
    `# ${texts.title}, ${formats.range(rangeRead(document))}\n`,
    `${aboutParts(document, phrases).map(escaped).join(" · ")}\n`,
    ...(filter === null ? [] : [`${texts.filter}: ${escaped(filter)}\n`]),
  ].join("\n");
}

/** Every number of the whole. */
export function headline(document: ReportDocument, phrases: Phrases): string {
  const { texts } = phrases;
  const rows = [...headlineRows(document, phrases), ...furtherRows(document, phrases)];
  const targets = targetWords(document, phrases);
  return [
    table(
      [texts.metric, texts.value, texts.note],
      rows.map(({ label, value, note }) => [label, value, note ?? ""]),
    ),
    ...(targets.length === 0 ? [] : [`${texts.targets}: ${targets.map(escaped).join(" · ")}\n`]),
  ].join("\n");
}

/** What the period before was, and whether that is a change. */
export function comparison(document: ReportDocument, phrases: Phrases): string {
  const { changes, compared_with: before } = document;
  const { texts, formats, missing, share, unit } = phrases;
  const row = (label: string, change: ChangeFigure | null, write = share, sign = formats.signed): string[][] =>
    change === null ? [] : [[label, missing(change.before) ?? write(change.before), phrases.change(change, sign)]];
  const nps = ({ value, n, ...bounds }: ChangeFigure["before"]): string =>
    phrases.nps({ value, n, ...bounds, promoters: null, passives: null, detractors: null });
  return before === null || !asksCustomers(document)
    ? ""
    : table(
        [texts.metric, `${texts.before}, ${formats.range(before)}`, texts.change],
        [
          ...row(texts.csat, changes.csat),
          ...row(texts.meanSatisfaction, changes.mean_satisfaction, unit, formats.signedTwo),
          ...row(texts.nps, changes.nps, nps),
        ],
      );
}

export function trend({ trend: { unit, points, baseline } }: ReportDocument, phrases: Phrases): string {
  const { texts, formats, share, nps } = phrases;
  if (!points.some(({ csat }) => isGiven(csat))) return "";
  const limited = points.some(({ limits }) => limits !== null);
  const withNps = points.some((point) => point.nps.value !== null || point.nps.hidden);
  const broken = points.some(({ breaks }) => breaks.length > 0);
  const rows = points.map((point) => [
    `${escaped(pointLabel(point, unit, phrases))}${point.partial ? ` (${texts.cutPeriod})` : ""}${point.open ? `, ${texts.open(formats.count(point.open), point.open === 1)}` : ""}`,
    share(point.csat),
    ...(withNps ? [nps(point.nps)] : []),
    ...(limited
      ? [point.limits ? `${formats.points(point.limits.low)}–${formats.percent(point.limits.high)}` : "–"]
      : []),
    ...(broken ? [point.breaks.map(escaped).join("; ")] : []),
  ]);
  const headings = [
    texts.period,
    ...numeric(texts.csatShort, ...(withNps ? [texts.npsShort] : []), ...(limited ? [texts.limits] : [])),
    ...(broken ? [texts.breaks] : []),
  ];
  return [table(headings, rows), ...(limited && baseline ? [`${texts.limitsNote(escaped(baseline))}\n`] : [])].join(
    "\n",
  );
}

export const distribution = ({ distribution: answers }: ReportDocument, { texts, formats }: Phrases): string =>
  table(
    [{ title: texts.value, right: true }, texts.answer, { title: texts.count, right: true }],
    answers.map(({ value, answer, n }) => [
      formats.plain(value),
      answer === null ? "" : escaped(answer),
      n === null ? texts.tooFew : formats.count(n),
    ]),
  );
