import { stat } from "node:fs/promises";
import { extname, sep } from "node:path";
import { UsageError } from "../base/index.ts";
import { type TextFormat, textFormats } from "../export/index.ts";

export const exportFormats = [...textFormats, "xlsx", "parquet"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What is written, and where. */
export type Target =
  | { readonly format: "table"; readonly out: undefined }
  | { readonly format: TextFormat; readonly out: string | undefined }
  | { readonly format: "xlsx"; readonly out: string }
  | { readonly format: "parquet"; readonly out: string; readonly byMonth: boolean };

const endings: Readonly<Record<string, ExportFormat>> = {
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".csv": "csv",
  ".xlsx": "xlsx",
  ".parquet": "parquet",
};

/**
 * What `--format` and `--out` mean together: an ending names its format, a folder means Parquet by month; without either, a
 * screen gets a table and a pipe JSON.
 * @throws {UsageError} where they do not say, or do not go together
 */
export async function chooseFormat(
  { out, format: named }: { readonly format?: ExportFormat; readonly out?: string },
  toScreen: boolean,
): Promise<Target> {
  if (toScreen && out === undefined && named === undefined) return { format: "table", out };
  const folder = out !== undefined && (await isFolder(out));
  const format = named ?? formatOf(out, folder);
  if (format === "xlsx" || format === "parquet") {
    if (out === undefined) {
      throw new UsageError(`${format} does not go to standard output.`, `Name a file: --out responses.${format}`);
    }
    return format === "xlsx" ? { format, out } : { format, out, byMonth: folder };
  }
  return { format, out };
}

const isFolder = async (out: string): Promise<boolean> =>
  out.endsWith("/") || out.endsWith(sep) || (await stat(out).catch(() => null))?.isDirectory() === true;

function formatOf(out: string | undefined, folder: boolean): ExportFormat {
  if (out === undefined) return "json";
  if (folder) return "parquet";
  const format = endings[extname(out).toLowerCase()];
  if (format) return format;
  throw new UsageError(
    `The ending of ${out} does not say in what format it is to be.`,
    `Add --format (${exportFormats.join(", ")}), or an ending such as .csv.`,
  );
}
