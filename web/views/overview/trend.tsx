import { useCallback } from "preact/hooks";
import { type Setting, trendChart } from "../../charts/index.ts";
import { Chart } from "../../parts/chart.tsx";
import { Count } from "../../parts/number.tsx";
import { Empty, Panel } from "../../parts/panel.tsx";
import { useSentences } from "../../parts/sentences.ts";
import { type Column, Table } from "../../parts/table.tsx";
import type { TrendPoint } from "../../state/document.ts";
import { useFrame } from "../../state/frame.ts";
import { headlinePoints, pointDrills } from "../../state/section-drills.ts";
import { type Sections, useSections } from "../../state/sections.ts";
import { overviewWords } from "../../words/overview.ts";
import { useWords } from "../../words/words.ts";

/** CSAT by periods, with what chance allows and the limits of a quiet one. */
export function Trend() {
  const words = useWords(overviewWords);
  const resource = useSections("trend", "families", "about");
  return (
    <Panel title={words.trend} resource={resource} size="large" wide>
      {(data) => (data.trend.points.some(({ csat }) => csat.value !== null) ? <Drawn data={data} /> : <Empty />)}
    </Panel>
  );
}

type Data = Sections<"trend" | "families" | "about">;

function Drawn({ data }: { data: Data }) {
  const { address } = useFrame();
  const words = useWords(overviewWords);
  const { formats } = useSentences();
  const {
    basis,
    trend: { points, unit, baseline },
  } = data;
  const headline = headlinePoints(data);
  const draw = useCallback(
    (setting: Setting): string =>
      trendChart({
        ...setting,
        points: points.map((point) => ({
          ...{ key: point.label, name: pointLabel(point, unit, formats), figure: point.csat },
          ...{ volume: point.csat.n, limits: point.limits, breaks: point.breaks },
          // Placed by the time of its completion, an answer that is still to come is one of a later period.
          isUnfinished: point.partial || (basis !== "completed" && (point.open ?? 0) > 0),
        })),
      }),
    [points, unit, basis, formats],
  );
  const to = (label: string): string | null => {
    const point = points.find((one) => one.label === label);
    return point ? (pointDrills(address.query, point, headline).csat?.to ?? null) : null;
  };
  return (
    <>
      {points.some(({ limits }) => limits !== null) && baseline !== null ? (
        <p class="panel-note">{words.trendNote(baselineText(baseline, points, unit, formats))}</p>
      ) : null}
      <Chart title={words.trend} draw={draw} to={to}>
        <TrendTable points={points} unit={unit} headline={headline} />
      </Chart>
    </>
  );
}

function TrendTable({
  points,
  unit,
  headline,
}: {
  points: readonly TrendPoint[];
  unit: string;
  headline: number | null;
}) {
  const { address } = useFrame();
  const words = useWords(overviewWords);
  const sentences = useSentences();
  const { formats } = sentences;
  const columns: readonly Column<TrendPoint>[] = [
    { key: "period", title: words.period, isHead: true, cell: (point) => pointLabel(point, unit, formats) },
    {
      key: "csat",
      title: words.satisfied,
      isNumber: true,
      cell: ({ csat }) => sentences.missing(csat) ?? sentences.write(csat.value ?? 0, "percent"),
    },
    {
      key: "chance",
      title: words.byChance,
      isNumber: true,
      cell: ({ csat }) => sentences.bounds(csat, "percent") ?? "–",
    },
    {
      key: "n",
      title: words.answers,
      isNumber: true,
      cell: (point) => <Count n={point.csat.n} to={pointDrills(address.query, point, headline).csat?.to ?? null} />,
    },
    {
      key: "limits",
      title: words.limits,
      isNumber: true,
      isMinor: true,
      cell: ({ limits }) => (limits === null ? "–" : (sentences.bounds(limits, "percent") ?? "–")),
    },
    {
      key: "remarks",
      title: words.remarks,
      isMinor: true,
      cell: ({ partial, open, breaks }) =>
        [
          ...(partial ? [words.cut] : []),
          ...(open ? [words.openIn(formats.count(open))] : []),
          ...breaks.map(words.changedQuestion),
        ].join("; "),
    },
  ];
  return <Table caption={words.trend} columns={columns} rows={points} rowKey={({ label }) => label} />;
}

/** The report names periods by their labels, `2026-11-01 – 2026-11-28; …`: as the chart writes them. */
function baselineText(
  baseline: string,
  points: readonly TrendPoint[],
  unit: string,
  formats: ReturnType<typeof useSentences>["formats"],
): string {
  const written = (label: string): string => {
    const point = points.find((one) => one.label === label);
    return point ? pointLabel(point, unit, formats) : label;
  };
  return baseline
    .split("; ")
    .map((stretch) => stretch.split(" – ").map(written).join(" – "))
    .join("; ");
}

/** A day or a week by its first day; longer and shorter periods as the report calls them. */
function pointLabel(
  { label, from }: TrendPoint,
  unit: string,
  { day, minute }: ReturnType<typeof useSentences>["formats"],
) {
  if (unit === "day" || unit === "week") return day(from);
  return unit === "hour" ? minute(from) : label;
}
