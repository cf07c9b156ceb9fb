import { day, type Interval } from "../../base/index.ts";
import { askGroups, countOf, minWindow, type Reading, readByHalves, startOf } from "../../collect/index.ts";
import { endpoints, type WireAggregateGroup } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";

/**
 * The counts to ask for, in total and by the dimension that Genesys calls so. Interactions are asked for one by one: no
 * metric counts those of several agents once.
 */
export const dimensions = { queue: "queueId", agent: "userId", media: "mediaType" } as const;

/** There is one for each part that an agent had in an interaction, when that part was done. */
export const metric = "tHandle";

const handledParts = {
  endpoint: endpoints.conversationAggregates,
  metrics: [metric],
  groupBy: ["conversationId", ...Object.values(dimensions)],
};

/** How many parts begin in each step of time, by its start, counted without groups: an answer with fewer in them was cut. */
export type PartCounts = ReadonlyMap<number, number>;

export interface Expected {
  readonly window: Interval;
  readonly counts: PartCounts;
}

export async function* expectParts(context: SyncContext, window: Interval): Reading<Expected> {
  yield { window, counts: await countParts(context, window, "P1D") };
  return "read";
}

async function countParts(context: SyncContext, window: Interval, granularity: string): Promise<PartCounts> {
  const counts = new Map<number, number>();
  const groups = await askGroups(context, window, { ...handledParts, groupBy: [], granularity });
  for (const part of groups.flatMap(({ data }) => data ?? [])) {
    const [start, parts] = [startOf(part), countOf({ data: [part] }, metric)];
    if (start !== null && Number.isSafeInteger(parts)) counts.set(start, (counts.get(start) ?? 0) + parts);
  }
  return counts;
}

const sumIn = (counts: PartCounts, { from, to }: Interval): number =>
  [...counts].reduce((sum, [at, parts]) => sum + (at >= from && at < to ? parts : 0), 0);

type Groups = readonly WireAggregateGroup[];

/** A part of a day, or one that is cut though it can be no shorter. */
interface DayPart {
  readonly groups: Groups;
  readonly cutIn: Interval | null;
}

export function partsOfDay(context: SyncContext, window: Interval, onDays: PartCounts): AsyncGenerator<DayPart> {
  let byHour: Promise<PartCounts> | undefined;
  const expected = async (part: Interval): Promise<number> => {
    if (part.to - part.from === day) return sumIn(onDays, part);
    byHour ??= countParts(context, window, "PT1H");
    return sumIn(await byHour, part);
  };
  return readByHalves([window], {
    minWindow,
    async *read(part, isShortest) {
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
