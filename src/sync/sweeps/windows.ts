import {
  day,
  hour,
  type Interval,
  isoInterval,
  isoTime,
  minute,
  PermissionError,
  readTime,
  second,
} from "../../base/index.ts";
import { analyticsDelay, isPartial, maxAggregateWindow, type PartialError } from "../../collect/index.ts";
import { isUnserved } from "../../genesys/index.ts";
import type { Reader, Transaction } from "../../warehouse/index.ts";
import type { SyncContext } from "../context.ts";
import type { SourceWork } from "../interleave.ts";
import { gaps, merge, withoutEnd } from "./coverage.ts";

/** The kinds of sweep, each with windows of its own. */
export const sweeps = ["surveys", "evaluations", "evaluation changes", "handled"] as const;
export type Sweep = (typeof sweeps)[number];

/** Late data about a time appears within this; every sync looks again. */
export const overlap = 2 * day;

/**
 * A window grows while it holds little and shrinks where it holds much, so that no answer is too large to read at once. Its
 * interactions are in memory together: at 780,000 to 860,000 responses a sync took 376 to 415 MB at most with these, and 426 to 453
 * with twice as many things, for 0.65 % fewer requests and a tenth less processor time.
 */
const growBelow = 1_250;
const shrinkAbove = 2_500;
/** One that counts more, such as the day after a quiet night, is halved. 17,000 surveys at once held up the event loop for 170 ms. */
export const maxThings = 2 * shrinkAbove;
const minWindow = hour;

/**
 * The length of the first window of a sweep. An answer of 17,000 surveys, a day of a busy org, holds up the event loop for
 * 170 ms: that of surveys is shorter, and shows how long the next may be.
 */
export const firstWindow = { surveys: day / 4, evaluations: 7 * day } as const;

/**
 * Reads one window completely, of a stretch that is read newest first, and returns how many things it named; null and
 * nothing of it where they are too many at once.
 */
export type ReadWindow = (window: Interval, stretch: Interval) => Promise<number | null>;

export interface SweepPlan {
  readonly sweep: Sweep;
  readonly wanted: Interval;
  /** Length of the first window; a good length is remembered. Milliseconds. */
  readonly first: number;
  readonly read: ReadWindow;
}

/** Windows that one of several syncs reads before it looks again what is left, so that those of a stretch are asked for together. */
const windowsPerStretch = 4;

/** How often to look whether others have read what they have taken. */
const pollEvery = second;

/** Data so young is not noted as read; a sync that began so much later does not read it again. */
const maxTail = minute;

/**
 * Reads the uncovered windows, newest first. Each window is noted when all of it is stored. Of several syncs at once each takes
 * the newest stretch that no other has.
 */
