import type { DuckDBConnection } from "@duckdb/node-api";
import { InterruptedError } from "../base/index.ts";
import type { Column } from "./columns.ts";
import { explainFailure } from "./failures.ts";
import { add, put } from "./put.ts";
import { readAll } from "./read.ts";
import { prepare } from "./statement.ts";
import type { Transaction, Warehouse } from "./warehouse.ts";

/** Transactions of one connection, one after another. */
export function createTransactions(
  connection: DuckDBConnection,
  columns: ReadonlyMap<string, readonly Column[]>,
  place: string,
): Warehouse["transaction"] {
  let last: Promise<unknown> = Promise.resolve();
  return (work, signal) => {
    const mine = last.then(() =>
      transact(connection, place, createTransaction(connection, columns, signal), work, signal),
    );
    last = mine.catch(() => {});
    return mine;
  };
}

async function transact<Result>(
  connection: DuckDBConnection,
  place: string,
  transaction: Transaction,
  work: (transaction: Transaction) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  if (signal?.aborted) throw new InterruptedError();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt);
  try {
    await connection.run("BEGIN TRANSACTION");
    const result = await work(transaction);
    // From here on it is kept: a commit is not to be interrupted half-way.
    signal?.removeEventListener("abort", interrupt);
    if (signal?.aborted) throw new InterruptedError();
    await connection.run("COMMIT");
    return result;
  } catch (error) {
    signal?.removeEventListener("abort", interrupt);
    // Fails where the transaction is over already, a failed commit for one.
    await connection.run("ROLLBACK").catch(() => {});
    throw explainFailure(error, place, signal);
  }
}

function createTransaction(
  connection: DuckDBConnection,
  columns: ReadonlyMap<string, readonly Column[]>,
  signal?: AbortSignal,
): Transaction {
  const checked = async <Result>(step: () => Promise<Result>): Promise<Result> => {
    if (signal?.aborted) throw new InterruptedError();
    return step();
  };
  return {
    query: (sql, parameters) => checked(() => readAll(connection, sql, parameters)),
    append: (table, rows) => checked(() => add(connection, table, columns.get(table) ?? [], rows)),
    put: (table, rows) => checked(() => put(connection, table, columns.get(table) ?? [], rows)),
    run: (sql, parameters = {}) =>
      checked(async () => {
        const statement = await prepare(connection, sql, parameters);
        try {
          return (await statement.run()).rowsChanged;
        } finally {
          statement.destroySync();
        }
      }),
  };
}
