import { targetVerdict } from "../../metrics/index.ts";
import type { Figure, GroupFigures, ReportDocument, TargetFigure } from "../document.ts";
import type { Target } from "../request.ts";
import { isTooOpen } from "./open-cohort.ts";

type Whole = Pick<ReportDocument, "csat" | "nps" | "mean_satisfaction" | "response_rate" | "resolution" | "ces">;

/** Whether too much of a cohort may still answer: of everything, and of a queue. */
interface Openness {
  readonly whole: boolean;
  readonly isOpen: (queue: string | null) => boolean;
}

/** Whether targets are met, missed, or whether the interval does not tell. */
export const targetFigures = (
  targets: readonly Target[],
  whole: Whole,
  queues: readonly GroupFigures[],
  openness: Openness,
): readonly TargetFigure[] =>
  targets.map(({ metric, queue, target }) => {
    const own = queue === null ? null : (queues.find((one) => isCalled(one, queue)) ?? null);
    const found = queue === null ? whole[metric] : own && queueFigure(own, metric);
    const bounds = found && found.low !== null && found.high !== null ? { low: found.low, high: found.high } : null;
    const open =
      metric === "response_rate"
        ? isRateOpen(own ?? { open: whole.response_rate.open, response_rate: whole.response_rate })
        : openness.whole || (own !== null && openness.isOpen(own.id));
    return { metric, queue, target, verdict: bounds === null || open ? "cannot tell" : targetVerdict(bounds, target) };
  });

/** The rate is of the cohort that ended in the range, whatever the basis of everything else. */
const isRateOpen = ({ open, response_rate: rate }: Pick<GroupFigures, "open" | "response_rate">): boolean =>
  isTooOpen(open ?? 0, rate.n ?? 0);

const isCalled = ({ id, name }: GroupFigures, queue: string): boolean =>
  [id, name].some((word) => word?.toLowerCase() === queue.toLowerCase());

const queueFigure = (own: GroupFigures, metric: Target["metric"]): Figure | null =>
  metric === "resolution" || metric === "ces" ? null : own[metric];
