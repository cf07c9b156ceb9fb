import { useCallback } from "preact/hooks";
import { type Setting, trendChart } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { type Unit, useSentences } from "../../parts/sentences.ts";
import { type Column, Table } from "../../parts/table.tsx";
import type { Figure, TrendPoint } from "../../state/document.ts";
import { useFrame } from "../../state/frame.ts";
import { headlinePoints, pointDrills } from "../../state/section-drills.ts";
import { useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { questionWords } from "../../words/questions.ts";
import { useWords } from "../../words/words.ts";

/** The question that is chosen over time, with the marks of its versions. */
export function QuestionTrend() {
  const words = useWords(questionWords);
  const resource = useSections("trend", "families", "about");
  return (
    <Panel title={words.trendOf} note={words.trendNote} resource={resource} size="large">
      {(data) => {
        const { points } = data.trend;
        const isNps = points.some(({ nps }) => nps.value !== null);
        const isThere = isNps || points.some(({ csat }) => csat.value !== null);
        return isThere ? (
          <Points points={points} headline={headlinePoints(data)} isNps={isNps} />
        ) : (
          <Empty>{words.noTrend}</Empty>
        );
      }}
    </Panel>
  );
}

function Points(props: { points: readonly TrendPoint[]; headline: number | null; isNps: boolean }) {
  const { points, headline, isNps } = props;
  const { address } = useFrame();
  const [words, overview] = [useWords(questionWords), useWords(overviewWords)];
  const { formats, missing, write, bounds } = useSentences();
  const unit: Unit = isNps ? "points" : "percent";
  const own = ({ csat, nps }: TrendPoint): Figure => (isNps ? nps : csat);
  const columns: readonly Column<TrendPoint>[] = [
    {
      key: "period",
      title: words.period,
      isHead: true,
      cell: ({ from, breaks }) => `${breaks.length > 0 ? "◆ " : ""}${formats.day(from)}`,
    },
    {
      key: "figure",
      title: words.figure,
      isNumber: true,
      cell: (point) => missing(own(point)) ?? write(own(point).value ?? 0, unit),
    },
    { key: "chance", title: words.byChance, isNumber: true, cell: (point) => bounds(own(point), unit) ?? "–" },
    {
      key: "n",
      title: words.answers,
      isNumber: true,
      cell: (point) => (
        <Count n={own(point).n} to={pointDrills(address.query, point, headline)[isNps ? "nps" : "csat"]?.to ?? null} />
      ),
    },
    {
      key: "remarks",
      title: overview.remarks,
      isMinor: true,
      cell: ({ partial, breaks }) =>
        [...(partial ? [overview.cut] : []), ...breaks.map((text) => words.changedTo(text))].join("; "),
    },
  ];
  const draw = useCallback(
    (setting: Setting): string =>
      trendChart({
        ...setting,
        ...(isNps ? { within: [-1, 1], write: (value: number) => setting.formats.signed(value) } : {}),
        points: points.map((point) => ({
          ...{ key: point.label, name: formats.day(point.from), figure: isNps ? point.nps : point.csat },
          ...{ volume: own(point).n, limits: isNps ? null : point.limits, breaks: point.breaks },
          isUnfinished: point.partial,
        })),
      }),
    [points, isNps, formats],
  );
  return (
    <Chart title={words.trendOf} draw={draw}>
      <Table caption={words.trendOf} columns={columns} rows={points} rowKey={({ label }) => label} />
    </Chart>
  );
}
