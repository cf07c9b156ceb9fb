import { ask, type Filter, type Grouping, groupedBy, responseRateOf, withoutAnswers } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";

/** With more of a cohort still open, those who answer late may reverse its verdict. */
const maxOpenShare = 0.02;

interface Asked {
  readonly filter: Filter;
  readonly by?: Grouping | null;
  readonly open: { readonly open_since: string };
  readonly signal?: AbortSignal | undefined;
}

/**
 * Of which groups too much of the cohort is open for a verdict: of the surveys that the basis of the report places in its
 * range. By completion none is: an open survey has not been completed, and will be in a later period.
 */
export async function readOpenCohorts(
  reader: Reader,
  { filter, by = null, open, signal }: Asked,
): Promise<(id: string | null) => boolean> {
  const { basis = "completed" } = filter;
  if (basis === "completed" || by === "question") return () => false;
  const rows = await ask(reader, "funnel", { filter: withoutAnswers(filter), basis, by, parameters: open, signal });
  const groups = groupedBy(rows, ({ group_id }) => group_id);
  return (id) => {
    const { delivered, outside, open: still } = responseRateOf(groups.get(id) ?? []);
    return isTooOpen(still, delivered + (outside["Pending"] ?? 0));
  };
}

/** Whether so many open ones of all are too many. */
export const isTooOpen = (open: number, all: number): boolean => all > 0 && open > maxOpenShare * all;
