import { useCallback } from "preact/hooks";
import { funnel, type Setting } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import type { RateFigure } from "../../state/document.ts";
import type { Drill } from "../../state/drill.ts";
import { useFormats, useFrame, useTexts } from "../../state/frame.ts";
import { createdOf, rateDrills } from "../../state/section-drills.ts";
import { useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

interface Step {
  readonly key: string;
  readonly name: string;
  readonly n: number | null;
  /** Of the step that it comes from. */
  readonly share: number | null;
  readonly rows: Drill | null;
}

/** What became of the surveys. */
export function Funnel() {
  const words = useWords(overviewWords);
  const resource = useSections("response_rate", "about");
  return (
    <Panel title={words.funnel} note={words.funnelNote} resource={resource} wide>
      {({ response_rate: rate, agents }) =>
        rate.n === 0 ? <Empty /> : <Steps rate={rate} isWhole={agents === "named"} />
      }
    </Panel>
  );
}

/** Where people are protected, states of few surveys are left out: then it is not known how many were created. */
function Steps({ rate, isWhole }: { rate: RateFigure; isWhole: boolean }) {
  const { address } = useFrame();
  const [words, texts] = [useWords(overviewWords), useTexts()];
  const drills = rateDrills(address.query, rate);
  const states: Readonly<Record<string, string>> = texts.states;
  const { delivered, finished, open, outside } = rate;
  const created = isWhole ? createdOf(rate) : null;
  const share = (n: number | null, whole: number | null): number | null =>
    n === null || whole === null || whole === 0 ? null : n / whole;
  const steps: readonly Step[] = [
    ...(isWhole ? [{ key: "created", name: words.created, n: created, share: null, rows: drills.created }] : []),
    { key: "delivered", name: words.delivered, n: delivered, share: share(delivered, created), rows: drills.delivered },
    { key: "answered", name: words.answered, n: finished, share: share(finished, delivered), rows: drills.answered },
  ];
  const aside: readonly Step[] = Object.entries(outside).map(([state, n]) => ({
    ...{ key: state, name: states[state] ?? state, n, share: null, rows: drills.outside[state] ?? null },
  }));
  const still: readonly Step[] =
    open === 0 ? [] : [{ key: "open", name: words.open, n: open, share: share(open, delivered), rows: drills.open }];
  const all = [...steps, ...still, ...aside];
  const draw = useCallback(
    (setting: Setting): string => funnel({ ...setting, steps, open, outside: aside }),
    [rate, words],
  );
  const to = (key: string): string | null => all.find((step) => step.key === key)?.rows?.to ?? null;
  return (
    <Chart title={words.funnel} draw={draw} to={to}>
      <StepTable steps={all} />
    </Chart>
  );
}

function StepTable({ steps }: { steps: readonly Step[] }) {
  const [words, formats] = [useWords(overviewWords), useFormats()];
  const columns: readonly Column<Step>[] = [
    { key: "step", title: words.step, isHead: true, cell: ({ name }) => name },
    {
      ...{ key: "share", title: words.share, isNumber: true },
      cell: ({ share }) => (share === null ? "–" : formats.percent(share)),
    },
    {
      ...{ key: "surveys", title: words.surveys, isNumber: true },
      cell: ({ n, rows }) => <Count n={n} to={rows?.to ?? null} />,
    },
  ];
  return <Table caption={words.funnel} columns={columns} rows={steps} rowKey={({ key }) => key} />;
}
