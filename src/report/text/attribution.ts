import { type GridStyle, toGrid } from "../../terminal/index.ts";
import type { CreditFigure, Figure } from "../document.ts";
import type { Phrases } from "../phrases.ts";
import { groupName } from "./groups.ts";
import { bold, paragraph } from "./layout.ts";

export const creditRules = ["genesys", "last", "first", "longest", "all"] as const;

/** More would scroll the rest away; Markdown has all. */
const shown = 10;

/** Who gains and who loses where the last agent is blamed: the largest gains and losses first. */
export function creditTable(credits: readonly CreditFigure[], phrases: Phrases, style: GridStyle): string {
  const { texts, formats, missing, few } = phrases;
  const share = (figure: Figure): string => missing(figure, "–") ?? formats.percent(figure.value ?? 0);
  const columns = [
    { title: texts.groupings.agent, flexible: true },
    { title: texts.count, right: true },
    ...creditRules.map((rule) => ({ title: texts.attributionRules[rule], right: true })),
    { title: texts.gain },
  ];
  const rows = byGain(credits)
    .slice(0, shown)
    .map((credit) => [
      groupName(credit, phrases),
      few(credit.last.n),
      ...creditRules.map((rule) => share(credit[rule])),
      gainWords(credit, phrases),
    ]);
  const rest = credits.length - shown;
  const more = rest > 0 ? `${texts.more(formats.count(rest))}\n` : "";
  return `${bold(texts.attribution, style)}\n${toGrid(columns, rows, style)}${more}${paragraph(texts.attributionNote, style)}`;
}

/** Those of whom it is not known last. */
export const byGain = (credits: readonly CreditFigure[]): readonly CreditFigure[] =>
  credits.toSorted((a, b) => size(b) - size(a));

const size = ({ gain }: CreditFigure): number => (gain === null ? -1 : Math.abs(gain));

export const gainWords = ({ gain, last, all }: CreditFigure, { texts, formats }: Phrases): string =>
  gain === null ? (last.hidden || all.hidden ? texts.tooFew : "–") : formats.signed(gain);
