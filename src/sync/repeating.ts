import { isOutOfMemory, type Warehouse } from "../warehouse/index.ts";

/**
 * The same warehouse, which does a transaction once more where memory lacked, since there is more of it then: for what goes through
 * many documents or rows, and leaves nothing behind but what it writes.
 */
export const repeating = (warehouse: Warehouse): Warehouse => ({
  ...warehouse,
  transaction: (work, signal) =>
    warehouse.transaction(work, signal).catch((error: unknown) => {
      if (!isOutOfMemory(error)) throw error;
      return warehouse.transaction(work, signal);
    }),
});
