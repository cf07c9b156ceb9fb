import { day, hour } from "../../src/base/index.ts";
import type { Filter } from "../../src/metrics/index.ts";
import {
  createReport,
  type ReportDocument,
  type ReportRequest,
  reportMarkdown,
  reportText,
} from "../../src/report/index.ts";
import { monday } from "../orgs/small-org.ts";
import type { Measured } from "./metrics-measured.ts";

/** A report, and what it reads like. */
interface Reported {
  readonly document: ReportDocument;
  /** A terminal's, line breaks taken for spaces. */
  readonly text: string;
  readonly markdown: string;
}

/** The report of a played org that was read completely: of the ten days from Monday on, by default. */
export async function reported(
  { synced, now }: Measured,
  { filter, ...changes }: Omit<Partial<ReportRequest>, "filter"> & { readonly filter?: Filter } = {},
): Promise<Reported> {
  const range = { from: monday - 9 * hour, to: monday + 10 * day };
  const document = await createReport(synced.warehouse, {
    filter: { ...filter, range: filter?.range ?? range },
    local: { timeZone: "UTC", firstDayOfWeek: 1 },
    completeness: { sentence: "complete", completeTo: now },
    definitionId: null,
    now,
    ...changes,
  });
  const text = reportText(document, { columns: 120, colour: false, language: "en" });
  return { document, text: text.replace(/\s+/g, " "), markdown: reportMarkdown(document, "en") };
}
