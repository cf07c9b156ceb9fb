import { setFlagsFromString } from "node:v8";

/**
 * Kept, since a first sync of 20,000 interactions took 380 MB in place of 267 without it (for a quarter less CPU), and an extraction
 * of 2,800 responses 176 in place of 148.
 *
 * Has V8 look for garbage after the heap has grown by so many percent, and not only after it has doubled or more, and keeps what
 * is young in as little room as it has at the start (the flags: V8's `flag-definitions.h`).
 *
 * 30 is for what runs long beside others. A sync of 14,500 responses: 400 instead of 449 MB at most, for 6 % more CPU. A
 * sandbox of 100,000 interactions a day: 116 MB at most over 28 whole days, where it was 267 after 13. An export of 90,000
 * responses: 286 instead of 470 MB as CSV, 466 instead of 585 as Parquet. 100 costs an extraction of 6,000 responses
 * nothing: 193 to 195 instead of 191 to 248 MB.
 */
export function keepHeapSmall(growth: number): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString("--semi-space-growth-factor=1");
}
