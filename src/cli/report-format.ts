import { formatByEnding } from "./ending.ts";
import type { OutFile } from "./output/open-output.ts";

export const reportFormats = ["text", "md", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

const endings = { ".txt": "text", ".md": "md", ".markdown": "md", ".json": "json" } as const;

/**
 * What is written: `--format`, else what the ending of `--out` says, else text for a terminal and JSON for a pipe.
 * @throws {UsageError} where an ending says nothing
 */
export function chooseReportFormat(
  { format, out }: { readonly format?: ReportFormat | undefined; readonly out: OutFile | undefined },
  isTerminal: boolean,
): ReportFormat {
  if (format) return format;
  if (out === undefined) return isTerminal ? "text" : "json";
  return formatByEnding(out.name, endings);
}
