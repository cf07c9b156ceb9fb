import { createRequire } from "node:module";

/**
 * DuckDB's client for Node (1.5) reads texts with a TextDecoder that takes a leading U+FEFF for a byte order mark and drops
 * it: a comment that begins with one was another after it was stored. The decoder is a property of a module of its own.
 */
export function keepLeadingMarks(): void {
  const accessors: unknown = createRequire(import.meta.url)("@duckdb/node-api/lib/vectors/dataAccessors.js");
  if (accessors !== null && typeof accessors === "object")
    Reflect.set(accessors, "textDecoder", new TextDecoder("utf-8", { ignoreBOM: true }));
}
