import { stat } from "node:fs/promises";
import { extname, sep } from "node:path";
import { UsageError } from "../../base/index.ts";
import { type TextFormat, textFormats } from "../../export/index.ts";
import type { OutFile } from "./open-output.ts";

export const exportFormats = [...textFormats, "xlsx", "parquet"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The format of an export, and where it goes. */
export type Target =
  | { readonly format: "table"; readonly out: undefined }
  | { readonly format: TextFormat; readonly out: OutFile | undefined }
  | { readonly format: "xlsx"; readonly out: OutFile }
  | { readonly format: "parquet"; readonly out: OutFile; readonly byMonth: boolean };

const textEndings = { ".json": "json", ".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv" } as const;
const endings = { ...textEndings, ".xlsx": "xlsx", ".parquet": "parquet" } as const;

/**
 * Text, wherever it goes: `--format`, else what the ending of `--out` names, else JSON.
 * @throws {UsageError} where the ending names none
 */
export const chooseTextFormat = ({
  format,
  out,
}: {
  readonly format?: TextFormat | undefined;
  readonly out: OutFile | undefined;
}): TextFormat => format ?? (out === undefined ? "json" : formatByEnding(out.name, textEndings));

/** Why a format has no plain form. */
const needsNoPlain: Readonly<Record<Exclude<ExportFormat, "csv">, string>> = {
  json: "JSON has each value as it is.",
  ndjson: "NDJSON has each value as it is.",
  parquet: "Parquet has each value as it is.",
  xlsx: "XLSX is for spreadsheets alone, and marks each text as text.",
};

/**
 * What `--format` and `--out` mean together: an ending names its format, a folder means Parquet by month; without either, a
 * screen gets a table and a pipe JSON, or either gets plain CSV.
 * @throws {UsageError} where they name none, or contradict each other
 */
export async function chooseFormat(
  {
    out,
    format: named,
    plain = false,
  }: {
    readonly format?: ExportFormat | undefined;
    readonly out: OutFile | undefined;
    readonly plain?: boolean | undefined;
  },
  toScreen: boolean,
): Promise<Target> {
  if (toScreen && out === undefined && named === undefined && !plain) return { format: "table", out };
  const folder = out !== undefined && (await isFolder(out));
  const format = named ?? formatOf(out, folder, plain);
  if (plain && format !== "csv") {
    const advice = `${needsNoPlain[format]} Leave --plain out, or take --format csv.`;
    throw new UsageError(`--plain is for CSV, and this is ${format}.`, advice);
  }
  if (format === "xlsx" || format === "parquet") {
    if (out === undefined) {
      throw new UsageError(`${format} cannot be written to standard output.`, `Name a file: --out responses.${format}`);
    }
    return format === "xlsx" ? { format, out } : { format, out, byMonth: folder };
  }
  return { format, out };
}

const isFolder = async ({ name, path }: OutFile): Promise<boolean> =>
  name.endsWith("/") || name.endsWith(sep) || (await stat(path).catch(() => null))?.isDirectory() === true;

function formatOf(out: OutFile | undefined, folder: boolean, plain: boolean): ExportFormat {
  if (out === undefined) return plain ? "csv" : "json";
  return folder ? "parquet" : formatByEnding(out.name, endings);
}

export const reportFormats = ["text", "md", "html", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

const reportEndings = { ".txt": "text", ".md": "md", ".markdown": "md", ".html": "html", ".json": "json" } as const;

/**
 * `--format`, else the format that the ending of `--out` names, else text for a terminal and JSON for a pipe.
 * @throws {UsageError} where the ending names none
 */
export function chooseReportFormat(
  { format, out }: { readonly format?: ReportFormat | undefined; readonly out: OutFile | undefined },
  isTerminal: boolean,
): ReportFormat {
  if (format) return format;
  if (out === undefined) return isTerminal ? "text" : "json";
  return formatByEnding(out.name, reportEndings);
}

/** Formats by the endings that name them. */
type Endings<Format extends string> = Readonly<Record<`.${string}`, Format>>;

/**
 * The format that the ending of `--out` names.
 * @throws {UsageError} where the ending names none
 */
function formatByEnding<Format extends string>(out: string, endings: Endings<Format>): Format {
  const ending = extname(out).toLowerCase();
  const named = Object.entries(endings).find(([one]) => one === ending);
  if (named) return named[1];
  throw new UsageError(
    `The ending of ${out} names no format.`,
    `Add --format (${[...new Set(Object.values(endings))].join(", ")}), or one of the endings ${Object.keys(endings).join(", ")}.`,
  );
}
