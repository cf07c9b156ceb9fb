import { useCallback } from "preact/hooks";
import { distribution as drawDistribution, type Setting } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { type Column, Table } from "../../parts/table.tsx";
import { behind, figures, ofGroup } from "../../state/drill.ts";
import { useFormats, useFrame } from "../../state/frame.ts";
import { withValues } from "../../state/query.ts";
import { useSectionsOf } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { questionWords } from "../../words/questions.ts";
import { useWords } from "../../words/words.ts";

interface Option {
  readonly value: number;
  readonly answer: string | null;
  readonly n: number | null;
}

/** How often each answer to one question was given. */
export function QuestionAnswers({ id }: { id: string }) {
  const { address } = useFrame();
  const words = useWords(questionWords);
  const resource = useSectionsOf(
    withValues(withValues(address.query, "by", ["question"]), "question", [id]),
    "groups",
    "distribution",
  );
  return (
    <Panel title={words.answered} resource={resource}>
      {({ groups, distribution }) => {
        const options = groups?.find((one) => one.id === id)?.question?.answers ?? distribution;
        return options.length === 0 ? <Empty /> : <Options id={id} options={options} />;
      }}
    </Panel>
  );
}

function Options({ id, options }: { id: string; options: readonly Option[] }) {
  const { address } = useFrame();
  const words = useWords(questionWords);
  const own = ofGroup(address.query, "question", id);
  const to = (value: string): string | null => behind(own, 1, figures.question(id, Number(value)))?.to ?? null;
  const draw = useCallback(
    (setting: Setting): string =>
      drawDistribution({
        ...setting,
        rows: options
          .map(({ value, answer, n }) => ({
            ...{ key: String(value), name: nameOf(value, answer, setting.formats.plain), n },
            box: null,
          }))
          .toReversed(),
      }),
    [options],
  );
  return (
    <Chart title={words.answered} draw={draw} to={to}>
      <OptionTable id={id} options={options} />
    </Chart>
  );
}

const nameOf = (value: number, answer: string | null, plain: (value: number) => string): string =>
  answer === null || answer === plain(value) ? plain(value) : `${plain(value)} · ${answer}`;

function OptionTable({ id, options }: { id: string; options: readonly Option[] }) {
  const { address } = useFrame();
  const [words, texts, formats] = [useWords(overviewWords), useWords(questionWords), useFormats()];
  const own = ofGroup(address.query, "question", id);
  const whole = options.reduce((sum, { n }) => sum + (n ?? 0), 0);
  const columns: readonly Column<Option>[] = [
    {
      key: "answer",
      title: words.answer,
      isHead: true,
      cell: ({ value, answer }) => <bdi>{nameOf(value, answer, formats.plain)}</bdi>,
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
      cell: ({ value, n }) => <Count n={n} to={behind(own, n, figures.question(id, value))?.to ?? null} />,
    },
  ];
  return <Table caption={texts.answered} columns={columns} rows={options} rowKey={({ value }) => String(value)} />;
}
