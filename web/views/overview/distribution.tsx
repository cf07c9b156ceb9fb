import { useCallback } from "preact/hooks";
import { distribution, type Setting } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import type { Drill } from "../../state/drill.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { boxOf, onlyRule } from "../../state/satisfied-rule.ts";
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
  const [family] = families;
  const draw = useCallback(
    (setting: Setting): string => {
      const rule = onlyRule(family?.rules ?? []);
      const rows = cells.map(({ value, answer, n }) => ({
        ...{ key: String(value), name: answerName(value, answer, setting.formats.plain), n },
        box: rule && family ? boxOf(value, rule, { points: family.points, distribution: cells }) : null,
      }));
      return distribution({ ...setting, rows: rows.toReversed() });
    },
    [cells, family],
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
