import { type Clock, day, type Interval, isoTime, minute, readTime, second } from "../base/index.ts";
import type { Row, Transaction, Warehouse } from "../warehouse/index.ts";
import { takeTurn } from "./take-turn.ts";

/** How long a process may be silent before another takes its work over: longer than a window of the rate limit. */
const leaseLength = 5 * minute;

/** A lease is renewed with a commit, this often at most. */
const renewEvery = 30 * second;

/** How often to look whether another process is done. */
const pollEvery = second;

/** What a sweep may read next, as this process sees it. */
export interface SweepState {
  /** What others read now; a process that died among them is noticed when its lease ends. */
  readonly taken: readonly Interval[];
  /** What others have read since this run began. */
  readonly done: readonly Interval[];
}

/** The work of several syncs at once, shared so that none of it is done twice. Alone, everything is free. */
export interface Leases {
  readonly isShared: boolean;
  /** The warehouse; each commit through it renews what this process has, where that is due. */
  readonly warehouse: Warehouse;
  /** Does some work when no other process does the same; waits for it otherwise. */
  alone<Result>(task: string, work: () => Promise<Result>): Promise<Result>;
  /** Does some work unless another process has done the same since this run began; waits for one that is at it. */
  once(task: string, work: () => Promise<void>): Promise<void>;
  /**
   * Chooses a stretch of a sweep and keeps others from it; null where `choose` finds none.
   * @returns "wait" where others are at all that is left
   */
  claim(
    sweep: string,
    choose: (state: SweepState, tx: Transaction) => Promise<Interval | "wait" | null>,
  ): Promise<Interval | "wait" | null>;
  /** Gives back the stretch of a sweep. */
  release(sweep: string): Promise<void>;
  /** Gives back everything that this run still has: it has failed, and whoever comes next need not wait until its leases end. */
  releaseAll(): Promise<void>;
  /** Notes a window as read, unless this process was taken for dead meanwhile. @returns whether it was noted */
  noteDone(tx: Transaction, sweep: string, window: Interval): Promise<boolean>;
  /** Makes a transaction wait until no other process is between its reading and its writing of what is covered. */
  lock(tx: Transaction): Promise<void>;
}

