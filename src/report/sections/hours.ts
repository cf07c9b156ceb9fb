import { hour } from "../../base/index.ts";
import { groupedBy, headlineOf, hoursOfWeek } from "../../metrics/index.ts";
import { defineSection } from "../define-section.ts";
import { type Figure, figure } from "../figures.ts";
import { block, numeric, table } from "../print/markdown-table.ts";
import { readScores } from "../scores.ts";
import type { Context } from "../section.ts";

export interface HoursPart {
  readonly hours: readonly { readonly weekday: number; readonly hour: number; readonly csat: Figure }[];
}

/** More hours than these in a range, some two years, are not looked at one by one. */
const maxHours = 20_000;

/** CSAT by the weekday (1 is Monday) and hour of local time in which interactions began. */
export const hours = defineSection({
  key: "hours",
  words: {
    en: {
      title: "Hours of the week",
      note: "By start of the interaction.",
      hidden: (count: string) => `Hours with too few answers: ${count}.`,
      weekday: "weekday",
      hour: "hour",
    },
    de: {
      title: "Stunden der Woche",
      note: "Nach Beginn der Interaktion.",
      hidden: (count) => `Stunden mit zu wenigen Antworten: ${count}.`,
      weekday: "Wochentag",
      hour: "Stunde",
    },
  },
  async read(context: Context): Promise<HoursPart> {
    const { reader, request, filter, pool, signal } = context;
    if ((filter.range.to - filter.range.from) / hour > maxHours) return { hours: [] };
    const points = await context.points();
    const buckets = hoursOfWeek(filter.range, request.local);
    const rows = await readScores(reader, { filter, basis: "interaction", buckets, signal });
    const cells = [...groupedBy(rows, ({ bucket }) => bucket)]
      .flatMap(([label, own]) => {
        const [weekday = 0, at = 0] = (label ?? "").split(" ").map(Number);
        const family = headlineOf(own, pool).csat.find((one) => pool || one.points === points);
        return family ? [{ weekday, hour: at, csat: figure(family.share) }] : [];
      })
      .sort((a, b) => a.weekday - b.weekday || a.hour - b.hour);
    return { hours: cells };
  },
  // By another time than the rest: the responses between the two times would be a count.
  protect: { hours: () => [] },
  finish: (part, { only }) => (only === "scores" ? { hours: [] } : part),
  markdown({ hours: cells }, { words, phrases: { texts, formats, share } }) {
    const rows = cells
      .filter(({ csat }) => csat.value !== null)
      .map(({ weekday, hour: at, csat }) => [formats.weekday(weekday), formats.hour(at), share(csat)]);
    const hidden = cells.filter(({ csat }) => csat.hidden).length;
    return block(
      words.title,
      table([words.weekday, words.hour, ...numeric(texts.csatShort)], rows),
      words.note,
      hidden === 0 ? "" : words.hidden(formats.count(hidden)),
    );
  },
});
