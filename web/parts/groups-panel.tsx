import type { ReportDocument } from "../../src/report/index.ts";
import type { GroupFigures } from "../state/document.ts";
import type { GroupKind } from "../state/groups.ts";
import type { Resource } from "../state/source.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";
import { GroupTable } from "./group-table.tsx";
import { Empty, Panel } from "./panel.tsx";
import { RuleSwitch } from "./rule-switch.tsx";

interface GroupsPanelProps<Data> {
  readonly by: GroupKind;
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
            {groups.length === 0 ? <Empty /> : <GroupTable by={by} groups={groups} caption={title} />}
          </>
        );
      }}
    </Panel>
  );
}
