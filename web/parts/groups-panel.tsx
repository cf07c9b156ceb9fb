import { useMemo } from "preact/hooks";
import type { ReportDocument } from "../../src/report/index.ts";
import { addressText } from "../state/address.ts";
import type { GroupFigures } from "../state/document.ts";
import { ofGroup } from "../state/drill.ts";
import { useFrame } from "../state/frame.ts";
import { singleOf } from "../state/query.ts";
import { type SeriesKind, useSeries } from "../state/series.ts";
import type { Resource } from "../state/source.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";
import { useDisplayName } from "./display-name.ts";
import { bandText, groupColumns, isFew } from "./group-columns.tsx";
import { IntervalChart } from "./interval-chart.tsx";
import { Empty, Panel } from "./panel.tsx";
import { RuleSwitch } from "./rule-switch.tsx";
import { useSentences } from "./sentences.ts";
import { SeriesTable } from "./series-table.tsx";
import { sortRows, Table } from "./table.tsx";

interface GroupsPanelProps<Data> {
  readonly by: SeriesKind;
  readonly title: string;
  readonly note: string;
  readonly resource: Resource<Data>;
  /** The groups in the order in which they stand before anybody sorts them. */
  readonly children: (data: Data) => readonly GroupFigures[];
}

/** Queues or agents: what chance allows each, and what its mix of work lets expect. */
export function GroupsPanel<Data extends Pick<ReportDocument, "rule">>(props: GroupsPanelProps<Data>) {
  const { by, title, note, resource, children } = props;
  const words = useWords(groupWords);
  return (
    <Panel title={title} note={note} resource={resource} size="large" actions={<RuleSwitch />} wide>
      {(data) => {
        const groups = children(data);
        return (
          <>
            {data.rule === "all" ? <p class="panel-note">{words.sharedNote}</p> : null}
            {groups.length === 0 ? <Empty /> : <Groups by={by} groups={groups} title={title} />}
          </>
        );
      }}
    </Panel>
  );
}

/** Drawn and as a table, in one order. */
function Groups({ by, groups, title }: { by: SeriesKind; groups: readonly GroupFigures[]; title: string }) {
  const frame = useFrame();
  const [words, nameOf, sentences] = [useWords(groupWords), useDisplayName(), useSentences()];
  const { address } = frame;
  const series = useSeries(by);
  const columns = groupColumns(by, groups, { frame, words, sentences, series });
  const sort = singleOf(address.query, "sort") ?? "";
  const rows = useMemo(
    () =>
      sortRows(groups, columns, sort)
        .filter(({ csat }) => csat.hidden || csat.value !== null)
        .map((group) => ({
          ...{ key: group.id, name: nameOf(by, group), figure: group.csat },
          ...{
            expected: group.expected,
            band: isFew(group) ? null : group.band,
            note: bandText(group, words.bandsShort, words),
          },
          isFew: isFew(group),
        })),
    [groups, sort, words],
  );
  const to = (id: string): string | null => {
    const query = ofGroup(address.query, by, id);
    return query === null ? null : addressText({ ...address, query });
  };
  return (
    <>
      <IntervalChart title={title} rows={rows} to={to} />
      <Table caption={title} columns={columns} rows={groups} rowKey={({ id, name }) => id ?? name ?? ""} inAddress />
      <SeriesTable by={by} title={title} groups={sortRows(groups, columns, sort)} series={series} />
    </>
  );
}
