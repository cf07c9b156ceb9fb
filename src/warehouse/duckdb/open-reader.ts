import { closable, readPlace, second, systemClock, UsageError } from "../../base/index.ts";
import { closedWarehouse } from "../closed.ts";
import { readMigrations } from "../migrations.ts";
import type { ReaderOptions } from "../options.ts";
import type { OpenReader, Reader, Writer } from "../warehouse.ts";
import { openDuckdb } from "./duckdb-connections.ts";
import { openDuckdbFile } from "./duckdb-file.ts";
import { explainFailure } from "./failure-messages.ts";
import { findDatabase } from "./find-or-create-file.ts";
import { readHolder } from "./lock.ts";
import { checkFile } from "./migrate.ts";
import { collect } from "./read.ts";
import { createRemoteReader, HolderGoneError } from "./remote-reader.ts";
import { createGuardedReader } from "./sql-guard.ts";
import { openWhenFree } from "./wait-for-file.ts";

interface Route extends Reader {
  readonly writer: Writer | null;
  close(): Promise<void>;
}

/**
 * Opens a file for reading: through the process that holds it, if one does; else the file itself, read-only, which keeps
 * writers waiting. It never makes or changes a file. Close it.
 * @throws {UsageError} where there is none, or it cannot be read
 */
export async function openFileReader(file: string, options: ReaderOptions = {}): Promise<OpenReader> {
  const place = await readPlace(file);
  const find = () =>
    findRoute(place, options).catch((error: unknown) => {
      throw explainFailure(error, place, options.signal);
    });
  let route = await find();
  let closed = false;
  const stream: Reader["stream"] = async function* (...question) {
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw closedWarehouse(place);
      const used = route;
      let begun = false;
      try {
        for await (const batch of used.stream(...question)) {
          begun = true;
          yield batch;
        }
        return;
      } catch (error) {
        // The holder ended between two questions: the present holder is asked, or the file itself.
        if (begun || attempt === 3 || !(error instanceof HolderGoneError)) throw error;
        if (route === used) route = await find();
      }
    }
  };
  return {
    place,
    writer: () => route.writer,
    stream,
    query: (...question) => collect(stream(...question)),
    ...closable(() => {
      closed = true;
      return route.close();
    }),
  };
}

async function findRoute(place: string, { memoryLimit, signal, clock = systemClock }: ReaderOptions): Promise<Route> {
  const holder = await readHolder(place);
  if (holder?.url) {
    const remote = createRemoteReader(holder.url, holder.token);
    if (await answers(remote, signal)) return { ...remote, writer: holder, close: async () => {} };
  }
  if ((await findDatabase(place)) !== "file") {
    throw new UsageError(`There is no warehouse at ${place}.`, 'Run "afterword sync" first.');
  }
  const open = () => openDuckdbFile(place, { readOnly: true, memoryLimit });
  const wait = { milliseconds: 5 * second, clock, signal };
  const duckdb = await openDuckdb(() => openWhenFree(place, open, wait), place);
  try {
    await duckdb.use((connection) => checkFile(connection, place, readMigrations()));
    return { ...createGuardedReader(duckdb), writer: null, close: duckdb.close };
  } catch (error) {
    await duckdb.close();
    throw error;
  }
}

/** Whether it is the holder that answers: the process id of one that was killed may be another process's by now. */
async function answers(reader: Reader, signal?: AbortSignal): Promise<boolean> {
  try {
    await reader.query("SELECT 1 AS one", {}, signal);
    return true;
  } catch (error) {
    if (error instanceof HolderGoneError) return false;
    throw error;
  }
}
