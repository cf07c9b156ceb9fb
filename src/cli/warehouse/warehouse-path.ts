import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UsageError } from "../../base/index.ts";
import {
  hasWarehouse,
  isServer,
  type OpenReader,
  openReader,
  type ReaderOptions,
  withoutPassword,
} from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import { type OwnFileFlags, refuseOwnFile } from "../output/protected-files.ts";

/**
 * Where the warehouse is: `--warehouse`, else `AFTERWORD_WAREHOUSE`, else a file here; a sandbox's is never a real one's. The path of
 * a file, or the address of a PostgreSQL database, which may hold a password.
 */
export function warehousePlace(
  { cwd, env }: Pick<Context, "cwd" | "env">,
  { warehouse, sandbox = false }: PlaceFlags,
): string {
  const place =
    readWarehouse("--warehouse", warehouse) ??
    (sandbox ? undefined : readWarehouse("AFTERWORD_WAREHOUSE", env["AFTERWORD_WAREHOUSE"] || undefined)) ??
    (sandbox ? sandboxFile : "afterword.duckdb");
  return isServer(place) ? place : resolve(cwd, place);
}

const sandboxFile = "afterword-sandbox.duckdb";

/** The flags that name a warehouse. */
export interface PlaceFlags {
  readonly warehouse?: string | undefined;
  readonly sandbox?: boolean | undefined;
}

/**
 * The sandbox's warehouse if no flag or variable names one, no warehouse of a real org exists here, and that one does; else null.
 * Somebody who tries Afterword out means it.
 */
export async function sandboxInstead(context: Pick<Context, "cwd" | "env">, flags: PlaceFlags): Promise<string | null> {
  const isChosen =
    flags.warehouse !== undefined || flags.sandbox === true || Boolean(context.env["AFTERWORD_WAREHOUSE"]);
  if (isChosen || (await isThere(warehousePlace(context, flags)))) return null;
  const simulated = resolve(context.cwd, sandboxFile);
  return (await isThere(simulated)) ? simulated : null;
}

function readWarehouse(what: string, place: string | undefined): string | undefined {
  if (place?.trim() === "" || (/^[a-z]{2,}:\/\//i.test(place ?? "") && !isServer(place ?? ""))) {
    throw new UsageError(
      `${what} "${withoutPassword(place ?? "")}" is not a warehouse.`,
      "A warehouse is a DuckDB file on this machine, or a PostgreSQL database: postgres://user@host/database.",
    );
  }
  return place;
}

/**
 * The path of the copy of `--publish`.
 * @throws {UsageError} where it cannot be written, before a request is spent
 */
export async function publishPlace(context: Context, file: string, flags: OwnFileFlags): Promise<string> {
  if (isServer(flags.warehouse ?? "")) {
    throw new UsageError(
      "--publish copies a DuckDB file, and this warehouse is on a server.",
      "Leave it out: others read from the server itself while a sync writes.",
    );
  }
  const place = await refuseOwnFile(context, flags, { flag: "--publish", file });
  const folder = await stat(dirname(place)).catch(() => null);
  if (!folder?.isDirectory()) {
    throw new UsageError(`--publish: the folder ${dirname(place)} does not exist.`, "Create it, or name another file.");
  }
  const existing = await stat(place).catch(() => null);
  if (existing && !existing.isFile()) {
    const what = existing.isDirectory() ? "a folder" : "a device or a pipe";
    throw new UsageError(`--publish: ${place} is ${what}.`, "Name a file.");
  }
  return place;
}

/** Whether there is a file at that place, or a warehouse in that database. */
export const isThere = (place: string): Promise<boolean> =>
  isServer(place)
    ? hasWarehouse(place)
    : stat(place).then(
        () => true,
        () => false,
      );

/** The warehouse at that place, for reading; null where there is none yet. */
export const openIfThere = async (place: string, options: ReaderOptions): Promise<OpenReader | null> =>
  (await isThere(place)) ? openReader(place, options) : null;
