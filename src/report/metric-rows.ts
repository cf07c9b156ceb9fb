import { asksCustomers, isGiven, isNotRead } from "./about.ts";
import type { ChangeFigure, EffortFigure, FamilyFigures, Figure, ReportDocument } from "./document.ts";
import { isThere, type Phrases, wordOf } from "./phrases.ts";

/** A number of the whole, in words. */
interface MetricRow {
  readonly label: string;
  readonly value: string;
  readonly change: string | null;
  readonly note: string | null;
}

/** What a screen has room for: CSAT and NPS where surveys are in it, the rest where somebody was asked. */
export function headlineRows(document: ReportDocument, phrases: Phrases): readonly MetricRow[] {
  const { texts, formats } = phrases;
  const {
    csat,
    mean_satisfaction: mean,
    nps,
    ces,
    resolution,
    evaluator_csat: evaluators,
    machine_csat: machines,
    changes,
  } = document;
  const { web, voice } = document.csat_by_channel;
  const row = (label: string, value: string, change: ChangeFigure | null = null, note: string | null = null) => ({
    ...{ label, value, note: note === "" ? null : note },
    change: change === null ? null : phrases.change(change),
  });
  const nothing = isNotRead(document) ? texts.notRead : texts.noAnswers;
  const judged = [
    ...(isThere(evaluators) || !isThere(machines) ? [row(texts.evaluatorCsat, phrases.unit(evaluators))] : []),
    ...(isThere(machines) ? [row(texts.machineCsat, phrases.unit(machines))] : []),
  ];
  if (!asksCustomers(document)) return judged;
  return [
    ...(isGiven(csat)
      ? [
          row(
            texts.csat,
            phrases.share(csat, nothing),
            isThere(csat) ? changes.csat : null,
            headNote(document, phrases),
          ),
        ]
      : []),
    ...(isThere(web) && isThere(voice)
      ? [row(texts.channels, `${texts.web} ${phrases.share(web)}; ${texts.voice} ${phrases.share(voice)}`)]
      : []),
    ...(isThere(mean) ? [row(texts.meanSatisfaction, phrases.mean(mean))] : []),
    ...furtherFamilies(document).map((family) =>
      row(
        texts.csatOf(texts.values(formats.count(family.points))),
        phrases.share(family.csat),
        null,
        phrases.rules(family),
      ),
    ),
    ...(isGiven(nps)
      ? [
          row(
            texts.nps,
            isThere(nps) ? phrases.nps(nps) : nothing,
            isThere(nps) ? changes.nps : null,
            phrases.npsShares(nps),
          ),
        ]
      : []),
    ...(isThere(ces) ? [row(texts.ces, phrases.easy(ces), null, ownMean(ces, phrases))] : []),
    ...furtherLengths(document, document.ces_families).map((one) =>
      row(ofLength(texts.ces, one.points, phrases), phrases.easy(one), null, ownMean(one, phrases)),
    ),
    ...(isThere(resolution) ? [row(texts.resolution, phrases.share(resolution))] : []),
    ...furtherLengths(document, document.resolution_families).map((one) =>
      row(ofLength(texts.resolution, one.points, phrases), phrases.share(one)),
    ),
    ...(isThere(evaluators) || isThere(machines) ? judged : []),
  ];
}

const headNote = ({ families: [head], pooled }: ReportDocument, { texts, rules }: Phrases): string | null =>
  pooled ? texts.pooled : head ? rules(head) : null;

/** Those that the headline does not cover; under pooling, the lines that it is made of. */
const furtherFamilies = ({ families, pooled }: ReportDocument): readonly FamilyFigures[] =>
  pooled ? families : families.slice(1);

/** One length of scale needs no line beside the headline. */
function furtherLengths<One>({ pooled }: ReportDocument, families: readonly One[]): readonly One[] {
  if (families.length < 2) return [];
  return pooled ? families : families.slice(1);
}

const ofLength = (label: string, points: number | null, { texts, formats }: Phrases): string =>
  points === null ? label : `${label}, ${texts.values(formats.count(points))}`;

const ownMean = ({ native, scale }: EffortFigure, { texts, formats }: Phrases): string =>
  native === null || scale === null
    ? ""
    : texts.mean(texts.onScale(formats.one(native), `${formats.plain(scale[0])}–${formats.plain(scale[1])}`));

/** What only a whole page has room for. */
export function furtherRows(document: ReportDocument, phrases: Phrases): readonly MetricRow[] {
  const { texts, formats } = phrases;
  if (!asksCustomers(document)) return [];
  const { response_rate: rate, response_rate_by_channel: channels, coverage } = document;
  const row = (label: string, value: string, note: string | null = null): MetricRow => ({
    ...{ label, value, change: null, note: note === "" ? null : note },
  });
  const outside = phrases.outside(rate.outside);
  const covered = coverage.hidden
    ? texts.tooFew
    : coverage.value === null
      ? texts.notKnown
      : coverage.surveys === null || coverage.handled === null
        ? formats.percent(coverage.value)
        : `${formats.percent(coverage.value)}, ${texts.coverageNote(formats.count(coverage.surveys), formats.count(coverage.handled))}`;
  const given = (of: Figure, label: string, value: string, note: string | null = null): readonly MetricRow[] =>
    isGiven(of) ? [row(label, value, note)] : [];
  const note = outside === "" ? null : texts.outside(outside);
  const { web, voice } = channels;
  // One rate of both would be of neither.
  const both = isThere(web) && isThere(voice);
  return [
    ...given(document.bottom_box, texts.bottomBox, phrases.share(document.bottom_box)),
    ...given(document.csat_index, texts.csatIndex, phrases.unit(document.csat_index), texts.csatIndexNote),
    ...given(document.genesys_score, texts.genesysScore, phrases.score(document.genesys_score), texts.genesysNote),
    ...(both ? [] : given(rate, texts.responseRate, phrases.rate(rate), note)),
    ...given(web, `${texts.responseRate}: ${texts.webRate}`, phrases.rate(web), both ? note : null),
    ...given(voice, `${texts.responseRate}: ${texts.voiceRate}`, phrases.rate(voice)),
    ...given(document.completion, texts.completion, phrases.share(document.completion), texts.completionNote),
    ...given(document.comment_rate, texts.commentRate, phrases.share(document.comment_rate), texts.commentNote),
    ...given(
      rate,
      texts.coverage,
      covered,
      coverage.from === null || coverage.to === null
        ? null
        : phrases.utcRange({ from: coverage.from, to: coverage.to }),
    ),
  ];
}

/** `CSAT 85 %: cannot tell`, target by target. */
export const targetWords = ({ targets }: ReportDocument, { texts, formats }: Phrases): readonly string[] =>
  targets.map(({ metric, queue, target, verdict }) => {
    const name = queue === null ? wordOf(texts.metrics, metric) : `${queue} ${wordOf(texts.metrics, metric)}`;
    const aim =
      metric === "nps"
        ? formats.signed(target)
        : metric === "mean_satisfaction"
          ? formats.two(target)
          : formats.percent(target);
    return `${name} ${aim}: ${texts.targetVerdict[verdict]}`;
  });
