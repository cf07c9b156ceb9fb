import { useCallback } from "preact/hooks";
import { distribution, type Setting } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
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
      {({ distribution: cells, families, pooled }) =>
        cells.length === 0 ? <Empty /> : <Drawn cells={cells} points={pooled ? null : (families[0]?.points ?? null)} />
      }
    </Panel>
  );
}

interface Cells {
  readonly cells: readonly Cell[];
  /** Of the scale; null where scales of different lengths stand together. */
  readonly points: number | null;
}

/** The best answers and the worst, as the report's boxes have them: two of a scale, one of a short one. */
function boxOf(at: number, count: number): "top" | "bottom" | null {
  const size = count > 3 ? 2 : 1;
  if (count < 2) return null;
  return at < size ? "bottom" : at >= count - size ? "top" : null;
}

function Drawn({ cells, points }: Cells) {
  const { address } = useFrame();
  const words = useWords(overviewWords);
  const draw = useCallback(
    (setting: Setting): string =>
      distribution({
        ...setting,
        rows: cells
          .map(({ value, answer, n }, at) => ({
            ...{ key: String(value), name: answerName(value, answer, setting.formats.plain), n },
            box: points === null || points !== cells.length ? null : boxOf(at, cells.length),
          }))
          .toReversed(),
      }),
    [cells, points],
  );
  const to = (value: string): string | null =>
    points === null ? null : drill(address.query, `csat:${points}:${value}`);
  return (
    <Chart title={words.distribution} draw={draw} to={to}>
      <AnswerTable cells={cells} points={points} />
    </Chart>
  );
}

const answerName = (value: number, answer: string | null, plain: (value: number) => string): string =>
  answer === null ? plain(value) : `${plain(value)} · ${answer}`;

function AnswerTable({ cells, points }: Cells) {
  const { address } = useFrame();
  const [words, formats] = [useWords(overviewWords), useFormats()];
  const whole = cells.reduce((sum, { n }) => sum + (n ?? 0), 0);
  const columns: readonly Column<Cell>[] = [
    {
      key: "answer",
      title: words.answer,
      isHead: true,
      cell: ({ value, answer }) => <bdi>{answerName(value, answer, formats.plain)}</bdi>,
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
