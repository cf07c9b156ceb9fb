import { viewAddress } from "../state/address.ts";
import { fewestForVerdict } from "../state/concern.ts";
import type { Figure, GroupFigures } from "../state/document.ts";
import { type Drill, ofGroup } from "../state/drill.ts";
import type { Frame } from "../state/frame.ts";
import type { GroupKind } from "../state/groups.ts";
import type { Query } from "../state/query.ts";
import { groupDrills } from "../state/section-drills.ts";
import type { Series } from "../state/series.ts";
import type { Resource } from "../state/source.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";
import { Change } from "./change.tsx";
import { GroupName } from "./group-name.tsx";
import { Count } from "./number.tsx";
import { type Sentences, type Unit, useSentences } from "./sentences.ts";
import { SeriesLine } from "./series-line.tsx";
import type { Column } from "./table.tsx";

type GroupTexts = (typeof groupWords)["en"];

type Bands = GroupTexts["bands"];

/** Below it one answer moves a share by more than ten points: there is no verdict, however large the difference. */
const fewestForBand = 10;

/** The verdict as it is shown: none of very few answers, and with few of them only that of a large difference. */
function shownBand({ band, csat }: GroupFigures): GroupFigures["band"] {
  const n = csat.n ?? 0;
  return n < fewestForBand || (n < fewestForVerdict && band === "not distinguishable") ? null : band;
}

/** The verdict on a group in words; where there is none, why. */
export function bandText(group: GroupFigures, bands: Bands, words: GroupTexts): string {
  const [band, { band_reason: reason, csat }] = [shownBand(group), group];
  if (band !== null) return bands[band];
  return reason === null || csat.hidden ? words.noBand : words.reasons[reason];
}

/** Few answers suffice for a verdict where the difference is large. */
export const isFew = (group: GroupFigures): boolean =>
  group.csat.hidden === true || ((group.csat.n ?? 0) < fewestForVerdict && shownBand(group) === null);

/** Only queues and agents are held against what their mix of work lets expect: of others, no verdict is missing. */
export const hasExpectation = (by: GroupKind): by is "queue" | "agent" => by === "queue" || by === "agent";

interface Writing {
  /** What one group is called. */
  readonly head: string;
  readonly frame: Frame;
  readonly words: GroupTexts;
  readonly sentences: Sentences;
  readonly series: Resource<Series | null>;
}

/** All numbers of groups; columns that nothing stands in are left out. */
export function groupColumns(
  by: GroupKind,
  groups: readonly GroupFigures[],
  { head, frame, words, sentences, series }: Writing,
): readonly Column<GroupFigures>[] {
  const { formats } = sentences;
  const { query } = frame.address;
  const isThere = (pick: (group: GroupFigures) => Figure): boolean =>
    groups.some((group) => pick(group).value !== null || pick(group).hidden);
  const drills = (group: GroupFigures) => groupDrills(query, by, group);
  const other = (key: "nps" | "response_rate" | "evaluator_csat", title: string, unit: Unit): Column<GroupFigures>[] =>
    isThere((group) => group[key])
      ? [
          {
            ...{ key, title, isNumber: true, isMinor: true },
            by: (group) => group[key].value,
            cell: (group) => <Short figure={group[key]} unit={unit} rows={drills(group)[key]} />,
          },
        ]
      : [];
  const expectation: readonly Column<GroupFigures>[] = [
    {
      ...{ key: "expected", title: words.expected, isNumber: true },
      by: ({ expected }) => expected,
      cell: ({ expected }) => (expected === null ? "–" : formats.percent(expected)),
    },
    {
      ...{ key: "band", title: words.verdict },
      by: ({ csat, expected }) => (csat.value === null || expected === null ? null : csat.value - expected),
      cell: (group) => <Band group={group} />,
    },
  ];
  return [
    {
      ...{ key: "name", title: head, isHead: true },
      by: ({ name, id }) => name ?? id,
      cell: (group) => <GroupName by={by} group={group} />,
    },
    {
      ...{ key: "csat", title: words.satisfied, isNumber: true },
      by: ({ csat }) => csat.value,
      cell: ({ csat }) => <Short figure={csat} unit="percent" />,
    },
    ...(series.state === "ready" && series.value === null
      ? []
      : [
          {
            ...{ key: "series", title: words.series, isMinor: true },
            cell: (group: GroupFigures) =>
              by === "queue" || by === "agent" ? <SeriesLine by={by} group={group} series={series} /> : null,
          },
        ]),
    {
      ...{ key: "n", title: words.answers, isNumber: true },
      by: ({ csat }) => csat.n,
      cell: (group) => (group.csat.n === null ? "–" : <Count n={group.csat.n} to={drills(group).csat?.to ?? null} />),
    },
    ...(groups.some(({ change }) => change !== null)
      ? [
          {
            ...{ key: "change", title: words.change },
            by: changeOf,
            cell: ({ change }: GroupFigures) => <Change change={change} />,
          },
        ]
      : []),
    ...(hasExpectation(by) ? expectation : []),
    ...other("nps", words.nps, "points"),
    ...other("response_rate", words.rate, "percent"),
    ...other("evaluator_csat", words.evaluators, "unit"),
    ...(frame.go === null
      ? []
      : [
          {
            ...{ key: "comments", title: words.comments, isAction: true },
            cell: ({ id }: GroupFigures) => <Comments query={ofGroup(query, by, id)} />,
          },
        ]),
  ];
}

/** Changes that nothing can be said of stand last, whichever way they are sorted. */
const changeOf = ({ change }: GroupFigures): number | null =>
  change === null || change.verdict === "too few" ? null : change.difference;

/** A number with what chance allows below it, and where its answers are no others' also how many. */
function Short({ figure, unit, rows = null }: { figure: Figure; unit: Unit; rows?: Drill | null }) {
  const sentences = useSentences();
  if (figure.value === null && !figure.hidden) return <>–</>;
  const missing = sentences.missing(figure);
  if (missing !== null) return <span class="few-words">{missing}</span>;
  return (
    <>
      <span class="cell-value">{sentences.write(figure.value ?? 0, unit)}</span>
      <span class="cell-note">{sentences.bounds(figure, unit)}</span>
      {rows === null ? null : (
        <span class="cell-note">
          <Count n={rows.n} to={rows.to} text={sentences.texts.n(sentences.formats.count(rows.n))} />
        </span>
      )}
    </>
  );
}

function Comments({ query }: { query: Query | null }) {
  const words = useWords(groupWords);
  return query === null ? null : <a href={viewAddress("comments", query)}>{words.inTheirWords}</a>;
}

function Band({ group }: { group: GroupFigures }) {
  const words = useWords(groupWords);
  const band = shownBand(group);
  const mark = band === "above" ? "▲" : band === "below" ? "▼" : null;
  const kind =
    band === null
      ? group.band_reason === null || group.csat.hidden
        ? "few-words"
        : "soft"
      : band.replaceAll(" ", "-");
  return (
    <span class={`band ${kind}`}>
      {mark === null ? null : (
        <span class="mark" aria-hidden="true">
          {mark}
        </span>
      )}
      {bandText(group, words.bands, words)}
    </span>
  );
}
