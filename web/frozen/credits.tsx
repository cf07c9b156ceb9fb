import type { ReportDocument } from "../../src/report/index.ts";
import { useDisplayName } from "../parts/display-name.ts";
import { Panel } from "../parts/panel.tsx";
import { rules } from "../parts/rule-switch.tsx";
import { useSentences } from "../parts/sentences.ts";
import { type Column, Table } from "../parts/table.tsx";
import type { Figure } from "../state/document.ts";
import { useSections } from "../state/sections.ts";
import { frozenWords } from "../words/frozen.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";

type Credit = NonNullable<ReportDocument["attribution"]>[number];

/** Each agent under every rule of crediting answers, and who gains where the last one gets all of it. */
export function Credits() {
  const [words, groups, nameOf] = [useWords(frozenWords), useWords(groupWords), useDisplayName()];
  const sentences = useSentences();
  const resource = useSections("attribution");
  const written = (figure: Figure, unit: "percent" | "points") => (
    <>
      <span class="cell-value">{figure.value === null ? "–" : sentences.write(figure.value, unit)}</span>
      <span class="cell-note">{sentences.bounds(figure, unit)}</span>
    </>
  );
  const columns: readonly Column<Credit>[] = [
    {
      key: "name",
      title: groups.agent,
      isHead: true,
      cell: ({ name, id }) => <bdi>{nameOf("agent", { id, name })}</bdi>,
    },
    ...rules.map(
      (rule): Column<Credit> => ({
        ...{ key: rule, title: groups.rules[rule], isNumber: true },
        cell: (credit) => written(credit[rule], "percent"),
      }),
    ),
    { key: "gain", title: words.gain, isNumber: true, cell: ({ gain }) => written(gain, "points") },
  ];
  return (
    <Panel title={words.credits} note={words.creditsNote} resource={resource} wide>
      {({ attribution }) => (
        <Table
          caption={words.credits}
          columns={columns}
          rows={attribution ?? []}
          rowKey={({ id, name }) => id ?? name ?? ""}
        />
      )}
    </Panel>
  );
}
