import type { GroupFigures } from "../state/document.ts";
import { useFrame, useTexts } from "../state/frame.ts";
import { seriesDrill } from "../state/section-drills.ts";
import type { Series, SeriesKind, SeriesPoint } from "../state/series.ts";
import type { Resource } from "../state/source.ts";
import { groupWords } from "../words/groups.ts";
import { useWords } from "../words/words.ts";
import { useDisplayName } from "./display-name.ts";
import { Count } from "./number.tsx";
import { Content } from "./panel.tsx";
import { useSentences } from "./sentences.ts";
import { type Column, Table } from "./table.tsx";

interface SeriesTableProps {
  readonly by: SeriesKind;
  readonly title: string;
  readonly groups: readonly GroupFigures[];
  readonly series: Resource<Series | null>;
}

/** The numbers of the lines, one column a period. */
export function SeriesTable({ by, title, groups, series }: SeriesTableProps) {
  const words = useWords(groupWords);
  return (
    <Content resource={series} size="line">
      {(all) =>
        all === null ? null : (
          <>
            <p class="panel-note">{words.seriesNote}</p>
            <details>
              <summary>{words.seriesTable}</summary>
              <Numbers by={by} title={title} groups={groups} series={all} />
            </details>
          </>
        )
      }
    </Content>
  );
}

function Numbers({ by, title, groups, series }: Omit<SeriesTableProps, "series"> & { readonly series: Series }) {
  const { address } = useFrame();
  const nameOf = useDisplayName();
  const [words, texts, sentences] = [useWords(groupWords), useTexts(), useSentences()];
  const cell = (group: GroupFigures, point: SeriesPoint | undefined) => {
    if (point === undefined || !point.csat.n) return "–";
    const { csat } = point;
    return (
      <>
        <span class={csat.value === null ? "cell-value few-words" : "cell-value"}>
          {csat.value === null ? texts.tooFew : sentences.write(csat.value, "percent")}
        </span>
        <span class="cell-note">{sentences.bounds(csat, "percent")}</span>
        <span class="cell-note">
          <Count
            n={csat.n}
            to={seriesDrill(address.query, by, group, point)?.to ?? null}
            text={texts.n(sentences.formats.count(csat.n ?? 0))}
          />
        </span>
      </>
    );
  };
  const columns: readonly Column<GroupFigures>[] = [
    {
      ...{ key: "name", title: by === "queue" ? words.queue : words.agent, isHead: true },
      cell: (group) => <bdi>{nameOf(by, group)}</bdi>,
    },
    ...series.periods.map(
      (period, at): Column<GroupFigures> => ({
        ...{ key: period.from, title: sentences.formats.range(period), isNumber: true },
        cell: (group) => cell(group, series.of.get(group.id)?.[at]),
      }),
    ),
  ];
  const shown = groups.filter(({ id }) => series.of.has(id));
  return (
    <Table
      caption={`${title}: ${words.series}`}
      columns={columns}
      rows={shown}
      rowKey={({ id, name }) => id ?? name ?? ""}
    />
  );
}
