import type { Interval } from "../base/index.ts";
import { type Settings, weekdays } from "../config/index.ts";
import { type LocalTime, usualRange } from "../metrics/index.ts";
import type { Target } from "../report/index.ts";
import { readRange } from "./time-range.ts";
import { asFlag, type FilterWords, type RangeWords, type Spelling } from "./words.ts";

/** The time zone of a report and its week. */
export const localTime = ({ timeZone, firstDayOfWeek }: Pick<Settings, "timeZone" | "firstDayOfWeek">): LocalTime => ({
  timeZone,
  firstDayOfWeek: weekdays.indexOf(firstDayOfWeek) + 1,
});

/** The targets of `afterword.toml`. */
export function readTargets({ targets: { queues, ...whole } }: Pick<Settings, "targets">): readonly Target[] {
  const of = (queue: string | null, aims: typeof whole): Target[] => {
    const metrics = [
      ["csat", aims.csat],
      ["nps", aims.nps],
      ["mean_satisfaction", aims.meanSatisfaction],
      ["response_rate", aims.responseRate],
      ["resolution", aims.resolution],
      ["ces", aims.ces],
    ] as const;
    return metrics.flatMap(([metric, target]) => (target === null ? [] : [{ metric, queue, target }]));
  };
  return [...of(null, whole), ...Object.entries(queues).flatMap(([queue, aims]) => of(queue, aims))];
}

/** The range of a report. @default the last 28 whole days */
export function reportRange(words: RangeWords, now: number, timeZone: string, spelt: Spelling = asFlag): Interval {
  const asked = words.since !== undefined || words.from !== undefined || words.to !== undefined;
  return asked ? readRange(words, now, timeZone, spelt) : usualRange(now, timeZone);
}

/** What a report repeats of the request in its own words: pseudonyms and measures, not the ids behind them; whose it is. */
export const asWritten = ({
  agent,
  measure,
  min,
  org,
}: Pick<FilterWords, "agent" | "measure"> & {
  readonly min?: number | undefined;
  readonly org?: string | undefined;
}): Readonly<Record<string, unknown>> => ({
  ...(agent === undefined ? {} : { agents: agent }),
  ...(measure === undefined ? {} : { measure, questions: undefined }),
  ...(min === undefined ? {} : { minimum: min }),
  ...(org === undefined ? {} : { organization: org }),
});
