import type { Clock } from "../base/index.ts";
import type { Migration } from "./migrations.ts";

export interface WarehouseOptions {
  /** DuckDB's memory limit, as it spells it; 80MB by default, and 150MB where that did not suffice. */
  readonly memoryLimit?: string;
  /** DuckDB's threads; 1 by default, more where many questions are asked while it is open. */
  readonly threads?: number;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** How long to wait, in milliseconds, for those who have a file open for reading; a minute by default. */
  readonly patience?: number;
  /** Called when that waiting begins, with the reader's name as far as it is known. */
  readonly onWait?: (who: string) => void;
  /** After how many rows written the file is closed and opened again, to keep memory flat. */
  readonly rowsBetweenRenewals?: number;
  /** The steps to today's tables; those of this version by default. */
  readonly migrations?: readonly Migration[];
}

export interface ReaderOptions {
  readonly memoryLimit?: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}
