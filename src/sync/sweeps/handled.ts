import {
  cut,
  DecodeError,
  day,
  type Interval,
  isoInterval,
  isoTime,
  PermissionError,
  UnreachableError,
} from "../../base/index.ts";
import {
  analyticsDelay,
  askGroups,
  countOf,
  isPartial,
  maxAggregateWindow,
  minWindow,
  type PartialError,
  type Reading,
  readByHalves,
  reprocessedUntil,
  startOf,
} from "../../collect/index.ts";
import { endpoints, type WireAggregateGroup } from "../../genesys/index.ts";
import type { Row } from "../../warehouse/index.ts";
import type { SyncContext } from "../context.ts";
import type { ProgressReporter } from "../progress.ts";
import { gaps, withoutEnd } from "./coverage.ts";
import { noteRead, readCoverage } from "./windows.ts";

/**
 * The counts to ask for, in total and by the dimension that Genesys calls so. Interactions are asked for one by one: no
 * metric counts those of several agents once.
 */
const dimensions = { queue: "queueId", agent: "userId", media: "mediaType" } as const;

/** There is one for each part that an agent had in an interaction, when that part was done. */
const metric = "tHandle";

const handledParts = {
  endpoint: endpoints.conversationAggregates,
  metrics: [metric],
  groupBy: ["conversationId", ...Object.values(dimensions)],
};

/** Parts in one window: 155,000 groups held up the event loop for 200 ms. */
const maxParts = 20_000;

/** How many parts begin in each step of time, by its start, counted without groups: an answer with fewer in them was cut. */
type PartCounts = ReadonlyMap<number, number>;

/**
 * Reads how many interactions agents handled on each day that is over, newest first: the base of the share of surveys.
 * Without it no response is missing.
 */
export async function readHandled(context: SyncContext, range: Interval, progress: ProgressReporter): Promise<void> {
  const { findings } = context;
  try {
    const covered = await readCoverage(context.warehouse, context.store.organizationId, "handled");
    const open = unreadDays(covered, range);
    for (const [index, gap] of [...open].reverse().entries()) {
      progress.step("handled interactions", open.length - index);
      await readDays(context, gap);
    }
  } catch (error) {
    // By now all else is delivered, and an hour that Genesys takes for this must not look as if nothing were.
    if (!isPartial(error) && !(error instanceof UnreachableError)) throw error;
    const sentence = `What share of the interactions was surveyed is not known. ${error.message}`;
    if (error instanceof PermissionError) findings.note(sentence);
    else findings.miss(sentence);
  }
}

/** Requests that the next sync spends on it, at least: each count, and the groups of one window. */
export const costOfHandled = (covered: readonly Interval[], range: Interval): number =>
  unreadDays(covered, range).reduce((sum, { from, to }) => sum + 2 * Math.ceil((to - from) / maxAggregateWindow), 0);

/** Whole days of the range that are over and were not read, and with them those that Genesys may still work over. */
function unreadDays(covered: readonly Interval[], { from, to }: Interval): Interval[] {
  const wanted = { from: Math.floor(from / day) * day, to: Math.floor((to - analyticsDelay) / day) * day };
  if (wanted.from >= wanted.to) return [];
  const isNew = (covered.at(-1)?.to ?? 0) < wanted.to;
  return gaps(isNew ? withoutEnd(covered, reprocessedUntil) : covered, wanted);
}

/** Windows of whole days, newest first, of which none of several days brings more parts than these. */
export function windowsOf({ from, to }: Interval, counts: PartCounts, most: number): Interval[] {
  const windows: Interval[] = [];
  let end = to;
  let parts = 0;
  for (let at = to - day; at >= from; at -= day) {
    const more = counts.get(at) ?? 0;
    if (at + day < end && parts + more > most) {
      windows.push({ from: at + day, to: end });
      [end, parts] = [at + day, 0];
    }
    parts += more;
  }
  return [...windows, { from, to: end }];
}

async function readDays(context: SyncContext, gap: Interval): Promise<void> {
  let hasCome = false;
  const onUnread = (window: Interval, { message }: PartialError): void =>
    context.findings.miss(
      `What share of the interactions of ${isoInterval(window)} was surveyed is not known. ${message}`,
    );
  const attempt = async (window: Interval, read: () => Promise<void>): Promise<void> => {
    context.signal?.throwIfAborted();
    try {
      await read();
    } catch (error) {
      // Days that cannot be read keep nothing older from being read.
      if (!hasCome || !isPartial(error) || error instanceof PermissionError) throw error;
      onUnread(window, error);
    }
  };
  const readWindow = async (window: Interval, counts: PartCounts): Promise<void> => {
    const read = (days: Interval): Reading<Counted> => countDays(context, days, counts);
    for await (const counted of readByHalves([window], { minWindow: day, read, onUnread })) {
      await storeDays(context, counted);
      hasCome = true;
    }
  };
  for (const month of cut(gap, maxAggregateWindow).reverse())
    await attempt(month, async () => {
      const read = (days: Interval): Reading<Expected> => expectParts(context, days);
      for await (const { window, counts } of readByHalves([month], { minWindow: day, read, onUnread }))
        for (const some of windowsOf(window, counts, maxParts)) await attempt(some, () => readWindow(some, counts));
    });
}

