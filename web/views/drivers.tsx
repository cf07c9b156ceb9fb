import { useCallback } from "preact/hooks";
import { drivers as drawDrivers, type Setting } from "../charts/index.ts";
import { Chart } from "../parts/chart.tsx";
import { Count } from "../parts/number.tsx";
import { Empty, Panel } from "../parts/panel.tsx";
import { useSentences } from "../parts/sentences.ts";
import { type Column, Table } from "../parts/table.tsx";
import { type Correlation, judge } from "../state/correlation.ts";
import { useFrame } from "../state/frame.ts";
import { driverDrill } from "../state/section-drills.ts";
import { type Sections, useSections } from "../state/sections.ts";
import { driverWords } from "../words/drivers.ts";
import { useWords } from "../words/words.ts";

type Driver = Sections<"drivers">["drivers"][number];

/** What goes together with satisfaction on the customer's way: waiting, talking, holding, transfers. */
export function Drivers() {
  const words = useWords(driverWords);
  const resource = useSections("drivers");
  return (
    <Panel title={words.title} note={words.note} resource={resource} wide>
      {({ drivers }) =>
        drivers.every(({ raw }) => raw.r === null) ? <Empty>{words.nothing}</Empty> : <Drawn drivers={drivers} />
      }
    </Panel>
  );
}

function Drawn({ drivers }: { drivers: readonly Driver[] }) {
  const words = useWords(driverWords);
  const draw = useCallback(
    (setting: Setting): string =>
      drawDrivers({
        ...setting,
        rows: drivers.map(({ driver, raw, within }) => ({
          ...{ key: driver, name: words.names[driver], raw, within },
          isFew: judge(within) === null,
        })),
      }),
    [drivers, words],
  );
  return (
    <>
      <Chart title={words.title} draw={draw} />
      <DriverTable drivers={drivers} />
    </>
  );
}

function DriverTable({ drivers }: { drivers: readonly Driver[] }) {
  const { address } = useFrame();
  const words = useWords(driverWords);
  const { formats, words: figures } = useSentences();
  const number = ({ r, low, high }: Correlation) => (
    <>
      <span class="cell-value">{r === null ? "–" : formats.two(r)}</span>
      {low === null || high === null ? null : (
        <span class="cell-note">{`${formats.two(low)} ${figures.to} ${formats.two(high)}`}</span>
      )}
    </>
  );
  const columns: readonly Column<Driver>[] = [
    { key: "driver", title: words.what, isHead: true, cell: ({ driver }) => words.names[driver] },
    // First what the chart judges.
    { key: "within", title: words.within, cell: ({ within }) => <Meaning of={within} /> },
    {
      ...{ key: "within-r", title: words.correlation, isNumber: true },
      cell: ({ within }) => number(within),
      by: ({ within }) => within.r,
    },
    { key: "raw", title: words.raw, cell: ({ raw }) => <Meaning of={raw} /> },
    { key: "r", title: words.correlation, isNumber: true, cell: ({ raw }) => number(raw), by: ({ raw }) => raw.r },
    {
      key: "n",
      title: words.answers,
      isNumber: true,
      cell: (row) => <Count n={row.raw.n} to={driverDrill(address.query, row)?.to ?? null} />,
    },
  ];
  return <Table caption={words.title} columns={columns} rows={drivers} rowKey={({ driver }) => driver} inAddress />;
}

/** A correlation in words. */
function Meaning({ of }: { of: Correlation }) {
  const words = useWords(driverWords);
  const judged = judge(of);
  if (judged === null) return <>{words.unknown}</>;
  if (judged === "chance") return <>{words.byChance}</>;
  return <>{words[judged.direction][judged.strength]}</>;
}
