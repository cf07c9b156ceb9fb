import { useAttributeName } from "../parts/attribute-name.ts";
import { Change } from "../parts/change.tsx";
import { isFew } from "../parts/group-columns.tsx";
import { IntervalChart } from "../parts/interval-chart.tsx";
import { Empty, Panel } from "../parts/panel.tsx";
import { useSentences } from "../parts/sentences.ts";
import { type Column, Table } from "../parts/table.tsx";
import type { Figure, GroupFigures } from "../state/document.ts";
import { useTexts } from "../state/frame.ts";
import { useSections } from "../state/sections.ts";
import { figureWords } from "../words/figure.ts";
import { frozenWords } from "../words/frozen.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";

/** The groups that `--by` asked for; queues and agents have a part of their own. */
export function Groups() {
  const [words, texts] = [useWords(frozenWords), useTexts()];
  const resource = useSections("groups");
  const { state } = resource;
  const by = state === "ready" ? (resource.value.by ?? "") : "";
  const [attributeName, figures] = [useAttributeName(), useWords(figureWords)];
  const known = Object.entries(texts.groupings).find(([one]) => one === by)?.[1];
  const name = known ?? attributeName(by);
  // Of whom a roster states nothing, that is known.
  const unnamed = known === undefined ? figures.notStated : texts.unknown;
  return (
    <Panel title={words.groups(name)} resource={resource} wide>
      {({ groups }) =>
        groups === null || groups.length === 0 ? <Empty /> : <Drawn groups={groups} title={name} unnamed={unnamed} />
      }
    </Panel>
  );
}

/** The number of a group: of its own question where it is one, else its CSAT. */
const shareOf = ({ question, csat }: GroupFigures): Figure => question?.ces ?? question?.resolution ?? csat;

function Drawn(props: { groups: readonly GroupFigures[]; title: string; unnamed: string }) {
  const { groups, title, unnamed } = props;
  const [texts, sentences] = [useTexts(), useSentences()];
  const [words, figures, frozen] = [useWords(groupWords), useWords(figureWords), useWords(frozenWords)];
  const nameOf = ({ name, id }: GroupFigures): string => name ?? id ?? unnamed;
  const rows = groups
    .filter((group) => shareOf(group).hidden || shareOf(group).value !== null)
    .map((group) => ({
      ...{ name: nameOf(group), figure: shareOf(group), expected: group.expected, band: group.band },
      ...{ note: isFew({ ...group, csat: shareOf(group) }) ? figures.tooFewAnswers : null },
      isFew: isFew({ ...group, csat: shareOf(group) }),
    }));
  const written = (figure: Figure, unit: "percent" | "points"): string =>
    figure.value === null && !figure.hidden
      ? "–"
      : (sentences.missing(figure) ??
        [sentences.write(figure.value ?? 0, unit), bracketed(sentences.bounds(figure, unit))].join(" ").trim());
  const measured = groups.some(({ question }) => question !== null);
  const columns: readonly Column<GroupFigures>[] = [
    { key: "name", title, isHead: true, cell: (group) => <bdi>{nameOf(group)}</bdi> },
    ...(measured ? [{ key: "role", title: texts.measures, cell: roleOf }] : []),
    { key: "csat", title: words.satisfied, isNumber: true, cell: (group) => written(shareOf(group), "percent") },
    {
      ...{ key: "n", title: words.answers, isNumber: true },
      cell: (group) => (shareOf(group).n === null ? "–" : sentences.formats.count(shareOf(group).n ?? 0)),
    },
    { key: "change", title: frozen.change, cell: ({ change }) => <Change change={change} /> },
    { key: "nps", title: words.nps, isNumber: true, cell: ({ nps }) => written(nps, "points") },
    { key: "rate", title: words.rate, isNumber: true, cell: ({ response_rate: rate }) => written(rate, "percent") },
  ];
  return (
    <>
      <IntervalChart title={title} rows={rows} />
      <Table caption={title} columns={columns} rows={groups} rowKey={({ id, name }) => id ?? name ?? ""} />
    </>
  );

  function roleOf({ question }: GroupFigures): string {
    return Object.entries(texts.roles).find(([role]) => role === question?.role)?.[1] ?? "–";
  }
}

const bracketed = (text: string | null): string => (text === null ? "" : `[${text}]`);
