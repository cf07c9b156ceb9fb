import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { ReportDocument } from "../../src/report/index.ts";
import { addressText } from "../state/address.ts";
import type { GroupFigures } from "../state/document.ts";
import { ofGroup } from "../state/drill.ts";
import { useFrame } from "../state/frame.ts";
import type { GroupKind } from "../state/groups.ts";
import { singleOf } from "../state/query.ts";
import { type Series, type SeriesKind, useSeries } from "../state/series.ts";
import type { Resource } from "../state/source.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";
import { useDisplayName } from "./display-name.ts";
import { FirstRows } from "./first-rows.tsx";
import { bandText, groupColumns, hasExpectation, isFew } from "./group-columns.tsx";
import { IntervalChart } from "./interval-chart.tsx";
import { Empty, Panel } from "./panel.tsx";
import { RuleSwitch } from "./rule-switch.tsx";
import { useSentences } from "./sentences.ts";
import { SeriesTable } from "./series-table.tsx";
import { type Column, sortRows, Table } from "./table.tsx";

interface GroupsPanelProps<Data> {
  readonly by: GroupKind;
  /** What one group is called. */
  readonly head: string;
  readonly title: string;
  readonly note: string;
  readonly resource: Resource<Data>;
  readonly actions?: ComponentChildren;
  /** The groups in the order in which they stand before anybody sorts them. */
  readonly children: (data: Data) => readonly GroupFigures[];
}

/** Queues, agents or what the roster states: what chance allows each, and what its mix of work lets expect. */
export function GroupsPanel<Data extends Pick<ReportDocument, "rule">>(props: GroupsPanelProps<Data>) {
  const { by, head, title, note, resource, actions, children } = props;
  const words = useWords(groupWords);
  return (
    <Panel title={title} note={note} resource={resource} size="large" actions={actions ?? <RuleSwitch />} wide>
      {(data) => {
        const groups = children(data);
        const drawn = { groups, title, head };
        return (
          <>
            {data.rule === "all" ? <p class="panel-note">{words.sharedNote}</p> : null}
            {groups.length === 0 ? (
              <Empty />
            ) : by === "queue" || by === "agent" ? (
              <WithSeries by={by} {...drawn} />
            ) : (
              <Groups by={by} {...drawn} series={noSeries} />
            )}
          </>
        );
      }}
    </Panel>
  );
}

interface GroupsProps {
  readonly groups: readonly GroupFigures[];
  readonly title: string;
  readonly head: string;
}

const noSeries: Resource<Series | null> = { state: "ready", value: null, refreshing: false };

function WithSeries({ by, ...drawn }: GroupsProps & { readonly by: SeriesKind }) {
  return <Groups by={by} {...drawn} series={useSeries(by)} />;
}

interface DrawnProps extends GroupsProps {
  readonly by: GroupKind;
  readonly series: Resource<Series | null>;
}

/** Sorted as the address says. */
function Groups(props: DrawnProps) {
  const { by, groups, head, series } = props;
  const frame = useFrame();
  const [words, sentences] = [useWords(groupWords), useSentences()];
  const columns = groupColumns(by, groups, { head, frame, words, sentences, series });
  const sort = singleOf(frame.address.query, "sort") ?? "";
  const sorted = useMemo(() => sortRows(groups, columns, sort), [groups, sort, words]);
  return <FirstRows rows={sorted}>{(drawn) => <Drawn {...props} groups={drawn} columns={columns} />}</FirstRows>;
}

/** Drawn and as a table, in one order. */
function Drawn(props: DrawnProps & { readonly columns: readonly Column<GroupFigures>[] }) {
  const { by, groups, title, series, columns } = props;
  const [words, nameOf] = [useWords(groupWords), useDisplayName()];
  const { address } = useFrame();
  const rows = useMemo(
    () =>
      groups
        .filter(({ csat }) => csat.hidden || csat.value !== null)
        .map((group) => ({
          ...{ key: group.id, name: nameOf(by, group), figure: group.csat },
          ...{
            expected: group.expected,
            band: isFew(group) ? null : group.band,
            note: hasExpectation(by) || isFew(group) ? bandText(group, words.bandsShort, words) : null,
          },
          isFew: isFew(group),
        })),
    [groups, words],
  );
  const to = (id: string): string | null => {
    const query = ofGroup(address.query, by, id);
    return query === null ? null : addressText({ ...address, query });
  };
  return (
    <>
      <IntervalChart title={title} rows={rows} to={to} />
      <Table caption={title} columns={columns} rows={groups} rowKey={({ id, name }) => id ?? name ?? ""} inAddress />
      {by === "queue" || by === "agent" ? <SeriesTable by={by} title={title} groups={groups} series={series} /> : null}
    </>
  );
}
