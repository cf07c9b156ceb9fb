import type { catalogue } from "../catalogue.ts";
import type { RowOf } from "../rows.ts";
import { type Correlation, correlation } from "../statistics/index.ts";

/** A question whose better end is assumed, and whose answers go against others of the same responses. */
export interface DoubtfulDirection {
  readonly questionId: string;
  readonly text: string | null;
  readonly against: "nps" | "csat";
  readonly correlation: Correlation;
}

/** Below this many pairs a correlation is no evidence about a scale. */
const minPairs = 30;

/** Of the rows of `directions` those that contradict the assumption: the whole interval is below 0. */
export const doubtfulDirections = (
  rows: readonly RowOf<(typeof catalogue)["directions"]["columns"]>[],
): readonly DoubtfulDirection[] =>
  rows.flatMap(({ question_id: questionId, text, against, pairs, x, y, xx, yy, xy }) => {
    if (questionId === null || pairs < minPairs) return [];
    const sums = { n: pairs, x: x ?? 0, y: y ?? 0, xx: xx ?? 0, yy: yy ?? 0, xy: xy ?? 0 };
    const found = correlation(sums);
    if (found === null || !(found.r < 0) || (found.bounds.high ?? -1) >= 0) return [];
    return [{ questionId, text, against: against === "nps" ? "nps" : "csat", correlation: found }];
  });
