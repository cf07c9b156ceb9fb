import { targetVerdict } from "../../metrics/index.ts";
import { isTooOpen, readOpenCohorts } from "../comparison/open-cohorts.ts";
import { defineSection } from "../define-section.ts";
import type { Figure } from "../figures.ts";
import type { GroupFigures } from "../groups/group-figures.ts";
import { wordOf } from "../print/phrases.ts";
import type { Target } from "../request.ts";
import type { Context } from "../section.ts";
import { csat } from "./csat.ts";
import { effort } from "./effort.ts";
import { nps } from "./nps.ts";
import { queues } from "./queues.ts";
import { resolution } from "./resolution.ts";
import { responseRate } from "./response-rate.ts";

export interface TargetFigure {
  readonly metric: Target["metric"];
  /** Null: the whole. */
  readonly queue: string | null;
  readonly target: number;
  readonly verdict: "met" | "missed" | "cannot tell";
}

export interface TargetsPart {
  readonly targets: readonly TargetFigure[];
}

/** Whether targets are met or missed, or the interval includes both. */
export const targets = defineSection({
  key: "targets",
  words: {
    en: { title: "Targets", verdicts: { met: "met", missed: "missed", "cannot tell": "cannot tell" } },
    de: { title: "Ziele", verdicts: { met: "erreicht", missed: "verfehlt", "cannot tell": "nicht entscheidbar" } },
  },
  async read(context: Context): Promise<TargetsPart> {
    const { request, reader, filter, open, signal } = context;
    if ((request.targets ?? []).length === 0) return { targets: [] };
    const isOpen = await readOpenCohorts(reader, { filter, open, signal });
    const isQueueOpen = await readOpenCohorts(reader, { filter, by: "queue", open, signal });
    return {
      targets: await Promise.all(
        (request.targets ?? []).map(async ({ metric, queue, target }): Promise<TargetFigure> => {
          const own = queue === null ? null : await findQueue(context, queue, "read");
          const found = queue === null ? await wholeFigure(context, metric, "read") : own && queueFigure(own, metric);
          const bounds =
            found && found.low !== null && found.high !== null ? { low: found.low, high: found.high } : null;
          const isStillOpen =
            metric === "response_rate"
              ? await isRateOpen(context, own)
              : isOpen(null) || (own !== null && isQueueOpen(own.id));
          const verdict = bounds === null || isStillOpen ? "cannot tell" : targetVerdict(bounds, target);
          return { metric, queue, target, verdict };
        }),
      ),
    };
  },
  protect: {
    // A verdict on a number that is not printed would reveal where it lies.
    targets: (all, context) =>
      Promise.all(
        all.map(async (one): Promise<TargetFigure> => {
          const own = one.queue === null ? null : await findQueue(context, one.queue, "protect");
          const found =
            one.queue === null
              ? await wholeFigure(context, one.metric, "protect")
              : own && queueFigure(own, one.metric);
          return found && !found.hidden ? one : { ...one, verdict: "cannot tell" };
        }),
      ),
  },
  finish: (part, { only }) => (only === null ? part : { targets: [] }),
  rows({ targets: all }, { words, phrases: { texts, formats } }) {
    const aim = ({ metric, target }: TargetFigure): string =>
      metric === "nps"
        ? formats.signed(target)
        : metric === "mean_satisfaction"
          ? formats.two(target)
          : formats.percent(target);
    const written = all.map((one) => {
      const name = wordOf(texts.metrics, one.metric);
      return `${one.queue === null ? name : `${one.queue} ${name}`} ${aim(one)}: ${words.verdicts[one.verdict]}`;
    });
    return written.length === 0 ? [] : [{ label: words.title, value: written.join(" · "), place: "below" }];
  },
});

/** As it is, or as it may be printed. */
type Step = "read" | "protect";

async function wholeFigure(context: Context, metric: Target["metric"], step: Step): Promise<Figure> {
  if (metric === "csat" || metric === "mean_satisfaction") return (await csat[step](context))[metric];
  if (metric === "response_rate") return (await responseRate[step](context))[metric];
  if (metric === "resolution") return (await resolution[step](context))[metric];
  return metric === "nps" ? (await nps[step](context))[metric] : (await effort[step](context))[metric];
}

async function findQueue(context: Context, queue: string, step: Step): Promise<GroupFigures | null> {
  const isCalled = ({ id, name }: GroupFigures): boolean =>
    [id, name].some((word) => word?.toLowerCase() === queue.toLowerCase());
  return (await queues[step](context)).queues.find(isCalled) ?? null;
}

const queueFigure = (own: GroupFigures, metric: Target["metric"]): Figure | null =>
  metric === "resolution" || metric === "ces" ? null : own[metric];

/** The rate is of the cohort that ended in the range, regardless of the basis of everything else. */
async function isRateOpen(context: Context, queue: GroupFigures | null): Promise<boolean> {
  if (queue) return isTooOpen(queue.open ?? 0, queue.response_rate.n ?? 0);
  const rate = (await context.part(responseRate)).response_rate;
  return isTooOpen(rate.open ?? 0, rate.n ?? 0);
}
