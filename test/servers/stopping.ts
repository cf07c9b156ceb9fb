import type { Row, Warehouse } from "../../src/warehouse/index.ts";

/**
 * The warehouse, as long as no more than so many transactions are asked of it: what has been committed when a process is killed
 * is what some number of them has written.
 */
export function stopAfter(warehouse: Warehouse, transactions: number): Warehouse {
  let left = transactions;
  const transaction: Warehouse["transaction"] = async (work, signal) => {
    left -= 1;
    if (left < 0) throw new Error("stopped");
    return warehouse.transaction(work, signal);
  };
  return { ...warehouse, transaction };
}

/** A warehouse in whose transaction of that number memory lacks when all is written, and whether it came to that. */
export function lackMemoryIn(warehouse: Warehouse, number: number) {
  let left = number;
  const transaction: Warehouse["transaction"] = (work, signal) =>
    warehouse.transaction(async (tx) => {
      const result = await work(tx);
      left -= 1;
      if (left === 0) throw new Error("Out of Memory Error: failed to pin block");
      return result;
    }, signal);
  return { warehouse: { ...warehouse, transaction }, hasLacked: () => left <= 0 };
}

/** A view of a warehouse that does not take these rows, as one refuses values that its columns cannot hold. */
export function refuseRowsIn(warehouse: Warehouse, isRefused: (row: Row) => boolean): Warehouse {
  const transaction: Warehouse["transaction"] = (work, signal) =>
    warehouse.transaction((tx) => {
      const append: typeof tx.append = (table, rows) => {
        if (rows.some(isRefused)) throw new Error("Conversion Error: a value that the column does not take");
        return tx.append(table, rows);
      };
      return work({ ...tx, append });
    }, signal);
  return { ...warehouse, transaction };
}

/** Whether it came to its end, and was not stopped. */
export const cameToEnd = (run: Promise<unknown>): Promise<boolean> =>
  run.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.message === "stopped") return false;
      throw error;
    },
  );

/** On a server, the leases of who was stopped end five minutes later. */
export const endLeases = (warehouse: Warehouse): Promise<number> =>
  warehouse.transaction((tx) => tx.run("UPDATE lease SET until_time = '2000-01-01' WHERE name <> 'turn'"));
