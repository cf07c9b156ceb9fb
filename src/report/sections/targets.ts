import { targetVerdict } from "../../metrics/index.ts";
import type { Figure, GroupFigures, ReportDocument, TargetFigure } from "../document.ts";
import type { Target } from "../request.ts";

type Whole = Pick<ReportDocument, "csat" | "nps" | "mean_satisfaction" | "response_rate" | "resolution" | "ces">;

/** Whether targets are met, missed, or whether the interval does not tell. */
export const targetFigures = (
  targets: readonly Target[],
  whole: Whole,
  queues: readonly GroupFigures[],
): readonly TargetFigure[] =>
  targets.map(({ metric, queue, target }) => {
    const found = queue === null ? whole[metric] : queueFigure(queues, queue, metric);
    // An open cohort's rate only grows: it may be met already, and is never missed.
    const open = metric === "response_rate" && !whole.response_rate.complete;
    const bounds = found && found.low !== null && found.high !== null ? { low: found.low, high: found.high } : null;
    const verdict = bounds === null || open ? "cannot tell" : targetVerdict(bounds, target);
    return { metric, queue, target, verdict };
  });

function queueFigure(queues: readonly GroupFigures[], queue: string, metric: Target["metric"]): Figure | null {
  const own = queues.find(({ id, name }) => [id, name].some((word) => word?.toLowerCase() === queue.toLowerCase()));
  if (!own || metric === "resolution" || metric === "ces") return null;
  return own[metric];
}
