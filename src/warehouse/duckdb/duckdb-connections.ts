import { setImmediate } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { closedWarehouse } from "../closed.ts";
import type { Reader } from "../warehouse.ts";
import type { DuckdbFile } from "./duckdb-file.ts";
import { createDuckdbReader, type Lent } from "./duckdb-reader.ts";
import { isOutOfMemory } from "./failure-messages.ts";

/** One DuckDB file in this process: reading, and a connection to write with. */
export interface Duckdb extends Reader {
  /** The one connection for transactions. */
  writer(): Promise<DuckDBConnection>;
  /** Does something with a connection that is closed after it; once more where memory lacked, with another one. */
  use<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
  /**
   * Closes the file and opens it again: this frees the memory that the engine has gathered since it was opened. For a
   * moment nothing keeps other programs from opening it. False, and nothing happens, where somebody is reading. Not
   * within a transaction.
   * @param between is done while the file is closed
   */
  renew(between?: () => Promise<void>): Promise<boolean>;
  /** Whether a renewal would free much memory. False where somebody is reading. Not within a transaction. */
  isNearlyFull(): Promise<boolean>;
  /**
   * For what needs memory, and after a statement that lacked it: more may be used until the second renewal from now, the first being
   * the one that such a statement asks for. False where no more is allowed.
   */
  allowMore(): Promise<boolean>;
  /** Ends open reads, and closes the file. */
  close(): Promise<void>;
}

/** Renewals of the file until it has its usual memory again. */
const renewalsWithMore = 2;

/**
 * Opens a file by `openFile`, which is called again for each renewal.
 * @param openFile whether it may use more memory than usual
 */
export async function openDuckdb(
  openFile: (allowsMore: boolean) => Promise<DuckdbFile>,
  place: string,
): Promise<Duckdb> {
  let file: DuckdbFile | null = await openFile(false);
  let renewalsLeft = 0;
  let writing: Promise<DuckDBConnection> | null = null;
  /** Used again and again: the smallest question takes 2.2 ms instead of 2.5 with a new one. */
  let idle: DuckDBConnection[] = [];
  let lent = 0;
  let closed = false;
  let renewing: Promise<unknown> = Promise.resolve();

  async function connect(): Promise<DuckDBConnection> {
    if (file === null) throw closedWarehouse(place);
    return file.connect();
  }

  const open = (): Promise<DuckdbFile> => openFile(renewalsLeft > 0);
  async function allowMore(): Promise<boolean> {
    renewalsLeft = renewalsWithMore;
    return (await file?.allowMore()) ?? false;
  }

  const lending: Lent = {
    async take() {
      // Another renewal may have begun while this one was waited for.
      for (let seen: unknown = null; seen !== renewing; ) {
        seen = renewing;
        await renewing;
      }
      lent += 1;
      try {
        return idle.pop() ?? (await connect());
      } catch (error) {
        lent -= 1;
        throw error;
      }
    },
    allowMore,
    giveBack(connection, whole) {
      lent -= 1;
      if (whole && !closed) idle.push(connection);
      else connection.closeSync();
    },
  };

  /** @returns whether anything may have been written */
  async function closeConnections(): Promise<boolean> {
    for (const connection of idle) connection.closeSync();
    idle = [];
    const writer = await writing?.catch(() => null);
    writing = null;
    writer?.closeSync();
    return Boolean(writer);
  }

  /**
   * The same file, with the journal written into it, if need be by opening it again. Off the main thread: closing would do the
   * same on it. Where it cannot be, the journal keeps the rows.
   */
  async function withoutJournal(written: DuckdbFile): Promise<DuckdbFile> {
    if (await written.checkpoint()) return written;
    await written.close();
    return await open();
  }

  async function reopen(between: () => Promise<void>): Promise<void> {
    const wrote = await closeConnections();
    const before = file;
    file = null;
    renewalsLeft = Math.max(0, renewalsLeft - 1);
    await (before && wrote ? await withoutJournal(before) : before)?.close();
    try {
      await between();
    } finally {
      file = await open();
    }
  }

  const reader = createDuckdbReader(lending, place);
  return {
    query: reader.query,
    stream: reader.stream,
    writer() {
      writing ??= connect().catch((error: unknown) => {
        writing = null;
        throw error;
      });
      return writing;
    },
    use(work) {
      const once = async () => {
        const connection = await lending.take();
        return await work(connection).finally(() => lending.giveBack(connection, false));
      };
      return once().catch(async (error: unknown) => {
        if (!isOutOfMemory(error) || !(await allowMore())) throw error;
        return await once();
      });
    },
    async renew(between = async () => {}) {
      if (lent > 0 || closed) return false;
      const reopened = reopen(between);
      renewing = reopened.catch(() => {});
      await reopened;
      return true;
    },
    async isNearlyFull() {
      if (lent > 0 || closed || file === null) return false;
      const looked = file.isNearlyFull();
      // Whoever would read meanwhile would lack memory.
      renewing = looked.catch(() => {});
      return await looked;
    },
    allowMore,
    close: async () => {
      closed = true;
      await renewing;
      const last = file;
      file = null;
      await last?.refuse();
      // Who has been connected meanwhile begins to read, so that it can be ended.
      await setImmediate();
      await reader.close();
      const wrote = await closeConnections();
      // A file that cannot be opened again is closed.
      await (last && wrote ? await withoutJournal(last).catch(() => null) : last)?.close();
    },
  };
}
