import { type Filter, responseCondition } from "../metrics/index.ts";
import type { Parameters } from "../warehouse/index.ts";
import type { RowKind } from "./columns.ts";

/** A stretch of changes, by their numbers: after the one, up to and with the other. */
export interface Changes {
  readonly after: number;
  readonly until: number;
}

/** Which rows of a warehouse: those that pass the filter, which is the same as that of every number. */
export interface Selection extends Filter {
  readonly rows: RowKind;
  /** Names of columns, in the order wanted. @default every column of the record, the answer or the leg */
  readonly columns?: readonly string[] | undefined;
  /** Deleted, retracted, unreleased and calibration ones too, and the columns that show it. @default false */
  readonly all?: boolean | undefined;
  /** Only what changed in this stretch, in the order of changes, with tombstones and the column `deleted`. @default all rows */
  readonly changes?: Changes | undefined;
  /** Only so many rows, the newest first. @default all rows, in order of submission */
  readonly newest?: number | undefined;
}

/** What `selected.sql` reads. */
export interface Selected {
  readonly condition: string;
  readonly parameters: Parameters;
}

export function selectedBy({ all = false, newest: _, changes: __, ...filter }: Selection): Selected {
  const { sql, parameters } = responseCondition(filter);
  return { condition: sql, parameters: { ...parameters, all } };
}
