import { ask, responseRateOf, wilson, withoutAnswers } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type Figure, hiddenFigure, leftOut } from "../figures.ts";
import { isFew, protectRate, unlessFew } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { families } from "./families.ts";

/** How many responses there are, and what share of them is whole or has a comment. */
export interface VolumePart {
  /** Finished surveys, and the interactions that they belong to; where surveys are left out, those of the evaluations. */
  readonly responses: number | null;
  /** Different interactions of `responses`; null where it is withheld. */
  readonly interactions: number | null;
  /** Of `responses`, those that were answered in part. */
  readonly partial: number | null;
  /** Finished evaluations, which are none of `responses`. */
  readonly evaluations: number | null;
  /** Responses whose interaction is not known. */
  readonly unlinked: number | null;
  readonly completion: Figure;
  readonly comment_rate: Figure;
}

export const volume = defineSection({
  key: "volume",
  words: { en: {}, de: {} },
  async read({ reader, filter, open, signal }: Context): Promise<VolumePart> {
    const rows = await ask(reader, "volume", { filter, signal });
    const survey = rows.find(({ source }) => source === "survey");
    // An unfinished survey has no time of completion: it is in the cohort alone.
    const begun = await ask(reader, "volume", {
      ...{ filter: withoutAnswers(filter), basis: "ended", parameters: open, signal },
    });
    const cohort = begun.find(({ source }) => source === "survey");
    const judged = rows.find(({ source }) => source === "evaluation");
    return {
      responses: survey?.finished ?? 0,
      interactions: (asksCustomers(filter) ? survey : judged)?.interactions ?? 0,
      partial: (survey?.finished ?? 0) - (survey?.complete ?? 0),
      evaluations: judged?.finished ?? 0,
      unlinked: rows.reduce((sum, { unlinked }) => sum + unlinked, 0),
      completion: share(cohort?.complete ?? 0, cohort?.started ?? 0),
      comment_rate: share(survey?.commented ?? 0, survey?.finished ?? 0),
    };
  },
  // A part of the responses differs from them by a count.
  protect: {
    responses: async (responses, context) => ((await areGivenAway(context, responses)) ? null : unlessFew(responses)),
    async interactions(interactions, context, { responses, evaluations }) {
      const several = [responses, evaluations].some((all) => isFew((all ?? 0) - (interactions ?? 0)));
      return several || (await areGivenAway(context, responses)) ? null : unlessFew(interactions);
    },
    partial: (partial, _, { responses }) => (isFew((responses ?? 0) - (partial ?? 0)) ? null : unlessFew(partial)),
    evaluations: unlessFew,
    unlinked: unlessFew,
    completion: async (one, context) => protectRate(one, responseRateOf(await context.cohort()).finished),
    async comment_rate(one, context, { responses }) {
      const withheld = (await areGivenAway(context, responses)) || unlessFew(responses) === null;
      return withheld ? hiddenFigure : protectRate(one);
    },
  },
  finish(part, { only }) {
    if (only === null) return part;
    const partial = only === "scores" ? part.partial : null;
    return { ...part, partial, completion: leftOut, comment_rate: leftOut };
  },
});

/** Whether the responses less those of the lengths of scale that are printed are few: a length that is not printed would follow. */
async function areGivenAway(context: Context, responses: number | null): Promise<boolean> {
  const all = (await context.part(families)).families;
  const printed = all.filter(({ csat }) => !isFew(csat.n)).reduce((sum, { csat }) => sum + (csat.n ?? 0), 0);
  return all.some(({ csat }) => isFew(csat.n)) && isFew((responses ?? 0) - printed);
}

const share = (part: number, n: number): Figure => ({
  value: n > 0 ? part / n : null,
  n,
  ...wilson({ favourable: part, n }),
});
