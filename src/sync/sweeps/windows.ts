import { day, hour, type Interval, isoInterval, isoTime, PermissionError, readTime } from "../../base/index.ts";
import { analyticsDelay, isPartial, maxAggregateWindow, type PartialError } from "../../collect/index.ts";
import type { Reader, Transaction } from "../../warehouse/index.ts";
import type { SyncContext } from "../context.ts";
import type { SourceWork } from "../interleave.ts";
import { gaps, merge, withoutEnd } from "./coverage.ts";

/** The kinds of sweep, each with windows of its own. */
export const sweeps = ["surveys", "evaluations", "evaluation changes", "handled"] as const;
export type Sweep = (typeof sweeps)[number];

/** Late data about a time appears within this; every sync looks again. */
export const overlap = 2 * day;

/** A window grows while it holds little and shrinks where it holds much, so that no answer is too large to read at once. */
const growBelow = 1_000;
const shrinkAbove = 5_000;
/** One that counts more, such as the day after a quiet night, is halved. 17,000 surveys at once held up the event loop for 170 ms. */
export const maxThings = 2 * shrinkAbove;
const minWindow = hour;

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

/** Reads the uncovered windows, newest first. Each window is noted when all of it is stored. */
export async function* readWindows(context: SyncContext, { sweep, wanted, first, read }: SweepPlan): SourceWork {
  const { clock } = context;
  let open = await readOpen(context.warehouse, context.store.organizationId, sweep, wanted);
  let length = (await readLength(context, sweep)) ?? first;
  let came = 0;
  const failed: { readonly window: Interval; readonly error: PartialError }[] = [];
  context.findings.takeOpen();

  /** One window that cannot be read does not keep older ones from it; where none can, it is the route's failure. */
  async function attempt(window: Interval, stretch: Interval): Promise<number | "halve" | "failed"> {
    try {
      const things = await read(window, stretch);
      came += 1;
      return things ?? "halve";
    } catch (error) {
      if (!isPartial(error) || error instanceof PermissionError) throw error;
      if (came === 0 && failed.length > 0) throw error;
      failed.push({ window, error });
      return "failed";
    }
  }

  for (;;) {
    const newest = open.at(-1);
    if (!newest) {
      for (const { window, error } of failed) {
        if (came === 0) throw error;
        context.findings.miss(`${capital(sweep)} of ${isoInterval(window)} could not be read. ${error.message}`);
      }
      return;
    }
    yield { to: newest.to, left: total(open) };
    context.signal?.throwIfAborted();
    const window = { from: Math.max(newest.from, newest.to - length), to: newest.to };
    const things = await attempt(window, newest);
    if (things === "halve") {
      length = Math.floor((window.to - window.from) / 2);
      continue;
    }
    const known = { from: window.from, to: Math.min(window.to, clock.now() - analyticsDelay) };
    if (things !== "failed") length = nextLength(window, things, length);
    const left = context.findings.takeOpen();
    const whole = things === "failed" ? [] : gaps(left, known);
    await context.warehouse.transaction(async (tx) => {
      for (const part of whole) await cover(tx, context, sweep, part, length);
    });
    open = open.flatMap((gap) => gaps([window], gap));
  }
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const total = (open: readonly Interval[]): number => open.reduce((sum, { from, to }) => sum + (to - from), 0);

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
  const before = await readCoverage(tx, context.store.organizationId, sweep);
  await writeCoverage(tx, context, sweep, [...before, window]);
}

/** Sets the coverage of a sweep. */
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

async function readLength({ warehouse, store }: SyncContext, sweep: Sweep): Promise<number | null> {
  const [row] = await warehouse.query("SELECT value FROM fact WHERE name = $name", {
    name: lengthOf(store.organizationId, sweep),
  });
  return row ? Number(row["value"]) : null;
}
