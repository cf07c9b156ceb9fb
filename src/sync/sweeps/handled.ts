import { cut, day, type Interval, isoInterval, isoTime, PermissionError, UnreachableError } from "../../base/index.ts";
import {
  analyticsDelay,
  countBySteps,
  cutByCounts,
  isPartial,
  maxAggregateWindow,
  type PartialError,
  type Reading,
  readByHalves,
  reprocessedUntil,
  type StepCounts,
} from "../../collect/index.ts";
import type { SyncContext } from "../context.ts";
import type { ProgressReporter } from "../progress.ts";
import { gaps, withoutEnd } from "./coverage.ts";
import { addGroup, type Counted, noneOn, rowsOf } from "./handled-groups.ts";
import { handledParts, maxParts, partsOfDay, readGroups } from "./handled-parts.ts";
import { noteRead, readCoverage } from "./windows.ts";

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
  const readWindow = async (window: Interval, counts: StepCounts): Promise<void> => {
    const read = (days: Interval): Reading<Counted> => countDays(context, days, counts);
    for await (const counted of readByHalves([window], { minWindow: day, read, onUnread })) {
      await storeDays(context, counted);
      hasCome = true;
    }
  };
  for (const month of cut(gap, maxAggregateWindow).reverse())
    await attempt(month, async () => {
      const steps = { granularity: "P1D", minWindow: day, onUnread };
      for await (const { window, counts } of countBySteps(context, month, handledParts, steps))
        for (const some of cutByCounts(window, counts, maxParts, day))
          await attempt(some, () => readWindow(some, counts));
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

/** The handled interactions of some whole days; of one day, in parts where it is too much at once. */
async function* countDays(context: SyncContext, window: Interval, counts: StepCounts): Reading<Counted> {
  const counted = noneOn(window);
  if (window.to - window.from > day) {
    for (const group of await readGroups(context, window)) addGroup(group, counted);
    const isCut = [...counted.days.keys()].some((at) => (counted.listed.get(at) ?? 0) < (counts.get(at) ?? 0));
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
