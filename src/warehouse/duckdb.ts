import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { InterruptedError } from "../base/index.ts";
import { explainFailure } from "./failures.ts";
import { collect, readBatches } from "./read.ts";
import type { Reader, Row } from "./warehouse.ts";

interface DuckdbOptions {
  readonly readOnly?: boolean;
  /** DuckDB's own limit, as it spells it: 400MB. The process takes some 200 MB beside it. */
  readonly memoryLimit?: string;
}

/** One DuckDB file in this process: connections to write with, and reading. */
export interface Duckdb extends Reader {
  connect(): Promise<DuckDBConnection>;
  /** Ends what is still being read, and closes the file. */
  close(): Promise<void>;
}

/**
 * Opens the file. `fromCache`, since two instances of one file in one process lose committed rows without a word. Nothing
 * here or elsewhere opens the file with node:fs: closing it again would drop the lock by which other processes are kept out
 * (POSIX locks are the process's, not the descriptor's).
 */
export async function openDuckdb(place: string, options: DuckdbOptions = {}): Promise<Duckdb> {
  const instance = await DuckDBInstance.fromCache(place, {
    access_mode: options.readOnly ? "READ_ONLY" : "READ_WRITE",
    memory_limit: options.memoryLimit ?? "400MB",
    threads: "2",
    temp_directory: `${place}.tmp`,
    // The first version that has zstd, which the migrations ask for. DuckDB 1.2 and later read it.
    storage_compatibility_version: "v1.2.0",
    preserve_insertion_order: "false",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const first = await instance.connect();
  await first.run("SET GLOBAL TimeZone = 'UTC'");
  first.closeSync();
  const open = new Map<AsyncGenerator<unknown>, DuckDBConnection>();
  return {
    ...createReader(() => instance.connect(), place, open),
    connect: () => instance.connect(),
    close: async () => {
      for (const connection of open.values()) connection.interrupt();
      await Promise.allSettled([...open.keys()].map((stream) => stream.return(undefined)));
      instance.closeSync();
    },
  };
}

/** Each question on a connection of its own: one connection answers one at a time. `open` holds those being answered. */
function createReader(
  connect: () => Promise<DuckDBConnection>,
  place: string,
  open: Map<AsyncGenerator<unknown>, DuckDBConnection>,
): Reader {
  async function* read(
    self: () => AsyncGenerator<unknown>,
    ...[sql, parameters, signal]: Parameters<Reader["stream"]>
  ) {
    if (signal?.aborted) throw new InterruptedError();
    const connection = await connect();
    open.set(self(), connection);
    const interrupt = () => connection.interrupt();
    signal?.addEventListener("abort", interrupt);
    try {
      await connection.run("BEGIN TRANSACTION READ ONLY");
      for await (const batch of readBatches(connection, sql, parameters)) {
        yield batch;
        if (signal?.aborted) throw new InterruptedError();
      }
    } catch (error) {
      throw explainFailure(error, place, signal);
    } finally {
      signal?.removeEventListener("abort", interrupt);
      connection.closeSync();
      open.delete(self());
    }
  }
  const stream: Reader["stream"] = (...question) => {
    const generator: AsyncGenerator<readonly Row[]> = read(() => generator, ...question);
    return generator;
  };
  return { stream, query: (...question) => collect(stream(...question)) };
}
