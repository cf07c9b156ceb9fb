import { InterruptedError } from "../../base/index.ts";
import type { Row, Transaction, Warehouse } from "../warehouse.ts";
import type { Column } from "./columns.ts";
import type { Connection, Connections } from "./connections.ts";
import { explainFailure } from "./failure-messages.ts";
import { append, put } from "./put.ts";
import { numbered, numberedReading } from "./statement.ts";

/** Transactions of this process, one after another; those of other processes go on beside them. */
export function createTransactions(
  { lend }: Connections,
  columns: ReadonlyMap<string, readonly Column[]>,
  place: string,
): Warehouse["transaction"] {
  let last: Promise<unknown> = Promise.resolve();
  return async (work, signal) => {
    const mine = last.then(async () => {
      if (signal?.aborted) throw new InterruptedError();
      using connection = await lend(signal);
      const run = (text: string) => connection.run({ text, values: [] });
      await run("BEGIN TRANSACTION");
      try {
        const result = await work(transactionOf(connection, columns, signal));
        if (signal?.aborted) throw new InterruptedError();
        await run("COMMIT");
        connection.spare();
        return result;
      } catch (error) {
        await run("ROLLBACK").then(connection.spare, () => {});
        throw explainFailure(error, place, signal);
      }
    });
    last = mine.catch(() => {});
    return mine;
  };
}

function transactionOf(
  connection: Connection,
  columns: ReadonlyMap<string, readonly Column[]>,
  signal?: AbortSignal,
): Transaction {
  const write =
    (way: typeof put) =>
    async (table: Parameters<typeof put>[1], rows: readonly Row[]): Promise<void> => {
      if (signal?.aborted) throw new InterruptedError();
      await way(connection, table, columns.get(table) ?? [], rows);
    };
  return {
    query: async (sql, parameters) => connection.rows(numberedReading(sql, parameters)),
    run: async (sql, parameters) => connection.run(numbered(sql, parameters)),
    put: write(put),
    append: write(append),
  };
}
