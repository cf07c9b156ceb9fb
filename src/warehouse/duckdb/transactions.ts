import type { DuckDBConnection } from "@duckdb/node-api";
import { InterruptedError } from "../../base/index.ts";
import { closedWarehouse } from "../closed.ts";
import type { Table } from "../tables.ts";
import type { Row, Transaction, Warehouse } from "../warehouse.ts";
import type { Column } from "./columns.ts";
import type { Duckdb } from "./duckdb-connections.ts";
import { explainFailure, isOutOfMemory } from "./failure-messages.ts";
import type { FileGuard } from "./file-guard.ts";
import { add, put } from "./put.ts";
import { readAll } from "./read.ts";
import { prepare } from "./statement.ts";

/**
 * Rows written or deleted between two renewals of the file; a response has some 12. While a file is open, DuckDB keeps what it
 * knows of every segment that it wrote, of every block that it freed (a long sync grew by 0.5 MB for 1,000 responses), and of
 * rows that were deleted since.
 */
const defaultRowsBetweenRenewals = 60_000;
/**
 * Rows after which it is looked at how much memory is held: some rows that are deleted here and there hold as much as thousands side
 * by side, 256 KiB for each group of 8,192.
 */
const rowsBetweenLooks = 10_000;
/** Characters of texts likewise: until the file is renewed they stay in memory. A response has some 10,000. */
const charactersBetweenRenewals = 16_000_000;

interface Transactions {
  readonly transaction: Warehouse["transaction"];
  /** Renews the file now if it would free anything worth it; nothing happens where somebody is reading it. */
  freeMemory(): Promise<void>;
  /** Does something while no transaction runs. */
  between<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Ends those that were begun, and refuses any other. */
  close(): Promise<void>;
}

/**
 * Transactions, one after another. Between two of them the file is renewed when much has been changed, unless somebody is reading
 * it: then the next one tries again. Likewise when much memory is held, and after one that memory did not suffice for, so that the next
 * one finds more of it.
 */
export function createTransactions(
  duckdb: Pick<Duckdb, "writer" | "renew" | "allowMore" | "isNearlyFull">,
  columns: ReadonlyMap<string, readonly Column[]>,
  {
    place,
    guard,
    rowsBetweenRenewals = defaultRowsBetweenRenewals,
  }: { readonly place: string; readonly guard: FileGuard; readonly rowsBetweenRenewals?: number | undefined },
): Transactions {
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  let changed = 0;
  let characters = 0;
  let lacksMemory = false;
  let looked = 0;
  const count = (rows: number, texts = 0): void => {
    changed += rows;
    characters += texts;
  };
  async function renewWhenDue(): Promise<void> {
    try {
      if (changed - looked >= rowsBetweenLooks) {
        looked = changed;
        lacksMemory ||= await duckdb.isNearlyFull();
      }
      if (changed < rowsBetweenRenewals && characters < charactersBetweenRenewals && !lacksMemory) return;
      await renew();
    } catch (error) {
      throw explainFailure(error, place);
    }
  }
  async function renew(): Promise<void> {
    if (!(await duckdb.renew())) return;
    changed = 0;
    looked = 0;
    characters = 0;
    lacksMemory = false;
    await guard.note();
  }
  async function between<Result>(work: () => Promise<Result>): Promise<Result> {
    if (closed) throw closedWarehouse(place);
    const mine = last.then(async () => {
      await guard.check();
      return await work();
    });
    last = mine.catch(() => {});
    return mine;
  }
  return {
    async transaction(work, signal) {
      if (closed) throw closedWarehouse(place);
      const mine = last.then(async () => {
        await guard.check();
        await renewWhenDue();
        const connection = await duckdb.writer();
        const transaction = createTransaction(connection, columns, count, signal);
        const result = await transact(connection, place, transaction, work, signal).catch(async (error: unknown) => {
          if (isOutOfMemory(error)) {
            // What was deleted holds memory until the file is renewed: 256 KiB in each group of rows.
            lacksMemory = true;
            // Where somebody reads, it is not renewed.
            await duckdb.allowMore().catch(() => {});
          }
          throw error;
        });
        await guard.note();
        return result;
      });
      last = mine.catch(() => {});
      return mine;
    },
    freeMemory: () =>
      between(async () => {
        if (changed >= rowsBetweenLooks) await renew();
      }),
    between,
    async close() {
      closed = true;
      await last;
    },
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

/**
 * Which rows they are is looked for first: else DuckDB reads every column of the whole table. With 20 columns of 20 among 880,000
 * responses it took 178 ms of processor time, and takes 44.
 */
const findSql = (table: Table, columns: string, by: string): string =>
  `SELECT ${columns} FROM ${table} WHERE rowid IN (
     SELECT rowid FROM ${table} WHERE organization_id = $organization AND ${by} IN (SELECT unnest($values)))`;

function createTransaction(
  connection: DuckDBConnection,
  columns: ReadonlyMap<string, readonly Column[]>,
  count: (rows: number, characters?: number) => void,
  signal?: AbortSignal,
): Transaction {
  const checked = async <Result>(step: () => Promise<Result>): Promise<Result> => {
    if (signal?.aborted) throw new InterruptedError();
    return step();
  };
  const write = async (way: typeof put, table: Table, rows: readonly Row[]): Promise<void> => {
    count(rows.length);
    count(0, await checked(() => way(connection, table, columns.get(table) ?? [], rows)));
  };
  return {
    query: (sql, parameters) => checked(() => readAll(connection, sql, parameters)),
    find: ({ table, columns: names, organization, by, values }) =>
      checked(async () =>
        values.length === 0 ? [] : await readAll(connection, findSql(table, names, by), { organization, values }),
      ),
    append: (table, rows) => write(add, table, rows),
    put: (table, rows) => write(put, table, rows),
    run: (sql, parameters = {}) =>
      checked(async () => {
        const statement = await prepare(connection, sql, parameters);
        try {
          const { rowsChanged } = await statement.run();
          count(rowsChanged);
          return rowsChanged;
        } finally {
          statement.destroySync();
        }
      }),
  };
}
