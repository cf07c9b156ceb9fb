import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import type { RateFigure } from "../../state/document.ts";
import { drill } from "../../state/drill.ts";
import { useFormats, useFrame, useTexts } from "../../state/frame.ts";
import { createdOf } from "../../state/section-drills.ts";
import { useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

interface Step {
  readonly key: string;
  readonly label: string;
  readonly surveys: number | null;
  /** Of those that were delivered, or created. */
  readonly share: number | null;
  readonly figure: string;
}

/** What became of the surveys. */
export function Funnel() {
  const words = useWords(overviewWords);
  const resource = useSections("response_rate");
  return (
    <Panel title={words.funnel} note={words.funnelNote} resource={resource}>
      {({ response_rate: rate }) => (rate.n === 0 ? <Empty /> : <Steps rate={rate} />)}
    </Panel>
  );
}

function Steps({ rate }: { rate: RateFigure }) {
  const { address } = useFrame();
  const [words, texts, formats] = [useWords(overviewWords), useTexts(), useFormats()];
  const { delivered, finished, open, outside } = rate;
  const states: Readonly<Record<string, string>> = texts.states;
  const ended = Object.entries(outside);
  const created = createdOf(rate);
  const of = (n: number | null, whole: number | null): number | null =>
    n === null || whole === null || whole === 0 ? null : n / whole;
  const steps: readonly Step[] = [
    { key: "created", label: words.created, surveys: created, share: null, figure: "created" },
    ...ended.map(([state, surveys]) => ({
      ...{ key: state, label: `${words.outside}: ${states[state] ?? state}`, surveys, share: of(surveys, created) },
      figure: `state:${state}`,
    })),
    {
      key: "delivered",
      label: words.delivered,
      surveys: delivered,
      share: of(delivered, created),
      figure: "delivered",
    },
    { key: "answered", label: words.answered, surveys: finished, share: of(finished, delivered), figure: "answered" },
    ...(open === 0
      ? []
      : [{ key: "open", label: words.open, surveys: open, share: of(open, delivered), figure: "open" }]),
  ];
  const columns: readonly Column<Step>[] = [
    { key: "step", title: words.step, isHead: true, cell: ({ label }) => label },
    {
      key: "share",
      title: words.share,
      isNumber: true,
      cell: ({ share }) => (share === null ? "–" : formats.percent(share)),
    },
    {
      key: "surveys",
      title: words.surveys,
      isNumber: true,
      cell: ({ surveys, figure }) => <Count n={surveys} to={drill(address.query, figure)} />,
    },
  ];
  return <Table caption={words.funnel} columns={columns} rows={steps} rowKey={({ key }) => key} />;
}
