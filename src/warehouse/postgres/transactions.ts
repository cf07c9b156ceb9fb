import { InterruptedError } from "../../base/index.ts";
import { closedWarehouse } from "../closed.ts";
import type { Table } from "../tables.ts";
import type { Row, Transaction, Warehouse } from "../warehouse.ts";
import type { Column } from "./columns.ts";
import { explainFailure } from "./failure-messages.ts";
import { createKeptSession } from "./kept-session.ts";
import { append, put } from "./put.ts";
import type { Session } from "./session.ts";
import { numbered, numberedReading } from "./statement.ts";

interface Transactions {
  readonly transaction: Warehouse["transaction"];
  /** Ends those that were begun, and refuses any other. */
  close(): Promise<void>;
}

interface TransactionsOptions {
  /** Opens a session that writes; again, when one was lost. */
  readonly open: () => Promise<Session>;
  readonly place: string;
  readonly columns: ReadonlyMap<string, readonly Column[]>;
}

/** Transactions, one after another, in one session. Those of other processes run at the same time. */
export function createTransactions({ open, place, columns }: TransactionsOptions): Transactions {
  let closed = false;
  const kept = createKeptSession(open);
  let last: Promise<unknown> = Promise.resolve();

  async function transact<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    if (signal?.aborted) throw new InterruptedError();
    let used: Session | null = null;
    // What waits for another's lock is not waited for: the session ends, and its transaction with it.
    const interrupt = (): void => void used?.close();
    try {
      used = await kept.begin("BEGIN");
      signal?.addEventListener("abort", interrupt);
      const result = await work(createTransaction(used, columns, signal));
      // From here on it is kept: a commit is not to be interrupted half-way.
      signal?.removeEventListener("abort", interrupt);
      if (signal?.aborted) throw new InterruptedError();
      await used.script("COMMIT");
      return result;
    } catch (error) {
      signal?.removeEventListener("abort", interrupt);
      await used?.script("ROLLBACK").catch(() => {});
      throw explainFailure(error, place, signal);
    }
  }

  return {
    async transaction(work, signal) {
      if (closed) throw closedWarehouse(place);
      const mine = last.then(() => transact(work, signal));
      last = mine.catch(() => {});
      return mine;
    },
    async close() {
      closed = true;
      await last;
      await kept.close();
    },
  };
}

function createTransaction(
  session: Session,
  columns: ReadonlyMap<string, readonly Column[]>,
  signal?: AbortSignal,
): Transaction {
  const checked = async <Result>(step: () => Promise<Result>): Promise<Result> => {
    if (signal?.aborted) throw new InterruptedError();
    return step();
  };
  const write = (way: typeof put, table: Table, rows: readonly Row[]): Promise<void> =>
    checked(() => way(session, table, columns.get(table) ?? [], rows));
  return {
    query: (sql, parameters = {}) => checked(async () => (await session.run(numberedReading(sql, parameters))).rows),
    find: ({ table, columns: names, organization, by, values }) =>
      checked(async () => {
        if (values.length === 0) return [];
        const sql = `SELECT ${names} FROM ${table} WHERE organization_id = $organization AND ${by} IN (SELECT unnest($values))`;
        return (await session.run(numberedReading(sql, { organization, values }))).rows;
      }),
    append: (table, rows) => write(append, table, rows),
    put: (table, rows) => write(put, table, rows),
    run: (sql, parameters = {}) => checked(async () => (await session.run(numbered(sql, parameters))).changed),
  };
}
