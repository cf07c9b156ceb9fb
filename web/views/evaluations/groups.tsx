import { FirstRows } from "../../parts/first-rows.tsx";
import { GroupName } from "../../parts/group-name.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { useSentences } from "../../parts/sentences.ts";
import { type Column, Table } from "../../parts/table.tsx";
import type { Figure, GroupFigures } from "../../state/document.ts";
import { useFrame } from "../../state/frame.ts";
import { withValues } from "../../state/query.ts";
import { groupDrills } from "../../state/section-drills.ts";
import { useSectionsOf } from "../../state/sections.ts";
import { evaluationWords } from "../../words/evaluations.ts";
import { useWords } from "../../words/words.ts";

/** The evaluators' score of each queue, agent or form. */
type JudgedKind = "queue" | "agent" | "form";

export function EvaluatedBy({ by }: { by: JudgedKind }) {
  const { address } = useFrame();
  const words = useWords(evaluationWords);
  const query = withValues(withValues(address.query, "by", [by]), "source", ["evaluations"]);
  const resource = useSectionsOf(query, "groups");
  return (
    <Panel title={words.by[by]} resource={resource} size="large" wide>
      {({ groups }) => {
        const judged = (groups ?? []).filter((group) => isThere(group.evaluator_csat) || isThere(group.machine_csat));
        return judged.length === 0 ? <Empty>{words.nothing}</Empty> : <Judged by={by} groups={judged} />;
      }}
    </Panel>
  );
}

const isThere = ({ n, hidden }: Figure): boolean => hidden === true || (n ?? 0) > 0;

function Judged({ by, groups }: { by: JudgedKind; groups: readonly GroupFigures[] }) {
  const { address } = useFrame();
  const words = useWords(evaluationWords);
  const { write, missing, bounds } = useSentences();
  const hasMachines = groups.some(({ machine_csat }) => isThere(machine_csat));
  const columnsOf = (key: string, title: string, of: "evaluator_csat" | "machine_csat") =>
    [
      {
        key,
        title,
        isNumber: true,
        cell: (group) => {
          const figure = group[of];
          return figure.n === 0 ? "–" : (missing(figure) ?? write(figure.value ?? 0, "unit"));
        },
        by: (group) => group[of].value,
      },
      {
        key: `${key}-chance`,
        title: words.byChance,
        isNumber: true,
        isMinor: true,
        cell: (group) => bounds(group[of], "unit") ?? "–",
      },
      {
        key: `${key}-n`,
        title: words.number,
        isNumber: true,
        cell: (group) => <Count n={group[of].n} to={groupDrills(address.query, by, group)[of]?.to ?? null} />,
        by: (group) => group[of].n,
      },
    ] satisfies readonly Column<GroupFigures>[];
  const columns: readonly Column<GroupFigures>[] = [
    {
      key: "name",
      title: words.name[by],
      isHead: true,
      cell: (group) => <GroupName by={by} group={group} />,
      by: ({ name, id }) => name ?? id,
    },
    ...columnsOf("people", words.byPeople, "evaluator_csat"),
    ...(hasMachines ? columnsOf("machines", words.byMachines, "machine_csat") : []),
  ];
  return (
    <FirstRows rows={groups}>
      {(drawn) => <Table caption={words.by[by]} columns={columns} rows={drawn} rowKey={({ id }) => id ?? ""} />}
    </FirstRows>
  );
}