export async function* readWindows(context: SyncContext, { sweep, wanted, first, read }: SweepPlan): SourceWork {
  const { clock, leases } = context;
  let length = (await readLength(context.warehouse, context.store.organizationId, sweep)) ?? first;
  let came = 0;
  /** What was open when this run began, and what it has tried since. */
  const open = await readOpen(context.warehouse, context.store.organizationId, sweep, wanted);
  const tried: Interval[] = [];
  const failed: { readonly window: Interval; readonly error: PartialError }[] = [];
  context.findings.takeOpen();

  /** One window that cannot be read does not keep older ones from it; where none can, it is the route's failure. */
  async function attempt(window: Interval, stretch: Interval): Promise<number | "halve" | "failed"> {
    try {
      const things = await read(window, stretch);
      came += 1;
      return things ?? "halve";
    } catch (error) {
      if (!isPartial(error) || error instanceof PermissionError || isUnserved(error)) throw error;
      if (context.findings.closes(error)) throw error;
      if (came === 0 && failed.length > 0) throw error;
      failed.push({ window, error });
      return "failed";
    }
  }

  const without = (intervals: readonly Interval[]): Interval[] => open.flatMap((gap) => gaps(intervals, gap));
  const left = (): number => total(without(tried));
  const claim = () =>
    leases.claim(sweep, async ({ taken, done }) => {
      const read = [...tried, ...done.map(({ from, to }) => ({ from, to: to + maxTail < wanted.to ? to : wanted.to }))];
      const newest = without([...read, ...taken]).at(-1);
      if (!newest) return without(read).length > 0 ? "wait" : null;
      const longestStretch = leases.isShared ? length * windowsPerStretch : Number.POSITIVE_INFINITY;
      return { from: Math.max(newest.from, newest.to - longestStretch), to: newest.to };
    });

  for (;;) {
    const stretch = await claim();
    if (stretch === "wait") {
      // Whatever else there is to read comes first.
      yield { to: Number.NEGATIVE_INFINITY, left: left() };
      await clock.sleep(pollEvery, context.signal);
      continue;
    }
    if (stretch === null) {
      for (const { window, error } of failed) {
        if (came === 0) throw error;
        context.findings.miss(`${capital(sweep)} of ${isoInterval(window)} could not be read. ${error.message}`);
      }
      return;
    }
    for (let to = stretch.to; to > stretch.from; ) {
      yield { to, left: left() };
      context.signal?.throwIfAborted();
      const window = { from: Math.max(stretch.from, to - length), to };
      const things = await attempt(window, stretch);
      if (things === "halve") {
        length = Math.floor((window.to - window.from) / 2);
        continue;
      }
      const known = { from: window.from, to: Math.min(window.to, clock.now() - analyticsDelay) };
      if (things !== "failed") length = nextLength(window, things, length);
      const unread = context.findings.takeOpen();
      const whole = things === "failed" ? [] : gaps(unread, known);
      await context.warehouse.transaction(async (tx) => {
        if (things !== "failed" && !(await leases.noteDone(tx, sweep, window))) return;
        for (const part of whole) await cover(tx, context, sweep, part, length);
      });
      tried.push(window);
      to = window.from;
    }
    await leases.release(sweep);
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const total = (open: readonly Interval[]): number => open.reduce((sum, { from, to }) => sum + (to - from), 0);

/** How a stretch would be cut into windows, newest first, that has so many things in a window. */
export function planWindows({ from, to }: Interval, things: (window: Interval) => number, first: number): Interval[] {
  const planned: Interval[] = [];
  let length = first;
  for (let end = to; end > from; ) {
    const window = { from: Math.max(from, end - length), to: end };
    const held = things(window);
    if (held > maxThings && window.to - window.from > minWindow) {
      length = Math.max(minWindow, Math.floor((window.to - window.from) / 2));
      continue;
    }
    planned.push(window);
    length = nextLength(window, held, length);
    end = window.from;
  }
  return planned;
}

function nextLength(window: Interval, things: number, length: number): number {
  if (things > shrinkAbove) return Math.max(minWindow, Math.floor((window.to - window.from) / 2));
  if (things < growBelow / 4) return Math.min(maxAggregateWindow, length * 4);
  return things < growBelow ? Math.min(maxAggregateWindow, length * 2) : length;
}

/**
 * The parts of a range that the next sync reads: those not read yet, and those read so recently that more data may
 * appear.
 */
export const readOpen = async (
  reader: Pick<Reader, "query">,
  organization: string,
  sweep: Sweep,
  wanted: Interval,
): Promise<Interval[]> => gaps(withoutEnd(await readCoverage(reader, organization, sweep), overlap), wanted);

/** The coverage of a sweep, as disjoint intervals in order. */
export async function readCoverage(
  reader: Pick<Reader, "query">,
  organization: string,
  sweep: Sweep,
): Promise<Interval[]> {
  const rows = await reader.query(
    "SELECT from_time, to_time FROM sync_window WHERE organization_id = $organization AND source = $sweep",
    { organization, sweep },
  );
  return merge(
    rows.map(({ from_time, to_time }) => ({
      from: readTime(String(from_time)) ?? 0,
      to: readTime(String(to_time)) ?? 0,
    })),
  );
}

/** Notes a range as read that was read by another route than windows. */
export const coverWhole = (context: SyncContext, sweep: Sweep, { from, to }: Interval): Promise<void> =>
  context.warehouse.transaction((tx) => cover(tx, context, sweep, { from, to: to - analyticsDelay }, day));

/** Notes a window as read, and how long the next one should be. */
async function cover(
  tx: Transaction,
  context: SyncContext,
  sweep: Sweep,
  window: Interval,
  length: number,
): Promise<void> {
  await noteRead(tx, context, sweep, window);
  await tx.put("fact", [{ name: lengthOf(context.store.organizationId, sweep), value: String(length) }]);
}

/** Notes a window as read; adjacent windows become one row. */
export async function noteRead(tx: Transaction, context: SyncContext, sweep: Sweep, window: Interval): Promise<void> {
  await context.leases.lock(tx);
  const before = await readCoverage(tx, context.store.organizationId, sweep);
  await writeCoverage(tx, context, sweep, [...before, window]);
}

/** Sets the coverage of a sweep, which was read under the same lock. */
export async function writeCoverage(
  tx: Transaction,
  context: SyncContext,
  sweep: Sweep,
  covered: readonly Interval[],
): Promise<void> {
  const organization = context.store.organizationId;
  await tx.run("DELETE FROM sync_window WHERE organization_id = $organization AND source = $sweep", {
    organization,
    sweep,
  });
  await tx.put(
    "sync_window",
    merge(covered).map(({ from, to }) => ({
      organization_id: organization,
      source: sweep,
      from_time: isoTime(from),
      to_time: isoTime(to),
    })),
  );
}

const lengthOf = (organization: string, sweep: Sweep): string => `window ${sweep} ${organization}`;

/** How long the next window of a sweep is to be; null where none was read. */
export async function readLength(
  reader: Pick<Reader, "query">,
  organization: string,
  sweep: Sweep,
): Promise<number | null> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", {
    name: lengthOf(organization, sweep),
  });
  return row ? Number(row["value"]) : null;
}
