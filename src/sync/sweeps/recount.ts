import { z } from "zod";
import {
  cut,
  day,
  type Interval,
  isoInterval,
  isoTime,
  PermissionError,
  readStored,
  readTime,
} from "../../base/index.ts";
import {
  askEvents,
  countOf,
  maxAggregateWindow,
  type PartialError,
  type Reading,
  readByHalves,
  reasonOf,
  rethrowUnlessPartial,
  startOf,
} from "../../collect/index.ts";
import type { WireAggregateGroup } from "../../genesys/index.ts";
import type { SyncContext } from "../context.ts";
import { gaps, withoutEnd } from "./coverage.ts";
import { everyState } from "./survey-sweep.ts";
import { overlap, readCoverage, writeCoverage } from "./windows.ts";

/*
 * Analytics may hear of an answer weeks after it dates it, long after the sweep of that time. One request counts every day of
 * the last month again: a day that counts more than it did has heard of something, and is read again. What happens later to a
 * survey takes it out of the count of its day, so that a lower count means nothing.
 */

/** How late analytics is heard of. */
const lookBack = 31 * day;

const storedCounts = z.record(z.string(), z.array(z.number()));
type Counts = Readonly<Record<string, readonly number[]>>;

/** What is counted of each day now, and the days that count more than when they were last counted. */
interface Recount {
  readonly counts: Counts;
  readonly grown: readonly Interval[];
}

const nameOf = (organization: string): string => `counted surveys ${organization}`;

/** Counts the days again. Throws a PartialError where none can be counted. */
async function recount(context: SyncContext, range: Interval): Promise<Recount> {
  const name = nameOf(context.store.organizationId);
  const [stored] = await context.warehouse.query("SELECT value FROM fact WHERE name = $name", { name });
  const before = stored ? readCounts(context, name, stored["value"]) : {};
  const counts = await count(context, range, before);
  const grown = Object.entries(counts).flatMap(([start, now]): Interval[] => {
    const known = before[start];
    const at = readTime(start);
    const isGrown = known !== undefined && now.some((one, index) => one > (known[index] ?? 0));
    return isGrown && at !== null ? [{ from: at, to: at + day }] : [];
  });
  return { counts, grown };
}

/** Whole days, from the last month on. */
const lastMonth = (from: number, end: number): number => Math.floor(Math.max(from, end - lookBack) / day) * day;

/** Days of the range of which analytics has heard late: the next sync opens them again. */
export async function findGrownDays(context: SyncContext, { from, to }: Interval): Promise<readonly Interval[]> {
  const start = lastMonth(from, context.clock.now());
  if (start >= to) return [];
  try {
    return (await recount(context, { from: start, to })).grown;
  } catch (error) {
    rethrowUnlessPartial(error);
    if (!(error instanceof PermissionError)) context.findings.miss(unknownBecause(error));
    return [];
  }
}

const unknownBecause = ({ message }: PartialError): string =>
  `Whether analytics has heard late of surveys is not known. ${message}`;

/**
 * Opens the days again of which more is counted than when they were read.
 * @returns why that is not known, as a sentence; null where it is, or is not permitted
 */
export async function reopenRecounted(context: SyncContext, wanted: Interval): Promise<string | null> {
  try {
    await reopenGrown(context, wanted);
    return null;
  } catch (error) {
    rethrowUnlessPartial(error);
    return error instanceof PermissionError ? null : unknownBecause(error);
  }
}

async function reopenGrown(context: SyncContext, wanted: Interval): Promise<void> {
  const { warehouse, store } = context;
  const covered = await readCoverage(warehouse, store.organizationId, "surveys");
  const end = Math.min(covered.at(-1)?.to ?? wanted.to, wanted.to);
  const { counts, grown } = await recount(context, { from: lastMonth(wanted.from, end), to: wanted.to });
  // The latest days are read again by every sync.
  const kept = withoutEnd(covered, overlap);
  const open = grown.filter((one) => gaps(kept, one).reduce((sum, { from, to }) => sum + to - from, 0) < day);
  await warehouse.transaction(async (tx) => {
    await tx.put("fact", [{ name: nameOf(store.organizationId), value: JSON.stringify(counts) }]);
    if (open.length === 0) return;
    await context.leases.lock(tx);
    const read = await readCoverage(tx, store.organizationId, "surveys");
    await writeCoverage(
      tx,
      context,
      "surveys",
      read.flatMap((one) => gaps(open, one)),
    );
  });
  if (open.length > 0)
    context.findings.note(`Analytics heard late of surveys: ${open.length} of the days that were read are read again.`);
}

/** The earlier counts; none, and a sentence about it, where they cannot be read: today's counts take their place. */
function readCounts({ findings }: SyncContext, name: string, json: unknown): Counts {
  try {
    return readStored(storedCounts, json, `fact "${name}"`);
  } catch (error) {
    findings.miss(`Whether analytics has heard late of surveys is not known. ${reasonOf(error)}`);
    return {};
  }
}

/** The count of each day, by its start; the earlier count of a day that cannot be asked for. */
async function count(context: SyncContext, { from, to }: Interval, before: Counts): Promise<Counts> {
  const counts: Record<string, readonly number[]> = {};
  const none = everyState.metrics.map(() => 0);
  for (let at = from; at < to; at += day) counts[isoTime(at)] = none;
  const onUnread = (window: Interval, { message }: PartialError): void => {
    for (const { from } of cut(window, day)) {
      const start = isoTime(from);
      const known = before[start];
      if (known) counts[start] = known;
      else delete counts[start];
    }
    context.findings.miss(
      `Whether analytics has heard late of surveys of ${isoInterval(window)} is not known. ${message}`,
    );
  };
  const windows = cut({ from, to }, maxAggregateWindow);
  const read = (window: Interval): Reading<readonly WireAggregateGroup[]> => countDays(context, window);
  for await (const groups of readByHalves(windows, { minWindow: day, read, onUnread })) {
    for (const part of groups.flatMap(({ data }) => data ?? [])) {
      const start = startOf(part);
      const of = everyState.metrics.map((metric) => countOf({ data: [part] }, metric));
      if (start === null) continue;
      const sofar = counts[isoTime(start)] ?? [];
      counts[isoTime(start)] = of.map((one, index) => one + (sofar[index] ?? 0));
    }
  }
  return counts;
}

async function* countDays(context: SyncContext, window: Interval): Reading<readonly WireAggregateGroup[]> {
  yield await askEvents(context, window, { ...everyState, groupBy: [], granularity: "P1D" });
  return "read";
}
