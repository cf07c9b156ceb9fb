import { rounded } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { createContext } from "./context.ts";
import { readHiddenCells } from "./protection/linked-tables.ts";
import type { ReportRequest } from "./request.ts";
import { type ReportDocument, sections } from "./sections.ts";

/**
 * The sections of a report that are asked for, each number with its sample and interval. Asks the warehouse alone, and no one else.
 * Whichever sections are asked for, what one withholds does not follow from another: tables that divide the same answers are
 * protected together, as in the whole report.
 */
export async function readSections(
  reader: Reader,
  request: ReportRequest,
  keys: readonly string[],
): Promise<Partial<ReportDocument>> {
  const context = createContext(reader, request, readHiddenCells);
  const document: Partial<ReportDocument> = {};
  for (const section of sections)
    if (keys.includes(section.key)) Object.assign(document, await section.finish(context));
  return rounded(document);
}

/** All sections of a report on the responses that its filter chooses. */
export async function createReport(reader: Reader, request: ReportRequest): Promise<ReportDocument> {
  const document = await readSections(
    reader,
    request,
    sections.map(({ key }) => key),
  );
  // It has all sections.
  return document as ReportDocument;
}
