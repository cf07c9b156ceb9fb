import { Change } from "../../parts/change.tsx";
import { Count } from "../../parts/number.tsx";
import { useSentences } from "../../parts/sentences.ts";
import { type Column, Table } from "../../parts/table.tsx";
import { addressText } from "../../state/address.ts";
import type { GroupFigures } from "../../state/document.ts";
import { useFrame } from "../../state/frame.ts";
import { withValues } from "../../state/query.ts";
import { groupDrills } from "../../state/section-drills.ts";
import { questionWords } from "../../words/questions.ts";
import { useWords } from "../../words/words.ts";
import { figureOf } from "./figure.ts";

/** Every question with its own n and the number of its own role. */
export function QuestionTable({ groups, chosen }: { groups: readonly GroupFigures[]; chosen: readonly string[] }) {
  const { address } = useFrame();
  const words = useWords(questionWords);
  const sentences = useSentences();
  const roles: Readonly<Record<string, string>> = words.roles;
  const columns: readonly Column<GroupFigures>[] = [
    {
      key: "question",
      title: words.question,
      isHead: true,
      cell: (group) => <Chosen group={group} isChosen={group.id !== null && chosen.includes(group.id)} />,
      by: ({ name, id }) => name ?? id,
    },
    {
      key: "role",
      title: words.role,
      cell: ({ question }) => roles[question?.role ?? "other"] ?? words.roles.other,
      by: ({ question }) => question?.role ?? null,
    },
    {
      key: "figure",
      title: words.figure,
      isNumber: true,
      cell: (group) => {
        const own = figureOf(group);
        if (own === null) return "–";
        const { role, figure, unit } = own;
        const missing = sentences.missing(figure);
        return missing ?? `${sentences.write(figure.value ?? 0, unit)} ${words.figures[role]}`;
      },
      by: (group) => figureOf(group)?.figure.value ?? null,
    },
    {
      key: "chance",
      title: words.byChance,
      isNumber: true,
      isMinor: true,
      cell: (group) => {
        const own = figureOf(group);
        return (own && sentences.bounds(own.figure, own.unit)) ?? "–";
      },
    },
    {
      key: "n",
      title: words.answers,
      isNumber: true,
      cell: (group) => (
        <Count
          n={group.question?.n ?? null}
          to={groupDrills(address.query, "question", group).question?.n?.to ?? null}
        />
      ),
      by: ({ question }) => question?.n ?? null,
    },
    {
      key: "change",
      title: words.change,
      cell: ({ change }) => <Change change={change} short />,
      by: ({ change }) => change?.difference ?? null,
    },
  ];
  return (
    <Table caption={words.all} columns={columns} rows={groups} rowKey={({ id }) => id ?? ""} sorted="-n" inAddress />
  );
}

/** A question; a click shows it alone, another click all of them again. */
function Chosen({ group: { id, name }, isChosen }: { group: GroupFigures; isChosen: boolean }) {
  const { address, go } = useFrame();
  const shown = <bdi>{name ?? id}</bdi>;
  if (go === null || id === null) return shown;
  const to = addressText({ ...address, query: withValues(address.query, "question", isChosen ? [] : [id]) });
  return (
    <a href={to} aria-current={isChosen ? "true" : undefined}>
      {shown}
    </a>
  );
}
