import { defineSection } from "../define-section.ts";
import { isGiven, isThere, leftOutNps, type NpsFigure, npsFigure } from "../figures.ts";
import { protectNps } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";
import { changes } from "./changes.ts";
import { isNotRead } from "./completeness.ts";

export interface NpsPart {
  readonly nps: NpsFigure;
}

/** Promoters less detractors. */
export const nps = defineSection({
  key: "nps",
  words: { en: {}, de: {} },
  read: async (context: Context): Promise<NpsPart> => ({ nps: npsFigure((await context.headline()).nps) }),
  protect: { nps: protectNps },
  finish: (part, { only }) => (only === "scores" ? { nps: leftOutNps } : part),
  rows({ nps: one }, { phrases, of }) {
    const { texts } = phrases;
    if (!asksCustomers(of(about).filter) || !isGiven(one)) return [];
    const change = of(changes).changes.nps;
    const nothing = isNotRead(of) ? texts.notRead : texts.noAnswers;
    return [
      {
        label: texts.nps,
        value: isThere(one) ? phrases.nps(one) : nothing,
        change: isThere(one) && change ? phrases.change(change) : null,
        note: phrases.npsShares(one),
      },
    ];
  },
});
