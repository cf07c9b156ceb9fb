import { day, type Interval } from "../../base/index.ts";
import type { catalogue } from "../catalogue.ts";
import type { RowOf } from "../rows.ts";
import type { FunnelRow } from "./response-rate.ts";

type HandledRow = RowOf<(typeof catalogue)["handled"]["columns"]>;

/** Surveys created for each interaction that an agent handled. */
export interface Coverage {
  readonly value: number | null;
  readonly surveys: number;
  /** Null where Genesys was not asked, or did not allow it. */
  readonly handled: number | null;
}

/** The whole days of UTC in a range, which is how Genesys' count is stored; null where there is none. */
export function wholeDays({ from, to }: Interval): Interval | null {
  const days = { from: Math.ceil(from / day) * day, to: Math.floor(to / day) * day };
  return days.from < days.to ? days : null;
}

/** Both of the same whole days and the same group; every survey but the superseded ones was created for a customer. */
export function coverageOf(created: readonly FunnelRow[], handled: readonly HandledRow[]): Coverage {
  const surveys = created.reduce((sum, row) => sum + (row.state === "Superseded" ? 0 : row.surveys), 0);
  const interactions = handled.length === 0 ? null : handled.reduce((sum, row) => sum + row.interactions, 0);
  return { value: interactions ? surveys / interactions : null, surveys, handled: interactions };
}
