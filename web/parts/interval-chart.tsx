import { useMemo } from "preact/hooks";
import { type IntervalRow, intervalBars, type Setting } from "../charts/index.ts";
import { useFrame } from "../state/frame.ts";
import { Chart } from "./chart.tsx";

interface IntervalChartProps {
  readonly title: string;
  readonly rows: readonly IntervalRow[];
  /** Where a click on what has this key leads. */
  readonly to?: (key: string) => string | null;
}

/** So many rows stand on a page of paper, below a heading. */
const rowsOfPage = 24;

/** Intervals of groups; in a report that is frozen in pieces of a page each, on one axis, since a drawing is never cut. */
export function IntervalChart({ title, rows, to }: IntervalChartProps) {
  const { go } = useFrame();
  const draws = useMemo(() => {
    const count = go === null ? Math.ceil(rows.length / rowsOfPage) : 1;
    const size = Math.ceil(rows.length / count);
    const pieces = Array.from({ length: count }, (_, at) => rows.slice(at * size, (at + 1) * size));
    return pieces.map((piece) => (setting: Setting) => intervalBars({ ...setting, rows: piece, axisOf: rows }));
  }, [rows, go]);
  return (
    <>
      {draws.map((draw, at) => (
        <Chart key={at} title={title} draw={draw} {...(to ? { to } : {})} />
      ))}
    </>
  );
}
