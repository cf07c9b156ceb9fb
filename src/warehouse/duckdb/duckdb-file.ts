import { existsSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { closedWarehouse } from "../closed.ts";

interface DuckdbOptions {
  readonly readOnly?: boolean;
  /** As DuckDB spells it; {@link limits} by default. */
  readonly memoryLimit?: string | undefined;
  /** A writer's limit where memory lacked, unless one is given. */
  readonly allowsMore?: boolean;
  /** @default 1 to write, 2 to read */
  readonly threads?: number | undefined;
}

/** A DuckDB file, open in an instance. */
export interface DuckdbFile {
  /** A connection of the caller's own, who closes it. */
  connect(): Promise<DuckDBConnection>;
  /**
   * Writes the journal into the file, not within a transaction. False where it could not; nothing works after that but to
   * close the file, and to open it again, which writes it with all the memory that takes.
   */
  checkpoint(): Promise<boolean>;
  /** From now on, until the file is closed, statements may use more memory. False where that is not allowed, as where a limit was given. */
  allowMore(): Promise<boolean>;
  /**
   * Whether much of its memory cannot be let go of: of deleted rows, and of what is not written into the file yet. All else is let go
   * of, so that nobody may be reading. False where a limit was given.
   */
  isNearlyFull(): Promise<boolean>;
  /** Connects nobody any more; resolves when nobody is being connected. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

/** The name under which the file is attached. */
export const catalog = "warehouse";

/**
 * Where copies of a file are made; also the one folder that DuckDB may write in next to the file itself and
 * `temp_directory`.
 */
export const copies = (place: string): string => `${place}.copy`;

/**
 * How a file is laid out; DuckDB 1.4 and later read it, and one of an older version becomes one of this. Of version 1.2, the first
 * that has zstd, which the migrations ask for, what is known of segments took 91 to 100 MB at 900,000 responses, where it takes 71, and
 * the file is a tenth larger. DuckDB's own row groups have 122,880 rows.
 */
export const layout = "ROW_GROUP_SIZE 8192, STORAGE_VERSION 'v1.4.0'";

/**
 * DuckDB's own limit where none is given. Some 50 to 60 MB of a writer's are in use just before the file is renewed, and blocks
 * that it has read fill the rest; in a checkpoint blocks that it writes do. At 900,000 responses a sync took 16 MB less than with
 * 100 MB.
 */
const limits = { write: "80MB", read: "400MB" } as const;
/** A writer that holds more than this is nearly full. */
const much = "45MB";
/** The limit of a writer that lacked memory. */
const reserve = "150MB";
/**
 * Memory to write a journal for which that did not suffice: DuckDB packs texts 2,048 at a time, those of the last rows again each
 * time. 500 interactions of 288,000 characters need more than 150 MB, and nothing could be written any more.
 */
const plenty = "4GB";
/**
 * A journal as long as this is written into the file within a commit, where failing is the whole file's failure; mostly a
 * renewal does it before.
 */
const longestJournal = "256MB";

/**
 * Opens the file. It is attached to an instance in memory, since only so may its row groups be small: each checkpoint writes
 * the last one again, and with DuckDB's 122,880 rows to a group that took 400 MB on top of the limit. `fromCache` under the file's
 * name, since two instances of one file in one process lose committed rows without a word. Nothing here or elsewhere opens
 * the file with node:fs: closing it again would drop the lock by which other processes are kept out (POSIX locks are the
 * process's, not the descriptor's).
 */
export async function openDuckdbFile(
  place: string,
  { readOnly = false, memoryLimit, allowsMore = false, threads = readOnly ? 2 : 1 }: DuckdbOptions,
): Promise<DuckdbFile> {
  const instance = await DuckDBInstance.fromCache(`:memory:${place}`, {
    // A second thread for statements this short costs more than it gives: finding 500 documents among 470,000 took 16 ms of
    // processor time with two, 11 with one.
    threads: String(threads),
    // Every column that is written to has a block in memory until the next checkpoint, some 250 of them: 66 MB with DuckDB's
    // blocks of 256 KiB, 23 MB with these. A file that is there keeps its own.
    default_block_size: "65536",
    temp_directory: `${place}.tmp`,
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  let limit = memoryLimit ?? (readOnly ? limits.read : allowsMore ? reserve : limits.write);
  const connecting = new Set<Promise<DuckDBConnection>>();
  let closed = false;
  try {
    await attach(instance, place, readOnly, limit);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  async function refuse(): Promise<void> {
    closed = true;
    await Promise.allSettled(connecting);
  }
  async function connect(): Promise<DuckDBConnection> {
    if (closed) throw closedWarehouse(place);
    const connection = instance.connect().then(async (made) => {
      await made.run(`USE ${catalog}`);
      return made;
    });
    connecting.add(connection);
    return await connection.finally(() => connecting.delete(connection));
  }
  return {
    connect,
    async checkpoint() {
      const connection = await instance.connect();
      try {
        // Refused where more is in use that cannot be let go of.
        await setLimit(connection, memoryLimit ?? limits.write).catch(() => {});
        await connection.run(`CHECKPOINT ${catalog}`);
        await setLimit(connection, limit);
        return true;
      } catch {
        return false;
      } finally {
        connection.closeSync();
      }
    },
    async allowMore() {
      if (memoryLimit !== undefined || readOnly || closed) return false;
      const connection = await connect();
      await setLimit(connection, reserve).finally(() => connection.closeSync());
      limit = reserve;
      return true;
    },
    async isNearlyFull() {
      if (memoryLimit !== undefined || readOnly || closed) return false;
      const connection = await connect();
      try {
        return await setLimit(connection, much).then(
          () => false,
          () => true,
        );
      } finally {
        await setLimit(connection, limit).finally(() => connection.closeSync());
      }
    },
    refuse,
    async close() {
      // An instance that is closed while somebody connects to it ends the whole process.
      await refuse();
      // A file that is read may be attached for other readers of this process, too; a writer is alone with its own.
      try {
        if (!readOnly) await detach(instance);
      } finally {
        instance.closeSync();
      }
    },
  };
}

/**
 * Lets go of the file, and of its pages in memory, off the main thread: to close the instance does the same on it, and
 * blocked the event loop for 223 ms where the file held 740,000 responses. A failure here is left to closing, as
 * before: the journal keeps unwritten rows.
 */
async function detach(instance: DuckDBInstance): Promise<void> {
  const connection = await instance.connect();
  await connection.run(`DETACH ${catalog}`).catch(() => {});
  // The minimum: DuckDB frees unused memory, if not down to that.
  await setLimit(connection, "1MB").catch(() => {});
  connection.closeSync();
}

/** Throws where more than that is in use and cannot be let go of. */
const setLimit = (connection: DuckDBConnection, limit: string) =>
  connection.run(`SET GLOBAL memory_limit = ${quote(limit)}`);

async function attach(instance: DuckDBInstance, place: string, readOnly: boolean, limit: string): Promise<void> {
  const settings = readOnly ? "READ_ONLY" : `READ_WRITE, ${layout}`;
  const connection = await instance.connect();
  try {
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    await connection.run(`ATTACH IF NOT EXISTS ${quote(place)} AS ${catalog} (TYPE duckdb, ${settings})`);
    await connection.run(`SET GLOBAL checkpoint_threshold = '${longestJournal}'`);
    await denyOtherFiles(connection, place);
    if (!readOnly && existsSync(`${place}.wal`)) await writeJournal(connection);
    // Not given to the instance: opening it again in this process, with another limit, would be refused.
    await setLimit(connection, limit);
  } finally {
    connection.closeSync();
  }
}

/**
 * Writes the journal that a killed process left, or one that lacked memory, into the file: what it holds would stay in memory. Where
 * it cannot be, it keeps the rows.
 */
async function writeJournal(connection: DuckDBConnection): Promise<void> {
  await setLimit(connection, plenty).catch(() => {});
  await connection.run(`CHECKPOINT ${catalog}`).catch(() => {});
}

/**
 * From here on no statement reads or writes another file. DuckDB itself allows the attached file, its journal and
 * `temp_directory`, and lets nobody take it back. Who shares the instance may have done it already.
 */
async function denyOtherFiles(connection: DuckDBConnection, place: string): Promise<void> {
  const allow = `SET GLOBAL allowed_directories = [${quote(`${copies(place)}/`)}]`;
  await connection.run(allow).catch((error: unknown) => {
    if (!(error instanceof Error && error.message.includes("enable_external_access"))) throw error;
  });
  await connection.run("SET GLOBAL enable_external_access = false");
}

/** A text within SQL where no parameter is taken. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
