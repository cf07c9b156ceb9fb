import { useMemo } from "preact/hooks";
import type { ReportDocument } from "../../src/report/index.ts";
import { useSections } from "./sections.ts";
import type { Resource } from "./source.ts";

export type GroupSeries = NonNullable<ReportDocument["queue_series"]>[number];
export type SeriesPoint = GroupSeries["points"][number];

/** What has a series. */
export type SeriesKind = "queue" | "agent";

export interface Series {
  /** By id of the group. */
  readonly of: ReadonlyMap<string | null, readonly SeriesPoint[]>;
  /** Periods that all of them have. */
  readonly periods: readonly Pick<SeriesPoint, "from" | "to">[];
  /** All values, for one axis. */
  readonly values: readonly (number | null)[];
  /** How many of the periods are of the period before. */
  readonly before: number;
}

/** Whether there is more than one value to draw a line through. */
export const hasLine = ({ points }: Pick<GroupSeries, "points">): boolean =>
  points.filter(({ csat }) => csat.value !== null).length > 1;

const keys = { queue: "queue_series", agent: "agent_series" } as const;

/** How groups went: asked for by itself, after the groups; null where it is not shown. */
export function useSeries(by: SeriesKind): Resource<Series | null> {
  const resource = useSections(keys[by], "about");
  return useMemo(() => {
    if (resource.state !== "ready") return resource;
    const all = resource.value[keys[by]];
    return { ...resource, value: all?.some(hasLine) ? seriesOf(all, resource.value.range.from) : null };
  }, [resource, by]);
}

function seriesOf(all: readonly GroupSeries[], start: string): Series {
  const periods = all[0]?.points ?? [];
  return {
    of: new Map(all.map(({ id, points }) => [id, points])),
    periods,
    values: all.flatMap(({ points }) => points.map(({ csat }) => csat.value)),
    before: periods.filter(({ from }) => from < start).length,
  };
}
