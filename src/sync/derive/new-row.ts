import type { Value } from "../../warehouse/index.ts";

/**
 * A row on its way into the warehouse, with a place for every column: the number of its change, which is known last, is written
 * into it. Copies of rows with columns added were a tenth of what deriving them took, and garbage after it.
 */
export type NewRow = Record<string, Value>;
