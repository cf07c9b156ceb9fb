import { z } from "zod";
import type { Interval } from "../../../base/index.ts";
import type { ApiContext } from "../api-context.ts";
import { badRequest, notSimulated } from "../refusals.ts";
import type { FactValue } from "./filters.ts";
import { dimensionsOf, type Filter, filterOf } from "./filters.ts";
import { parseGranularity, parseInterval } from "./interval.ts";

/** What can be asked of one kind of events: everything documented, and how a row answers it. */
export interface Cube<Row> {
  readonly dimensions: Readonly<Record<string, (row: Row) => FactValue>>;
  /** Dimensions that filters know and `groupBy` does not. */
  readonly filterOnly: readonly string[];
  /** The values a row has for a metric; `n…` is their number, `o…` their sum. */
  readonly metrics: Readonly<Record<string, (row: Row) => readonly number[]>>;
  /** The alternate time dimensions; a row without such a time is not counted. */
  readonly times: Readonly<Record<string, (row: Row) => number | null>>;
  /** Which of them counts where none is asked for. */
  readonly defaultTime: string;
  /** When the interaction began, by which the variant `start-time-basis` counts instead. */
  readonly start: (row: Row) => number;
  /** Documented queries that the sandbox cannot answer. */
  readonly unsimulated: {
    readonly fields: readonly string[];
    readonly dimensions: readonly string[];
    readonly metrics: readonly string[];
  };
}

export interface AggregateQuery {
  readonly interval: Interval;
  readonly step: number;
  readonly groupBy: readonly string[];
  readonly filter: Filter | null;
  readonly metrics: readonly string[];
  readonly flatten: boolean;
  readonly time: string | null;
}

/** The time by which a query counts: one of the cube's, or null for the interaction's start. */
export const timeBasis = (
  { defaultTime }: Pick<Cube<never>, "defaultTime">,
  { time }: AggregateQuery,
  { hasVariant }: Pick<ApiContext, "hasVariant">,
): string | null => time ?? (hasVariant("start-time-basis") ? null : defaultTime);

/** The body of an aggregates query (official SDK models SurveyAggregationQuery, EvaluationAggregationQuery). */
export function aggregateBody<Row>(cube: Cube<Row>): z.ZodType<AggregateQuery> {
  const { unsimulated, filterOnly } = cube;
  const dimensions = [...Object.keys(cube.dimensions), ...unsimulated.dimensions];
  const metrics = [...Object.keys(cube.metrics), ...unsimulated.metrics];
  const query = z
    .strictObject({
      interval: z.string().transform(parseInterval),
      granularity: z.string().nullish(),
      timeZone: z.string().nullish(),
      groupBy: z.array(z.enum(dimensions.filter((name) => !filterOnly.includes(name)))).nullish(),
      filter: filterOf(dimensions, []).nullish(),
      metrics: z.array(z.enum(metrics)).min(1, "at least one metric"),
      flattenMultivaluedDimensions: z.boolean().nullish(),
      views: z.array(z.unknown()).nullish(),
      alternateTimeDimension: z.enum(Object.keys(cube.times)).nullish(),
    })
    .transform((body) => {
      if (body.views?.length) throw notSimulated("views of aggregates");
      const groupBy = body.groupBy ?? [];
      const named = [...body.metrics, ...groupBy, ...(body.filter ? dimensionsOf(body.filter) : [])];
      const unsimulatedName = named.find((name) => [...unsimulated.dimensions, ...unsimulated.metrics].includes(name));
      if (unsimulatedName !== undefined) throw notSimulated(`${unsimulatedName} in aggregates`);
      const length = body.interval.to - body.interval.from;
      const step = body.granularity ? parseGranularity(body.granularity) : length;
      if (length / step > 100_000) throw badRequest("granularity", "too fine for the interval");
      return {
        ...{ interval: body.interval, step, groupBy, metrics: body.metrics },
        filter: body.filter ?? null,
        flatten: body.flattenMultivaluedDimensions ?? false,
        time: body.alternateTimeDimension ?? null,
      };
    });
  return z
    .record(z.string(), z.unknown())
    .refine((body) => {
      const field = unsimulated.fields.find((name) => Object.hasOwn(body, name));
      if (field !== undefined) throw notSimulated(`${field} of aggregates`);
      return true;
    })
    .pipe(query);
}
