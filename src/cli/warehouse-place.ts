import { resolve } from "node:path";
import type { Shell } from "./shell.ts";

/** Where the warehouse is: `--warehouse`, else `AFTERWORD_WAREHOUSE`, else a file here; a sandbox's is never a real one's. */
export const warehousePlace = (
  { cwd, env }: Shell,
  { warehouse, sandbox = false }: { readonly warehouse?: string | undefined; readonly sandbox?: boolean | undefined },
): string =>
  resolve(cwd, warehouse ?? (sandbox ? "afterword-sandbox.duckdb" : env["AFTERWORD_WAREHOUSE"] || "afterword.duckdb"));
