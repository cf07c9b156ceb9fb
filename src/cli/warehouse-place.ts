import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { openReader, type Reader, type ReaderOptions } from "../warehouse/index.ts";
import type { Shell } from "./shell.ts";

/** Where the warehouse is: `--warehouse`, else `AFTERWORD_WAREHOUSE`, else a file here; a sandbox's is never a real one's. */
export const warehousePlace = (
  { cwd, env }: Shell,
  { warehouse, sandbox = false }: { readonly warehouse?: string | undefined; readonly sandbox?: boolean | undefined },
): string =>
  resolve(cwd, warehouse ?? (sandbox ? "afterword-sandbox.duckdb" : env["AFTERWORD_WAREHOUSE"] || "afterword.duckdb"));

/** Whether there is something at that place, whatever it is. */
export const isThere = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  );

/** The warehouse at that place, for reading; null where there is none yet. */
export const openIfThere = async (
  place: string,
  options: ReaderOptions,
): Promise<(Reader & AsyncDisposable & { readonly place: string }) | null> =>
  (await isThere(place)) ? openReader(place, options) : null;
