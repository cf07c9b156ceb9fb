import { day, type Interval } from "../../base/index.ts";
import { askGroups, countOf, countSteps, minWindow, readByHalves, type StepCounts } from "../../collect/index.ts";
import { endpoints, type WireAggregateGroup } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";

/**
 * The counts to ask for, in total and by the dimension that Genesys calls so. Interactions are asked for one by one: no
 * metric counts those of several agents once.
 */
export const dimensions = { queue: "queueId", agent: "userId", media: "mediaType" } as const;

/** There is one for each part that an agent had in an interaction, when that part was done. */
export const metric = "tHandle";

export const handledParts = {
  endpoint: endpoints.conversationAggregates,
  metrics: [metric],
  groupBy: ["conversationId", ...Object.values(dimensions)],
};

/**
 * Parts in one answer: 155,000 groups held up the event loop for 200 ms, and the 43,000 of one day took a sync from 385 to
 * 446 MB.
 */
export const maxParts = 20_000;

const sumIn = (counts: StepCounts, { from, to }: Interval): number =>
  [...counts].reduce((sum, [at, parts]) => sum + (at >= from && at < to ? parts : 0), 0);

type Groups = readonly WireAggregateGroup[];

/** A part of a day, or one that is cut though it can be no shorter. */
interface DayPart {
  readonly groups: Groups;
  readonly cutIn: Interval | null;
}

/**
 * A part that counts more than `most` is halved before it is asked for. Where fewer are listed than are counted on these days, or
 * in the hours of one, the answer was cut.
 */
export function partsOfDay(
  context: SyncContext,
  window: Interval,
  onDays: StepCounts,
  most = maxParts,
): AsyncGenerator<DayPart> {
  let byHour: Promise<StepCounts> | undefined;
  const expected = async (part: Interval): Promise<number> => {
    if (part.to - part.from === day) return sumIn(onDays, part);
    byHour ??= countSteps(context, window, handledParts, "PT1H");
    return sumIn(await byHour, part);
  };
  return readByHalves([window], {
    minWindow,
    async *read(part, isShortest) {
      if (!isShortest && (await expected(part)) > most) return "too much";
      const groups = await readGroups(context, part);
      const isCut = groups.reduce((sum, group) => sum + countOf(group, metric), 0) < (await expected(part));
      if (isCut && !isShortest) return "too much";
      yield { groups, cutIn: isCut ? part : null };
      return "read";
    },
    // A day of which a part is missing is not counted.
    onUnread(_, error) {
      throw error;
    },
  });
}

export const readGroups = (context: SyncContext, window: Interval): Promise<Groups> =>
  askGroups(context, window, { ...handledParts, ...(window.to - window.from < day ? {} : { granularity: "P1D" }) });
