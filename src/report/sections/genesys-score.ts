import { defineSection } from "../define-section.ts";
import { type Figure, isGiven, leftOut } from "../figures.ts";
import { protectFigure } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { meanOfRows } from "../whole-survey-means.ts";
import { about } from "./about.ts";

export interface GenesysScorePart {
  readonly genesys_score: Figure;
}

/** Genesys' own total score, to compare with its views. */
export const genesysScore = defineSection({
  key: "genesys_score",
  words: {
    en: { label: "Genesys score", note: "mean total score in percent, to compare with Genesys' own views" },
    de: {
      label: "Genesys-Punktzahl",
      note: "mittlere Gesamtpunktzahl in Prozent, zum Vergleich mit den Ansichten von Genesys",
    },
  },
  async read(context: Context): Promise<GenesysScorePart> {
    const surveys = (await context.indices()).filter(({ source }) => source === "survey");
    return { genesys_score: meanOfRows(surveys, "total", [0, 100]) };
  },
  protect: { genesys_score: protectFigure },
  finish: (part, { only }) => (only === null ? part : { genesys_score: leftOut }),
  rows: ({ genesys_score: one }, { words, phrases, of }) =>
    asksCustomers(of(about).filter) && isGiven(one) ? [{ ...words, value: phrases.score(one), place: "page" }] : [],
});
