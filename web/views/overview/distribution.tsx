import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { drill } from "../../state/drill.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { type Sections, useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

type Cell = Sections<"distribution">["distribution"][number];

/** How often each answer was given. */
export function Distribution() {
  const words = useWords(overviewWords);
  const resource = useSections("distribution", "families", "about");
  return (
    <Panel title={words.distribution} resource={resource}>
      {({ distribution, families, pooled }) =>
        distribution.length === 0 ? (
          <Empty />
        ) : (
          <AnswerTable cells={distribution} points={pooled ? null : (families[0]?.points ?? null)} />
        )
      }
    </Panel>
  );
}

function AnswerTable({ cells, points }: { cells: readonly Cell[]; points: number | null }) {
  const { address } = useFrame();
  const [words, formats] = [useWords(overviewWords), useFormats()];
  const whole = cells.reduce((sum, { n }) => sum + (n ?? 0), 0);
  const columns: readonly Column<Cell>[] = [
    {
      key: "answer",
      title: words.answer,
      isHead: true,
      cell: ({ value, answer }) => (
        <bdi>{answer === null ? formats.plain(value) : `${formats.plain(value)} ${answer}`}</bdi>
      ),
    },
    {
      key: "share",
      title: words.share,
      isNumber: true,
      cell: ({ n }) => (n === null || whole === 0 ? "–" : formats.percent(n / whole)),
    },
    {
      key: "n",
      title: words.answers,
      isNumber: true,
      cell: ({ value, n }) => (
        <Count n={n} to={points === null ? null : drill(address.query, `csat:${points}:${value}`)} />
      ),
    },
  ];
  return <Table caption={words.distribution} columns={columns} rows={cells} rowKey={({ value }) => String(value)} />;
}
