import { defineSection } from "../define-section.ts";
import { type Figure, isGiven, leftOut } from "../figures.ts";
import { protectFigure } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { meanOfRows } from "../whole-survey-means.ts";
import { about } from "./about.ts";

export interface CsatIndexPart {
  readonly csat_index: Figure;
}

/** The mean over all satisfaction questions of each survey. */
export const csatIndex = defineSection({
  key: "csat_index",
  words: {
    en: { label: "CSAT index", note: "mean over all satisfaction questions of a survey" },
    de: { label: "CSAT-Index", note: "Mittelwert über alle Zufriedenheitsfragen einer Umfrage" },
  },
  async read(context: Context): Promise<CsatIndexPart> {
    const surveys = (await context.indices()).filter(({ source }) => source === "survey");
    return { csat_index: meanOfRows(surveys, "index", [0, 1]) };
  },
  protect: { csat_index: protectFigure },
  finish: (part, { only }) => (only === null ? part : { csat_index: leftOut }),
  rows: ({ csat_index: one }, { words, phrases, of }) =>
    asksCustomers(of(about).filter) && isGiven(one) ? [{ ...words, value: phrases.unit(one), place: "page" }] : [],
});
