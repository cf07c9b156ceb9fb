import { useCallback } from "preact/hooks";
import { hours, type Setting } from "../charts/index.ts";
import { Chart } from "../parts/chart.tsx";
import { Panel } from "../parts/panel.tsx";
import { useSentences } from "../parts/sentences.ts";
import { type Column, Table } from "../parts/table.tsx";
import { type Sections, useSections } from "../state/sections.ts";
import { frozenWords } from "../words/frozen.ts";
import { overviewWords } from "../words/overview.ts";
import { useWords } from "../words/words.ts";

type Hour = Sections<"hours">["hours"][number];

/** With fewer answers an hour says nothing at all. */
const fewest = 10;

/** CSAT by the weekday and hour in which interactions began. */
export function Hours() {
  const words = useWords(frozenWords);
  const resource = useSections("hours");
  return (
    <Panel title={words.hours} note={words.hoursNote} resource={resource} wide>
      {({ hours: cells }) => <Drawn cells={cells} />}
    </Panel>
  );
}

function Drawn({ cells }: { cells: readonly Hour[] }) {
  const [words, overview, sentences] = [useWords(frozenWords), useWords(overviewWords), useSentences()];
  const { formats } = sentences;
  const draw = useCallback(
    (setting: Setting): string =>
      hours({
        ...setting,
        cells: cells.map(({ csat, ...cell }) => ({ ...cell, figure: csat })),
        fewest,
        firstWeekday: 1,
      }),
    [cells],
  );
  const columns: readonly Column<Hour>[] = [
    {
      ...{ key: "when", title: words.when, isHead: true },
      cell: ({ weekday, hour }) => `${formats.weekday(weekday)} ${formats.hour(hour)}`,
    },
    {
      ...{ key: "csat", title: overview.satisfied, isNumber: true },
      cell: ({ csat }) => sentences.missing(csat) ?? sentences.write(csat.value ?? 0, "percent"),
    },
    {
      ...{ key: "chance", title: overview.byChance, isNumber: true },
      cell: ({ csat }) => sentences.bounds(csat, "percent") ?? "–",
    },
    {
      ...{ key: "n", title: overview.answers, isNumber: true },
      cell: ({ csat }) => (csat.n === null ? "–" : formats.count(csat.n)),
    },
  ];
  return (
    <Chart title={words.hours} draw={draw}>
      <Table
        caption={words.hours}
        columns={columns}
        rows={cells}
        rowKey={({ weekday, hour }) => `${weekday} ${hour}`}
      />
    </Chart>
  );
}
