import { ask } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type Correlation, correlationFigure, noCorrelation } from "../figures.ts";
import { block, numeric, table } from "../print/markdown-table.ts";
import { areFew, isFew } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";
import { csat } from "./csat.ts";

export interface DriverFigure {
  readonly driver: "wait" | "talk" | "hold" | "transfers";
  readonly raw: Correlation;
  /** Within queue and media. */
  readonly within: Correlation;
}

export interface DriversPart {
  readonly drivers: readonly DriverFigure[];
}

const names = ["wait", "talk", "hold", "transfers"] as const;

/**
 * How satisfaction goes together with the customer's journey; by the start of the interaction, regardless of the basis
 * of everything else.
 */
export const drivers = defineSection({
  key: "drivers",
  words: {
    en: {
      title: "What goes with satisfaction",
      driver: "what",
      names: { wait: "waiting", talk: "talking", hold: "on hold", transfers: "transfers" },
      within: "within queue and media",
      note: "By the customer's whole journey. It goes together with satisfaction; it does not prove a cause.",
    },
    de: {
      title: "Was mit Zufriedenheit einhergeht",
      driver: "was",
      names: { wait: "Wartezeit", talk: "Gesprächszeit", hold: "Haltezeit", transfers: "Weiterleitungen" },
      within: "innerhalb von Warteschlange und Medium",
      note: "Über den ganzen Weg des Kunden. Es geht mit Zufriedenheit einher und beweist keine Ursache.",
    },
  },
  async read({ reader, filter, signal }: Context): Promise<DriversPart> {
    const rows = await ask(reader, "drivers", { filter, basis: "interaction", signal });
    return {
      drivers: names.map((driver): DriverFigure => {
        const row = rows.find((one) => one.driver === driver);
        if (!row) return { driver, raw: noCorrelation, within: noCorrelation };
        // Within groups, sums of squares are about the groups' own means, which cost a degree of freedom each.
        const { n, strata, within_xx: xx, within_yy: yy, within_xy: xy } = row;
        return {
          driver,
          raw: correlationFigure(row),
          within: correlationFigure({ n: n - strata + 1, x: 0, y: 0, xx, yy, xy }, n),
        };
      }),
    };
  },
  protect: {
    // The known journeys differ by a few answers from one to the other, and from all of them.
    async drivers(all, context) {
      const { n } = (await context.part(csat)).csat;
      const someFew = all.some(({ within }) => isFew(within.n));
      return someFew || areFew(n ?? 0, ...all.map(({ raw }) => raw.n ?? 0)) ? [] : all;
    },
  },
  finish: (part, { only }) => (only === null ? part : { drivers: [] }),
  markdown({ drivers: all }, { words, phrases: { texts, correlation: write }, of }) {
    if (!asksCustomers(of(about).filter)) return "";
    const rows = all.map(({ driver, raw, within }) => [words.names[driver], write(raw), write(within)]);
    return block(words.title, table([words.driver, ...numeric(texts.correlation, words.within)], rows), words.note);
  },
});
