import { compareMeans, compareNps, compareShares, isOtherScale } from "../comparison/compare.ts";
import { type ChangeFigure, judge, protectChange } from "../comparison/judge.ts";
import { defineSection } from "../define-section.ts";
import { figure, meanFigure, noFigure } from "../figures.ts";
import { block, table } from "../print/markdown-table.ts";
import { isFew, protectMean } from "../protection/hide-few.ts";
import { breaksOf, counted, countedNps } from "../question-versions.ts";
import { asksCustomers } from "../scores.ts";
import type { Context } from "../section.ts";
import { about } from "./about.ts";
import { families } from "./families.ts";

export interface ChangesPart {
  readonly changes: {
    readonly csat: ChangeFigure | null;
    readonly nps: ChangeFigure | null;
    readonly mean_satisfaction: ChangeFigure | null;
  };
}

const noChanges = { csat: null, nps: null, mean_satisfaction: null } as const;

/** How the numbers of the whole changed since the period before, one table of three. */
export const changes = defineSection({
  key: "changes",
  words: { en: { title: "Compared with before" }, de: { title: "Verglichen mit vorher" } },
  read: async (context: Context): Promise<ChangesPart> => ({ changes: await readChanges(context) }),
  protect: {
    async changes({ csat, nps, mean_satisfaction: mean }, context) {
      const headline = await context.headline();
      const head = headline.csat[0];
      const [longest] = (await context.part(families)).families;
      const [share, bottom] = head ? [figure(head.share), figure(head.bottom)] : [noFigure, noFigure];
      const shownMean = protectMean(meanFigure(head ?? null), share, bottom, longest?.points ?? null);
      return {
        csat: protectChange(csat, isFew(share.n), isFew(csat?.before.n)),
        nps: protectChange(nps, isFew(headline.nps.n), isFew(nps?.before.n)),
        mean_satisfaction: protectChange(mean, shownMean.hidden === true, isFew(mean?.before.n)),
      };
    },
  },
  finish: (part, { only }) => (only === "scores" ? { changes: noChanges } : part),
  markdown({ changes: { csat, nps, mean_satisfaction: mean } }, { words, phrases, of }) {
    const { texts, formats, missing, share, unit } = phrases;
    const { compared_with: before, filter } = of(about);
    if (before === null || !asksCustomers(filter)) return "";
    const row = (label: string, change: ChangeFigure | null, write = share, sign = formats.signed): string[][] =>
      change === null ? [] : [[label, missing(change.before) ?? write(change.before), phrases.change(change, sign)]];
    const writeNps = ({ value, n, ...bounds }: ChangeFigure["before"]): string =>
      phrases.nps({ value, n, ...bounds, promoters: null, passives: null, detractors: null });
    return block(
      words.title,
      table(
        [texts.metric, `${texts.before}, ${formats.range(before)}`, texts.change],
        [
          ...row(texts.csat, csat),
          ...row(texts.meanSatisfaction, mean, unit, formats.signedTwo),
          ...row(texts.nps, nps, writeNps),
        ],
      ),
    );
  },
});

async function readChanges(context: Context): Promise<ChangesPart["changes"]> {
  const { filter, compared, pool, minEffect } = context;
  if (compared === null) return noChanges;
  const [now, before] = [await context.headline(), await context.headlineBefore()];
  const points = await context.points();
  const versions = [...(await context.versionsBefore()), ...(await context.versions())];
  const obstacle = await context.obstacle();
  const times = await context.versionTimes(versions);
  const isReworded = breaksOf(counted(versions, filter), points, times).length > 0;
  const ofCsat = !pool && isOtherScale(before, now) ? "families" : isReworded ? "break" : null;
  const ofNps = breaksOf(countedNps(versions, filter), null, times).length > 0 ? "break" : null;
  const daysBefore = (await context.daysBefore()) ?? undefined;
  const days = (await context.days()) ?? undefined;
  const family = before.csat.find((one) => pool || one.points === points) ?? null;
  const csat = [
    { is: family, days: daysBefore },
    { is: now.csat[0] ?? null, days },
  ] as const;
  const nps = [
    { is: before.nps, days: daysBefore },
    { is: now.nps, days },
  ] as const;
  const [share, score, mean] = judge(
    [
      compareShares(...csat, points, obstacle ?? ofCsat),
      compareNps(...nps, obstacle ?? ofNps),
      compareMeans(...csat, points, obstacle ?? ofCsat),
    ],
    minEffect,
  );
  return { csat: share?.change ?? null, nps: score?.change ?? null, mean_satisfaction: mean?.change ?? null };
}
