import { extname } from "node:path";
import { UsageError } from "../base/index.ts";

export const reportFormats = ["text", "md", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

const endings: Readonly<Record<string, ReportFormat>> = {
  ".txt": "text",
  ".md": "md",
  ".markdown": "md",
  ".json": "json",
};

/**
 * What is written: `--format`, else what the ending of `--out` says, else text for a terminal and JSON for a pipe.
 * @throws {UsageError} where an ending says nothing
 */
export function chooseReportFormat(
  { format, out }: { readonly format?: ReportFormat; readonly out?: string },
  isTerminal: boolean,
): ReportFormat {
  if (format) return format;
  if (out === undefined) return isTerminal ? "text" : "json";
  const named = endings[extname(out).toLowerCase()];
  if (named) return named;
  throw new UsageError(
    `The ending of ${out} does not say in what format it is to be.`,
    `Add --format (${reportFormats.join(", ")}), or an ending such as .md.`,
  );
}
