import type { DuckDBConnection } from "@duckdb/node-api";
import { InterruptedError } from "../../base/index.ts";
import type { Reader, Row } from "../warehouse.ts";
import { explainFailure, isOutOfMemory } from "./failure-messages.ts";
import { collect, readBatches } from "./read.ts";

/** Connections that are lent and given back. */
export interface Lent {
  take(): Promise<DuckDBConnection>;
  /** One that may still be at work is not `whole`, and is not lent again. */
  giveBack(connection: DuckDBConnection, whole: boolean): void;
  /** After a question that lacked memory: whether more of it may be used from now on. */
  allowMore(): Promise<boolean>;
}

interface DuckdbReader extends Reader {
  /** Ends open reads. */
  close(): Promise<void>;
}

/** Reads with lent connections, each question with one to itself: one connection answers one at a time. */
export function createDuckdbReader(lending: Lent, place: string): DuckdbReader {
  /** The open queries, and their connections. */
  const open = new Map<AsyncGenerator<unknown>, DuckDBConnection>();
  async function* readOnce(
    self: () => AsyncGenerator<unknown>,
    ...[sql, parameters, signal]: Parameters<Reader["stream"]>
  ) {
    if (signal?.aborted) throw new InterruptedError();
    const connection = await lending.take();
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
      lending.giveBack(connection, whole);
    }
  }
  /** A question that lacked memory is asked once more, with more of it. */
  async function* read(...question: Parameters<typeof readOnce>) {
    let begun = false;
    try {
      for await (const batch of readOnce(...question)) {
        begun = true;
        yield batch;
      }
    } catch (error) {
      if (begun || !isOutOfMemory(error) || !(await lending.allowMore())) throw error;
      yield* readOnce(...question);
    }
  }
  const stream: Reader["stream"] = (...question) => {
    const generator: AsyncGenerator<readonly Row[]> = read(() => generator, ...question);
    return generator;
  };
  return {
    stream,
    query: (...question) => collect(stream(...question)),
    async close() {
      for (const connection of open.values()) connection.interrupt();
      await Promise.allSettled([...open.keys()].map((generator) => generator.return(undefined)));
    },
  };
}
