import { type Family, familiesOf, pooled } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import {
  type Figure,
  figure,
  hiddenFigure,
  isGiven,
  isThere,
  leftOut,
  leftOutMean,
  type MeanFigure,
  meanFigure,
  noFigure,
} from "../figures.ts";
import { protectBottom, protectFigure, protectMean } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context, MetricRow } from "../section.ts";
import { about } from "./about.ts";
import { changes } from "./changes.ts";
import { isNotRead } from "./completeness.ts";
import { families } from "./families.ts";

export interface CsatPart {
  /** Of the length of scale with most answers; under `pooled` of all. */
  readonly csat: Figure;
  /** The same of surveys by web and by voice, which ask differently. */
  readonly csat_by_channel: { readonly web: Figure; readonly voice: Figure };
  readonly mean_satisfaction: MeanFigure;
  readonly bottom_box: Figure;
}

/** Customer satisfaction: the share of satisfied answers to the lead questions, their mean, and the lowest of them. */
export const csat = defineSection({
  key: "csat",
  words: {
    en: {
      ofLength: (values: string) => `CSAT of ${values}`,
      pooled: "pooled: scales of different lengths combined into one score",
      channels: "Asked by",
      bottomBox: "Bottom box",
    },
    de: {
      ofLength: (values) => `CSAT, ${values}`,
      pooled: "zusammengefasst: Skalen verschiedener Länge in einer Zahl",
      channels: "Befragt per",
      bottomBox: "Unterste Antworten",
    },
  },
  async read(context: Context): Promise<CsatPart> {
    const head = (await context.headline()).csat[0] ?? null;
    return {
      csat: head ? figure(head.share) : noFigure,
      csat_by_channel: await readChannels(context),
      mean_satisfaction: meanFigure(head),
      bottom_box: head ? figure(head.bottom) : noFigure,
    };
  },
  protect: {
    csat: protectFigure,
    async csat_by_channel(channels, context) {
      const hidden = await context.hidden();
      const shown = (id: "web" | "voice"): Figure =>
        hidden.csat("channel", id) && channels[id].n !== 0 ? hiddenFigure : channels[id];
      return { web: shown("web"), voice: shown("voice") };
    },
    async mean_satisfaction(mean, context, part) {
      const [longest] = (await context.part(families)).families;
      return protectMean(mean, part.csat, part.bottom_box, longest?.points ?? null);
    },
    bottom_box: (bottom, _, part) => protectBottom(bottom, part.csat),
  },
  finish: (part, { only }) =>
    only === "scores"
      ? {
          csat: leftOut,
          csat_by_channel: { web: leftOut, voice: leftOut },
          mean_satisfaction: leftOutMean,
          bottom_box: leftOut,
        }
      : part,
  rows(part, { words, phrases, of }): readonly MetricRow[] {
    const { texts, formats, share } = phrases;
    const { filter, pooled: isPooled } = of(about);
    if (!asksCustomers(filter)) return [];
    const { csat: head, csat_by_channel: channels, mean_satisfaction: mean, bottom_box: bottom } = part;
    const { web, voice } = channels;
    const all = of(families).families;
    const [first] = all;
    const change = of(changes).changes.csat;
    const nothing = isNotRead(of) ? texts.notRead : texts.noAnswers;
    const note = isPooled ? words.pooled : first ? phrases.rules(first.rules) : null;
    const both = `${texts.web} ${share(web)}; ${texts.voice} ${share(voice)}`;
    return [
      ...(isGiven(head)
        ? [
            {
              ...{ label: texts.csat, value: share(head, nothing), note },
              change: isThere(head) && change ? phrases.change(change) : null,
            },
          ]
        : []),
      ...(isThere(web) && isThere(voice) ? [{ label: words.channels, value: both }] : []),
      ...(isThere(mean) ? [{ label: texts.meanSatisfaction, value: phrases.mean(mean) }] : []),
      ...(isPooled ? all : all.slice(1)).map((family) => ({
        label: words.ofLength(texts.values(formats.count(family.points))),
        value: share(family.csat),
        note: phrases.rules(family.rules),
      })),
      ...(isGiven(bottom) ? [{ label: words.bottomBox, value: share(bottom), place: "page" as const }] : []),
    ];
  },
});

/** The headline of surveys by web and of surveys by voice. */
async function readChannels(context: Context): Promise<CsatPart["csat_by_channel"]> {
  const { pool } = context;
  const points = await context.points();
  const rows = await context.channels();
  const of = (channel: string): Figure => {
    const own = rows.filter(({ group_id }) => group_id?.toLowerCase() === channel);
    const family: Family | null | undefined = pool
      ? pooled(own, "csat")
      : familiesOf(own, "csat").find((one) => one.points === points);
    return family ? figure(family.share) : noFigure;
  };
  return { web: of("web"), voice: of("voice") };
}
