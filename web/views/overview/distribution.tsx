import { useCallback } from "preact/hooks";
import { distribution, type Setting } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import type { Drill } from "../../state/drill.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { distributionDrills } from "../../state/section-drills.ts";
import { type Sections, useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

type Cell = Sections<"distribution">["distribution"][number];

type Data = Sections<"distribution" | "families" | "about">;

/** How often each answer was given. */
export function Distribution() {
  const words = useWords(overviewWords);
  const resource = useSections("distribution", "families", "about");
  return (
    <Panel title={words.distribution} resource={resource}>
      {(data) => (data.distribution.length === 0 ? <Missing agents={data.agents} /> : <Drawn data={data} />)}
    </Panel>
  );
}

/** Where people are protected, a list that is empty may be one that is withheld. */
function Missing({ agents }: Pick<Data, "agents">) {
  const words = useWords(overviewWords);
  return agents === "named" ? <Empty /> : <Empty>{words.noneOrFew}</Empty>;
}

function Drawn({ data }: { data: Data }) {
  const { address } = useFrame();
  const words = useWords(overviewWords);
  const { distribution: cells, families } = data;
  // Of one rule, it can be shown which answers it means.
  const [rule = "", other] = families[0]?.rules ?? [];
  const draw = useCallback(
    (setting: Setting): string =>
      distribution({
        ...setting,
        rows: cells
          .map(({ value, answer, n }) => ({
            ...{ key: String(value), name: answerName(value, answer, setting.formats.plain), n },
            box: other === undefined ? boxOf(value, rule, cells) : null,
          }))
          .toReversed(),
      }),
    [cells, rule, other],
  );
  const drills = distributionDrills(address.query, data);
  const to = (value: string): string | null =>
    drills[cells.findIndex((cell) => String(cell.value) === value)]?.to ?? null;
  return (
    <Chart title={words.distribution} draw={draw} to={to}>
      <AnswerTable cells={cells} drills={drills} />
    </Chart>
  );
}

/** Whether an answer is one of the satisfied ones, by a rule such as `4–5 of 1–5`, or one of the lowest at the other end. */
function boxOf(value: number, rule: string, cells: readonly Cell[]): "top" | "bottom" | null {
  const [from, to = from] = (rule.split(" of ")[0] ?? "").split("–").map(Number);
  if (from === undefined || to === undefined || Number.isNaN(from + to)) return null;
  if (value >= from && value <= to) return "top";
  const lowest = cells.length > 3 ? 2 : 1;
  const values = cells.map((cell) => cell.value);
  // Where the lowest value is a satisfied one, the scale is turned, and the worst is the highest.
  const isTurned = Math.min(...values) >= from;
  const worstFirst = values.toSorted((a, b) => (isTurned ? b - a : a - b));
  return worstFirst.slice(0, lowest).includes(value) ? "bottom" : null;
}

const answerName = (value: number, answer: string | null, plain: (value: number) => string): string =>
  answer === null ? plain(value) : `${plain(value)} · ${answer}`;

function AnswerTable({ cells, drills }: { cells: readonly Cell[]; drills: readonly (Drill | null)[] }) {
  const [words, formats] = [useWords(overviewWords), useFormats()];
  const whole = cells.reduce((sum, { n }) => sum + (n ?? 0), 0);
  const columns: readonly Column<Cell>[] = [
    {
      ...{ key: "answer", title: words.answer, isHead: true },
      cell: ({ value, answer }) => <bdi>{answerName(value, answer, formats.plain)}</bdi>,
    },
    {
      ...{ key: "share", title: words.share, isNumber: true },
      cell: ({ n }) => (n === null || whole === 0 ? "–" : formats.percent(n / whole)),
    },
    {
      ...{ key: "n", title: words.answers, isNumber: true },
      cell: (cell) => <Count n={cell.n} to={drills[cells.indexOf(cell)]?.to ?? null} />,
    },
  ];
  return <Table caption={words.distribution} columns={columns} rows={cells} rowKey={({ value }) => String(value)} />;
}
