import { headlineOf } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type Figure, figure, hiddenFigure, isThere, leftOut, shareFigure } from "../figures.ts";
import { isFew, protectFigure } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";
import { furtherLengths } from "./families.ts";

/** Resolution on scales of one length. */
export interface ShareFamily extends Figure {
  readonly points: number;
}

export interface ResolutionPart {
  readonly resolution: Figure;
  readonly resolution_families: readonly ShareFamily[];
}

/** How many report that their matter was solved. */
export const resolution = defineSection({
  key: "resolution",
  words: { en: { title: "Resolution" }, de: { title: "Lösungsquote" } },
  read: async (context: Context): Promise<ResolutionPart> => ({
    resolution: shareFigure((await context.headline()).resolution),
    resolution_families: headlineOf(await context.scores()).resolution.map(({ points, share }) => ({
      points,
      ...figure(share),
    })),
  }),
  protect: {
    resolution: protectFigure,
    resolution_families: (all) => all.map((one) => (isFew(one.n) ? { ...hiddenFigure, points: one.points } : one)),
  },
  finish: (part, { only }) => (only === "scores" ? { resolution: leftOut, resolution_families: [] } : part),
  rows({ resolution: head, resolution_families: all }, { words, phrases, of }) {
    const { filter, pooled } = of(about);
    if (!asksCustomers(filter)) return [];
    return [
      ...(isThere(head) ? [{ label: words.title, value: phrases.share(head) }] : []),
      ...furtherLengths(all, pooled).map((one) => ({
        label: phrases.ofLength(words.title, one.points),
        value: phrases.share(one),
      })),
    ];
  },
});
