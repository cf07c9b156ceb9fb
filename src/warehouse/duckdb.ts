import { setImmediate } from "node:timers/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { InterruptedError } from "../base/index.ts";
import { explainFailure } from "./failures.ts";
import { collect, readBatches } from "./read.ts";
import type { Reader, Row } from "./warehouse.ts";

interface DuckdbOptions {
  readonly readOnly?: boolean;
  /**
   * DuckDB's own limit, as it spells it; 128MB to write, 400MB to read unless said otherwise. What has been written stays in
   * memory up to the limit and is hardly read again, so that a higher one only lets a long sync grow: its process takes some
   * 300 MB beside the limit. With 128 MB a file of 200,000 responses was written to, published and exported from.
   */
  readonly memoryLimit?: string;
}

/** What the file's tables are found under. */
export const catalog = "warehouse";

/**
 * How a file is laid out. Version 1.2 is the first that has zstd, which the migrations ask for; DuckDB 1.2 and later read it.
 * DuckDB's own row groups have 122,880 rows.
 */
export const layout = "ROW_GROUP_SIZE 8192, STORAGE_VERSION 'v1.2.0'";

/** One DuckDB file in this process: connections to write with, and reading. */
export interface Duckdb extends Reader {
  connect(): Promise<DuckDBConnection>;
  /** Ends what is still being read, and closes the file. */
  close(): Promise<void>;
}

/**
 * Opens the file. It is attached to an instance in memory, since only so may its row groups be small: each checkpoint writes
 * the last one anew, and with DuckDB's 122,880 rows to a group that took 400 MB beside the limit. `fromCache` under the file's
 * name, since two instances of one file in one process lose committed rows without a word. Nothing here or elsewhere opens
 * the file with node:fs: closing it again would drop the lock by which other processes are kept out (POSIX locks are the
 * process's, not the descriptor's).
 */
export async function openDuckdb(place: string, options: DuckdbOptions = {}): Promise<Duckdb> {
  const instance = await DuckDBInstance.fromCache(`:memory:${place}`, {
    memory_limit: options.memoryLimit ?? (options.readOnly ? "400MB" : "128MB"),
    // A second thread for statements this short costs more than it gives: finding 500 documents among 470,000 took 16 ms of
    // processor time with two, 11 with one.
    threads: options.readOnly ? "2" : "1",
    // Every column that is written to has a block in memory until the next checkpoint, some 250 of them: 66 MB with DuckDB's
    // blocks of 256 KiB, 23 MB with these. A file that is there keeps its own.
    default_block_size: "65536",
    // Freed memory goes back to the system without waiting for the next statement: some 30 MB lay unused, up to 110 before.
    allocator_background_threads: "true",
    temp_directory: `${place}.tmp`,
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connecting = new Set<Promise<DuckDBConnection>>();
  let closed = false;
  const connect = async () => {
    if (closed) throw new Error(`${place} is closed.`);
    const connection = instance.connect().then(async (made) => {
      await made.run(`USE ${catalog}`);
      return made;
    });
    connecting.add(connection);
    return await connection.finally(() => connecting.delete(connection));
  };
  try {
    await attach(instance, place, options.readOnly ?? false);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  const open = new Map<AsyncGenerator<unknown>, DuckDBConnection>();
  const idle: DuckDBConnection[] = [];
  const lent = {
    take: async () => idle.pop() ?? (await connect()),
    giveBack: (connection: DuckDBConnection) => (closed ? connection.closeSync() : void idle.push(connection)),
  };
  return {
    ...createReader(lent, place, open),
    connect,
    close: async () => {
      // An instance that is closed while somebody connects to it ends the whole process.
      closed = true;
      await Promise.allSettled(connecting);
      await setImmediate();
      for (const connection of open.values()) connection.interrupt();
      await Promise.allSettled([...open.keys()].map((stream) => stream.return(undefined)));
      for (const connection of idle) connection.closeSync();
      instance.closeSync();
    },
  };
}

async function attach(instance: DuckDBInstance, place: string, readOnly: boolean): Promise<void> {
  const settings = readOnly ? "READ_ONLY" : `READ_WRITE, ${layout}`;
  const connection = await instance.connect();
  try {
    await connection.run("SET GLOBAL TimeZone = 'UTC'");
    await connection.run(`ATTACH IF NOT EXISTS ${quote(place)} AS ${catalog} (TYPE duckdb, ${settings})`);
  } finally {
    connection.closeSync();
  }
}

/** A text within SQL where no parameter is taken. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Connections to read with, used again and again: the smallest question takes 2.2 ms instead of 2.5 with a new one. */
interface Lent {
  take(): Promise<DuckDBConnection>;
  giveBack(connection: DuckDBConnection): void;
}

/** Each question has a connection to itself: one connection answers one at a time. `open` holds those being answered. */
function createReader(lent: Lent, place: string, open: Map<AsyncGenerator<unknown>, DuckDBConnection>): Reader {
  async function* read(
    self: () => AsyncGenerator<unknown>,
    ...[sql, parameters, signal]: Parameters<Reader["stream"]>
  ) {
    if (signal?.aborted) throw new InterruptedError();
    const connection = await lent.take();
    open.set(self(), connection);
    const interrupt = () => connection.interrupt();
    signal?.addEventListener("abort", interrupt);
    let whole = false;
    try {
      await connection.run("BEGIN TRANSACTION READ ONLY");
      for await (const batch of readBatches(connection, sql, parameters)) {
        yield batch;
        if (signal?.aborted) throw new InterruptedError();
      }
      await connection.run("ROLLBACK");
      whole = true;
    } catch (error) {
      throw explainFailure(error, place, signal);
    } finally {
      signal?.removeEventListener("abort", interrupt);
      open.delete(self());
      // Interrupted or left in the middle, it may still be at work.
      if (whole) lent.giveBack(connection);
      else connection.closeSync();
    }
  }
  const stream: Reader["stream"] = (...question) => {
    const generator: AsyncGenerator<readonly Row[]> = read(() => generator, ...question);
    return generator;
  };
  return { stream, query: (...question) => collect(stream(...question)) };
}
