import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UsageError } from "../base/index.ts";
import { type OpenReader, openReader, type ReaderOptions } from "../warehouse/index.ts";
import type { Shell } from "./shell.ts";

/** Where the warehouse is: `--warehouse`, else `AFTERWORD_WAREHOUSE`, else a file here; a sandbox's is never a real one's. */
export const warehousePlace = (
  { cwd, env }: Shell,
  { warehouse, sandbox = false }: { readonly warehouse?: string | undefined; readonly sandbox?: boolean | undefined },
): string =>
  resolve(
    cwd,
    readFile("--warehouse", warehouse) ??
      (sandbox ? undefined : readFile("AFTERWORD_WAREHOUSE", env["AFTERWORD_WAREHOUSE"] || undefined)) ??
      (sandbox ? "afterword-sandbox.duckdb" : "afterword.duckdb"),
  );

function readFile(what: string, file: string | undefined): string | undefined {
  if (file?.trim() === "" || /^[a-z]{2,}:\/\//i.test(file ?? "")) {
    throw new UsageError(
      `${what} "${file}" is not the path of a file.`,
      "A warehouse is one DuckDB file on this machine.",
    );
  }
  return file;
}

/**
 * Where `--publish` puts its copy.
 * @throws {UsageError} where that cannot be, before a request is spent
 */
export async function publishPlace({ cwd }: Shell, file: string, warehouse: string): Promise<string> {
  const place = resolve(cwd, file);
  const folder = await stat(dirname(place)).catch(() => null);
  if (!folder?.isDirectory()) {
    throw new UsageError(`--publish: the folder ${dirname(place)} does not exist.`, "Make it, or name another file.");
  }
  if ((await stat(place).catch(() => null))?.isDirectory()) {
    throw new UsageError(`--publish: ${place} is a folder.`, "Name a file in it.");
  }
  if (place === warehouse) {
    throw new UsageError("--publish: the copy would replace the warehouse itself.", "Name another file.");
  }
  return place;
}

/** Whether there is something at that place, whatever it is. */
export const isThere = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  );

/** The warehouse at that place, for reading; null where there is none yet. */
export const openIfThere = async (place: string, options: ReaderOptions): Promise<OpenReader | null> =>
  (await isThere(place)) ? openReader(place, options) : null;
