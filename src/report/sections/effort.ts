import { headlineOf } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type EffortFigure, effortFigure, isThere, leftOutEffort } from "../figures.ts";
import { protectEffort } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";
import { furtherLengths } from "./families.ts";

export interface EffortPart {
  /** Of the length of scale with most answers, as `resolution` is; `…_families` have all of them. */
  readonly ces: EffortFigure;
  readonly ces_families: readonly EffortFigure[];
}

/** The customer effort score: how many call it easy. */
export const effort = defineSection({
  key: "effort",
  words: { en: { ces: "Effort (CES)" }, de: { ces: "Aufwand (CES)" } },
  read: async (context: Context): Promise<EffortPart> => ({
    ces: effortFigure((await context.headline()).ces[0]),
    ces_families: headlineOf(await context.scores()).ces.map(effortFigure),
  }),
  protect: { ces: protectEffort, ces_families: (all) => all.map(protectEffort) },
  finish: (part, { only }) => (only === "scores" ? { ces: leftOutEffort, ces_families: [] } : part),
  rows({ ces, ces_families: all }, { words, phrases, of }) {
    const { filter, pooled } = of(about);
    if (!asksCustomers(filter)) return [];
    const row = (label: string, one: EffortFigure) => ({ label, value: phrases.easy(one), note: phrases.ownMean(one) });
    return [
      ...(isThere(ces) ? [row(words.ces, ces)] : []),
      ...furtherLengths(all, pooled).map((one) => row(phrases.ofLength(words.ces, one.points), one)),
    ];
  },
});
