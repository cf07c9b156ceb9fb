import type { FrozenReport } from "../../src/report/index.ts";
import { type Column, Table } from "../parts/table.tsx";
import { frozenWords } from "../words/frozen.ts";
import { useWords } from "../words/words.ts";

type Row = FrozenReport["numbers"][number];

/** Every number of the whole, those as well that have no picture. */
export function Numbers({ rows }: { rows: readonly Row[] }) {
  const words = useWords(frozenWords);
  const columns: readonly Column<Row>[] = [
    { key: "metric", title: words.metric, isHead: true, cell: ({ label }) => <bdi>{label}</bdi> },
    { key: "value", title: words.value, cell: ({ value }) => <bdi>{value}</bdi> },
    ...(rows.some(({ change }) => change)
      ? [{ key: "change", title: words.change, cell: ({ change }: Row) => change ?? "" }]
      : []),
    { key: "note", title: words.note, cell: ({ note }) => note ?? "" },
  ];
  return (
    <section class="panel" aria-labelledby="numbers-title">
      <header>
        <h2 id="numbers-title">{words.numbers}</h2>
      </header>
      <p class="panel-note">{words.numbersNote}</p>
      <Table caption={words.numbers} columns={columns} rows={rows} rowKey={({ label }) => label} />
    </section>
  );
}
