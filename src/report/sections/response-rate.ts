import { byChannel, type FunnelRow, responseRateOf } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type Figure, figure, hiddenFigure, isGiven, isThere, leftOut } from "../figures.ts";
import { areFew, isFew, unlessFew } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context, Printer } from "../section.ts";
import { about } from "./about.ts";
import { isNotRead } from "./completeness.ts";
import { volume } from "./volume.ts";

export interface RateFigure extends Figure {
  readonly finished: number | null;
  readonly delivered: number | null;
  readonly open: number | null;
  /** Whether no survey of the cohort may still be answered. */
  readonly complete: boolean;
  /** Surveys outside of the rate, by state. */
  readonly outside: Readonly<Record<string, number>>;
}

export interface ResponseRatePart {
  readonly response_rate: RateFigure;
  readonly response_rate_by_channel: { readonly web: RateFigure; readonly voice: RateFigure };
}

const withheld: RateFigure = {
  ...hiddenFigure,
  ...{ finished: null, delivered: null, open: null, complete: false, outside: {} },
};
const noRate: RateFigure = { ...leftOut, finished: null, delivered: null, open: null, complete: true, outside: {} };

const words = {
  en: {
    answered: {
      web: (rate: string) => `${rate} of the surveys delivered by web were answered`,
      voice: (rate: string) => `${rate} of the voice surveys that were delivered were answered to the end`,
    },
    rangeNotRead: "how many surveys were delivered and answered has not been read",
    nobodyAsked: "no survey was delivered",
    outside: (states: string) => `Outside of the rate: ${states}.`,
    webRate: "web",
    voiceRate: "voice, completion after entering",
    completion: "Completion",
    completionNote: "answered in full, of those begun",
    commentRate: "Comment rate",
    commentNote: "with a comment, of those answered",
  },
  de: {
    answered: {
      web: (rate: string) => `${rate} der im Web zugestellten Umfragen sind beantwortet`,
      voice: (rate: string) => `${rate} der zugestellten Telefonumfragen sind bis zum Ende beantwortet`,
    },
    rangeNotRead: "wie viele Umfragen zugestellt und beantwortet wurden, ist nicht gelesen",
    nobodyAsked: "keine Umfrage wurde zugestellt",
    outside: (states: string) => `Nicht in der Quote: ${states}.`,
    webRate: "Web",
    voiceRate: "Sprache, abgeschlossen nach Beginn",
    completion: "Vollständigkeit",
    completionNote: "ganz beantwortet, von den begonnenen",
    commentRate: "Kommentarquote",
    commentNote: "mit Kommentar, von den beantworteten",
  },
};

/** Of the surveys that were delivered, those that were answered, completed and commented; by web and by voice, which ask differently. */
export const responseRate = defineSection({
  key: "response_rate",
  words,
  async read(context: Context): Promise<ResponseRatePart> {
    const rows = await context.cohort();
    const { web, voice } = byChannel(rows);
    return {
      response_rate: rateFigure(rows),
      response_rate_by_channel: { web: rateFigure(web), voice: rateFigure(voice) },
    };
  },
  protect: {
    response_rate: (rate) =>
      areFew(rate.delivered ?? 0, rate.finished ?? 0)
        ? { ...withheld, complete: rate.complete }
        : {
            ...rate,
            open: unlessFew(rate.open),
            outside: Object.fromEntries(Object.entries(rate.outside).filter(([, surveys]) => !isFew(surveys))),
          },
    // Of the channels no state is listed: each would be the other's, subtracted.
    async response_rate_by_channel({ web, voice }, context) {
      const hidden = await context.hidden();
      const shown = (one: RateFigure, id: "web" | "voice"): RateFigure =>
        hidden.rate("channel", id) && one.n !== 0
          ? { ...withheld, complete: one.complete }
          : { ...one, open: null, outside: {} };
      return { web: shown(web, "web"), voice: shown(voice, "voice") };
    },
  },
  finish: (part, { only }) =>
    only === null ? part : { response_rate: noRate, response_rate_by_channel: { web: noRate, voice: noRate } },
  rows({ response_rate: rate, response_rate_by_channel: { web, voice } }, { words, phrases, of }) {
    const { texts } = phrases;
    if (!asksCustomers(of(about).filter)) return [];
    const { completion, comment_rate: comments } = of(volume);
    const row = (one: Figure, label: string, value: string, note: string | null) =>
      isGiven(one) ? [{ label, value, note, place: "page" as const }] : [];
    const outside = phrases.outside(rate.outside);
    const note = outside === "" ? null : words.outside(outside);
    // One rate of both would be of neither.
    const both = isThere(web) && isThere(voice);
    const rateRow = (one: RateFigure, label: string, own: string | null) => row(one, label, phrases.rate(one), own);
    return [
      ...(both ? [] : rateRow(rate, texts.responseRate, note)),
      ...rateRow(web, `${texts.responseRate}: ${words.webRate}`, both ? note : null),
      ...rateRow(voice, `${texts.responseRate}: ${words.voiceRate}`, null),
      ...row(completion, words.completion, phrases.share(completion), words.completionNote),
      ...row(comments, words.commentRate, phrases.share(comments), words.commentNote),
    ];
  },
});

function rateFigure(rows: readonly FunnelRow[]): RateFigure {
  const { finished, delivered, open, complete, outside, ...estimate } = responseRateOf(rows);
  return { ...figure(estimate), finished, delivered, open, complete, outside };
}

/** Web and voice ask differently: one sentence about both would be true of neither. */
export function answeredWords({ phrases, of, language }: Printer): string {
  const { texts, formats, missing } = phrases;
  const { rangeNotRead, nobodyAsked, answered } = words[language];
  const { response_rate: rate, response_rate_by_channel: channels } = of(responseRate);
  const none = missing(rate, isNotRead(of) ? rangeNotRead : nobodyAsked);
  if (none !== null) return none;
  const parts = (["web", "voice"] as const).flatMap((channel) => {
    const { value, hidden } = channels[channel];
    if (hidden) return [`${texts[channel]}: ${texts.tooFew}`];
    return value === null ? [] : [answered[channel](formats.percent(value))];
  });
  const open = rate.open === null ? texts.fewerThanTen : formats.count(rate.open);
  return [...parts, ...(rate.complete ? [] : [texts.incompleteCohort(open)])].join(", ");
}
