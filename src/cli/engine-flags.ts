/*
 * Switches of V8 and of DuckDB's allocator. Each stays because leaving it out cost more than a tenth of memory or time on bench/:
 * a first sync of 20,000 interactions 380 MB instead of 267 without `keepHeapSmall` (for a quarter less CPU); an extraction of
 * 2,800 responses 176 MB instead of 148 without `keepHeapSmall`, and 2.2 s of CPU instead of 1.9 without `optimiseLate`. The V8
 * flags are described in V8's `flag-definitions.h`.
 */
import { setFlagsFromString } from "node:v8";

/**
 * Lets V8 collect garbage after the heap has grown by this many percent, not only after it has doubled, and keeps the space of
 * young objects at its initial size.
 *
 * 30 is for commands that run for long next to other programs. A sync of 14,500 responses: 400 instead of 449 MB at most, for 6 %
 * more CPU. A sandbox of 100,000 interactions a day: 116 MB at most over 28 whole days, where it was 267 after 13. An export of
 * 90,000 responses: 286 instead of 470 MB as CSV, 466 instead of 585 as Parquet. 100 costs an extraction of 6,000 responses
 * nothing: 193 to 195 instead of 191 to 248 MB.
 */
export function keepHeapSmall(growth: number): void {
  setFlagsFromString(`--heap-growing-percent=${growth}`);
  setFlagsFromString("--semi-space-growth-factor=1");
}

/**
 * Lets V8 optimise a function after it has run seven times as long as usual. An extraction is over in seconds: hundreds of
 * functions were compiled on another core, at a quarter of its CPU. 30,000 responses, where all is optimised in the end, still
 * take a tenth less.
 */
export const optimiseLate = (): void => setFlagsFromString("--interrupt-budget=1000000");

/**
 * Has DuckDB's allocator keep freed memory in one arena, and return it within 10 ms. It has eight arenas otherwise, and a second;
 * an arena that is not used keeps what it has. To be called before DuckDB is loaded, which reads the variable then. In its first
 * 45,000 responses a sync took 379 MB at most, and 427 with eight arenas; a first one of 19,400 responses 75 s of processor time
 * where it took 108 with memory returned at once. Not for reports: one on 200,000 took 3.8 instead of 3.0 s with memory returned
 * at once. A value that the user has set stays. Only Linux reads it.
 * https://duckdb.org/docs/stable/core_extensions/jemalloc#environment-variables, where its name lacks the prefix.
 */
export function freeSoon(): void {
  process.env["DUCKDB_JE_MALLOC_CONF"] ??= "narenas:1,dirty_decay_ms:10,muzzy_decay_ms:0";
}
