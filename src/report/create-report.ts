import { rounded } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import { createContext } from "./context.ts";
import { readHiddenCells } from "./protection/linked-tables.ts";
import type { ReportRequest } from "./request.ts";
import { type ReportDocument, sections } from "./sections.ts";

/** What may be asked for by itself: a part of a report. */
export const sectionKeys: readonly string[] = sections.map(({ key }) => key);

/** Reads the sections that are asked for, each number with its sample and interval. */
type ReadSections = (keys: readonly string[]) => Promise<Partial<ReportDocument>>;

/**
 * The sections of one report, to be read one by one: what several need is read from the warehouse once, whenever they are asked for.
 * Asks the warehouse alone, and no one else. Whichever sections are asked for, what one withholds does not follow from another:
 * tables that divide the same answers are protected together, as in the whole report.
 */
export function createSections(reader: Reader, request: ReportRequest): ReadSections {
  const context = createContext(reader, request, readHiddenCells);
  return async (keys) => {
    const document: Partial<ReportDocument> = {};
    for (const section of sections)
      if (keys.includes(section.key)) Object.assign(document, await section.finish(context));
    return rounded(document);
  };
}

/** All sections of a report on the responses that its filter chooses. */
export async function createReport(reader: Reader, request: ReportRequest): Promise<ReportDocument> {
  const document = await createSections(reader, request)(sectionKeys);
  // It has all sections.
  return document as ReportDocument;
}