async function storeDays(context: SyncContext, counted: Counted): Promise<void> {
  const organization = context.store.organizationId;
  const { window } = counted;
  if (!counted.isWhole) context.findings.miss(notCounts);
  const rows = rowsOf(counted, organization);
  const agents = rows.flatMap(({ dimension, id }) => (dimension === "agent" && typeof id === "string" ? [id] : []));
  const erased = await context.store.erased("agent", agents);
  const kept = rows.filter(({ dimension, id }) => dimension !== "agent" || !erased.has(String(id)));
  await context.warehouse.transaction(async (tx) => {
    await tx.run(
      `DELETE FROM handled WHERE organization_id = $organization
       AND day >= CAST($from AS TIMESTAMP) AND day < CAST($to AS TIMESTAMP)`,
      { organization, from: isoTime(window.from), to: isoTime(window.to) },
    );
    await tx.append("handled", kept);
    // Else it is asked for again by the next sync.
    if (counted.isWhole) await noteRead(tx, context, "handled", window);
  });
}

const notCounts =
  "Some counts of handled interactions are no whole numbers; they were left out, and the next sync asks again.";

/** No interaction has more parts than these on a day: a larger number counts something else. */
const mostPartsOfOne = 1_000_000;

interface Expected {
  readonly window: Interval;
  readonly counts: PartCounts;
}

async function* expectParts(context: SyncContext, window: Interval): Reading<Expected> {
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

/** Interactions by day, dimension and id. */
interface Counted {
  readonly window: Interval;
  readonly days: ReadonlyMap<number, Map<string, Set<string>>>;
  /** Parts in the groups, by day. */
  readonly listed: Map<number, number>;
  /** Whether every count was one. */
  isWhole: boolean;
}

/** The handled interactions of some whole days; of one day, in parts where it is too much at once. */
async function* countDays(context: SyncContext, window: Interval, counts: PartCounts): Reading<Counted> {
  const days = new Map<number, Map<string, Set<string>>>();
  // A day on which nothing was handled has been read all the same.
  for (let at = window.from; at < window.to; at += day)
    days.set(at, new Map([[keyOf("all", null), new Set<string>()]]));
  const counted: Counted = { window, days, listed: new Map(), isWhole: true };
  if (window.to - window.from > day) {
    for (const group of await readGroups(context, window)) addGroup(group, counted);
    const isCut = [...days.keys()].some((at) => (counted.listed.get(at) ?? 0) < (counts.get(at) ?? 0));
    if (isCut && counted.isWhole) return "too much";
  } else {
    for await (const { groups, cutIn } of partsOfDay(context, window, counts)) {
      for (const group of groups) addGroup(group, counted);
      if (cutIn === null) continue;
      context.findings.miss(
        `What share of the interactions of ${isoInterval(window)} was surveyed is not known. Analytics lists fewer that were handled than it counts in ${isoInterval(cutIn)}.`,
      );
      return "read";
    }
  }
  yield counted;
  return "read";
}

type Groups = readonly WireAggregateGroup[];

/** A part of a day, or one that is cut though it can be no shorter. */
interface DayPart {
  readonly groups: Groups;
  readonly cutIn: Interval | null;
}

function partsOfDay(context: SyncContext, window: Interval, onDays: PartCounts): AsyncGenerator<DayPart> {
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

const readGroups = (context: SyncContext, window: Interval): Promise<Groups> =>
  askGroups(context, window, { ...handledParts, ...(window.to - window.from < day ? {} : { granularity: "P1D" }) });

/** An interaction counts once a day in each of its groups, however many agents had a part in it. */
function addGroup({ group, data }: WireAggregateGroup, counted: Counted): void {
  for (const part of data ?? []) {
    const time = startOf(part);
    const parts = countOf({ data: [part] }, metric);
    if (time === null || parts === 0) continue;
    if (!Number.isInteger(parts) || parts < 0 || parts > mostPartsOfOne) {
      counted.isWhole = false;
      continue;
    }
    const id = group?.["conversationId"]?.toLowerCase();
    if (id === undefined) throw unnamed(group);
    const at = Math.floor(time / day) * day;
    const on = counted.days.get(at);
    if (!on) continue;
    counted.listed.set(at, (counted.listed.get(at) ?? 0) + parts);
    const keys = Object.entries(dimensions).map(([dimension, name]) => {
      const value = group?.[name] ?? null;
      return keyOf(dimension, dimension === "media" ? (value?.toLowerCase() ?? null) : value);
    });
    for (const key of [keyOf("all", null), ...keys]) {
      const interactions = on.get(key) ?? new Set<string>();
      on.set(key, interactions.add(id));
    }
  }
}

const unnamed = (group: WireAggregateGroup["group"]): DecodeError =>
  new DecodeError(
    "Conversation aggregates that were grouped by conversationId came without it.",
    "Which interactions agents handled is not known; everything else has been read.",
    group,
  );

/** Dimensions have no space in them. */
const keyOf = (dimension: string, id: string | null): string => (id === null ? dimension : `${dimension} ${id}`);

const rowsOf = ({ days }: Counted, organization: string): readonly Row[] =>
  [...days].flatMap(([at, groups]) =>
    [...groups].map(([key, interactions]): Row => {
      const space = key.indexOf(" ");
      const [dimension, id] = space < 0 ? [key, null] : [key.slice(0, space), key.slice(space + 1)];
      return { organization_id: organization, day: isoTime(at), interactions: interactions.size, dimension, id };
    }),
  );
