import { UsageError } from "../../base/index.ts";
import { type Settings, weekdays } from "../../config/index.ts";
import type { AgentNaming, People } from "../../csat/index.ts";
import type { LocalTime } from "../../metrics/index.ts";
import type { People as ShownPeople, Target } from "../../report/index.ts";

/** The time zone of a report and its week. */
export const localTime = ({ timeZone, firstDayOfWeek }: Pick<Settings, "timeZone" | "firstDayOfWeek">): LocalTime => ({
  timeZone,
  firstDayOfWeek: weekdays.indexOf(firstDayOfWeek) + 1,
});

/** From showing all to showing nothing of people. */
const naming = ["named", "pseudonym", "off"] as const satisfies readonly AgentNaming[];

/**
 * How people are shown: a flag may hide more than the file says, and never less.
 * @throws {UsageError} where it would show more
 */
export function chooseNaming(flag: AgentNaming | undefined, decided: AgentNaming): AgentNaming {
  if (flag === undefined || naming.indexOf(flag) >= naming.indexOf(decided)) return flag ?? decided;
  throw new UsageError(
    `--agents ${flag} would show more of people than agents = "${decided}" allows.`,
    "That setting of afterword.toml holds for everything that Afterword prints; a flag may only hide more.",
  );
}

export const shownPeople = (people: People): ShownPeople => ({
  mode: people.naming,
  pseudonym: (id) => people.name(id, null) ?? "",
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