interface LeaseOptions {
  readonly organizationId: string;
  /** This run. */
  readonly owner: string;
  /** The clock of Genesys, by which all processes agree. */
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

export const createLeases = (warehouse: Warehouse, options: LeaseOptions): Leases =>
  warehouse.shared ? shareLeases(warehouse, options) : holdAll(warehouse);

/** One process has the warehouse to itself. */
const holdAll = (warehouse: Warehouse): Leases => ({
  isShared: false,
  warehouse,
  alone: (_, work) => work(),
  once: (_, work) => work(),
  claim: (_, choose) => warehouse.transaction((tx) => choose({ taken: [], done: [] }, tx)),
  release: async () => {},
  releaseAll: async () => {},
  noteDone: async () => true,
  lock: async () => {},
});

function shareLeases(warehouse: Warehouse, { organizationId, owner, clock, signal }: LeaseOptions): Leases {
  const organization = organizationId;
  const began = clock.now();
  let renewed = began;
  const lease = (name: string, more: Row = {}): Row => ({
    organization_id: organization,
    name,
    owner,
    until_time: isoTime(clock.now() + leaseLength),
    ...more,
  });
  const find = async (tx: Transaction, name: string): Promise<Row | null> => {
    const sql = "SELECT owner, until_time, done_at FROM lease WHERE organization_id = $organization AND name = $name";
    return (await tx.query(sql, { organization, name }))[0] ?? null;
  };
  const isLive = ({ until_time: until, done_at: done }: Row): boolean =>
    done === null && (readTime(String(until)) ?? 0) > clock.now();
  const remove = (name: string) =>
    warehouse.transaction((tx) =>
      tx.run("DELETE FROM lease WHERE organization_id = $organization AND name = $name AND owner = $owner", {
        ...{ organization, name, owner },
      }),
    );

  /** Takes a task, or finds that it was done since this run began. */
  const take = (name: string): Promise<"taken" | "done" | "wait"> =>
    warehouse.transaction(async (tx) => {
      await takeTurn(tx, organization);
      const held = await find(tx, name);
      if (held && (readTime(String(held["done_at"] ?? "")) ?? 0) > began) return "done";
      if (held && isLive(held) && held["owner"] !== owner) return "wait";
      await tx.put("lease", [lease(name)]);
      return "taken";
    });
  async function takeInTurn(name: string): Promise<"taken" | "done"> {
    for (;;) {
      signal?.throwIfAborted();
      const result = await take(name);
      if (result !== "wait") return result;
      await clock.sleep(pollEvery, signal);
    }
  }

  return {
    isShared: true,
    lock: (tx) => takeTurn(tx, organization),
    warehouse: {
      ...warehouse,
      transaction: (work, stop) =>
        warehouse.transaction(async (tx) => {
          if (clock.now() - renewed >= renewEvery) {
            renewed = clock.now();
            await tx.run(renew, { organization, owner, until: isoTime(renewed + leaseLength), now: isoTime(renewed) });
          }
          return await work(tx);
        }, stop),
    },
    async alone(task, work) {
      await takeInTurn(task);
      try {
        return await work();
      } finally {
        await remove(task);
      }
    },
    async once(task, work) {
      if ((await takeInTurn(task)) === "done") return;
      try {
        await work();
        await warehouse.transaction((tx) => tx.put("lease", [lease(task, { done_at: isoTime(clock.now()) })]));
      } catch (error) {
        await remove(task);
        throw error;
      }
    },
    claim: (sweep, choose) =>
      warehouse.transaction(async (tx) => {
        await takeTurn(tx, organization);
        await tx.run(
          "DELETE FROM lease WHERE organization_id = $organization AND coalesce(done_at, until_time) < CAST($long_ago AS TIMESTAMP)",
          { organization, long_ago: isoTime(clock.now() - day) },
        );
        const rows = await tx.query(
          `SELECT name, owner, from_time, to_time, until_time, done_at FROM lease
           WHERE organization_id = $organization AND name >= $first AND name < $end AND from_time IS NOT NULL`,
          { organization, first: `${sweep}/`, end: `${sweep}0` },
        );
        const others = rows.filter((row) => row["owner"] !== owner);
        const chosen = await choose(
          {
            taken: others.filter(isLive).map(intervalOf),
            done: others.filter((row) => (readTime(String(row["done_at"] ?? "")) ?? 0) > began).map(intervalOf),
          },
          tx,
        );
        if (chosen !== null && chosen !== "wait") await tx.put("lease", [lease(nameOf(sweep, owner), timesOf(chosen))]);
        return chosen;
      }),
    release: async (sweep) => void (await remove(nameOf(sweep, owner))),
    releaseAll: () =>
      warehouse.transaction(async (tx) => {
        await tx.run("DELETE FROM lease WHERE organization_id = $organization AND owner = $owner AND done_at IS NULL", {
          ...{ organization, owner },
        });
      }),
    async noteDone(tx, sweep, window) {
      await takeTurn(tx, organization);
      const held = await find(tx, nameOf(sweep, owner));
      if (!held || !isLive(held) || held["owner"] !== owner) return false;
      const done = { ...timesOf(window), done_at: isoTime(clock.now()) };
      await tx.put("lease", [lease(nameOf(sweep, isoTime(window.from)), done)]);
      return true;
    },
  };
}

const renew = `
  UPDATE lease SET until_time = CAST($until AS TIMESTAMP)
  WHERE organization_id = $organization AND owner = $owner AND done_at IS NULL AND until_time > CAST($now AS TIMESTAMP)`;

const nameOf = (sweep: string, part: string): string => `${sweep}/${part}`;

const timesOf = ({ from, to }: Interval): Row => ({ from_time: isoTime(from), to_time: isoTime(to) });

const intervalOf = ({ from_time: from, to_time: to }: Row): Interval => ({
  from: readTime(String(from)) ?? 0,
  to: readTime(String(to)) ?? 0,
});
