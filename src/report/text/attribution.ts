import { type GridStyle, toGrid } from "../../terminal/index.ts";
import type { CreditFigure, Figure } from "../document.ts";
import type { Phrases } from "../phrases.ts";
import { groupName } from "./groups.ts";
import { bold, paragraph } from "./layout.ts";

export const creditRules = ["genesys", "last", "first", "longest", "all"] as const;

/** More would scroll the rest away; Markdown has all. */
const shown = 10;

/** Who gains and who loses where the last agent is blamed: those first of whom it is sure. */
export function creditTable(credits: readonly CreditFigure[], phrases: Phrases, style: GridStyle): string {
  const { texts, formats, missing, few } = phrases;
  const share = (figure: Figure): string => missing(figure, "–") ?? formats.percent(figure.value ?? 0);
  const columns = [
    { title: texts.groupings.agent, flexible: true },
    { title: texts.count, right: true },
    ...creditRules.map((rule) => ({ title: texts.attributionRules[rule], right: true })),
    { title: texts.gain },
  ];
  const rows = credits
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

export const gainWords = ({ gain, last, all }: CreditFigure, { texts, formats, between }: Phrases): string => {
  if (gain.value === null) return last.hidden || all.hidden || (gain.n ?? 0) > 0 ? texts.tooFew : "–";
  const bounds = between(gain, formats.signed, texts.to);
  return bounds === "" ? formats.signed(gain.value) : `${formats.signed(gain.value)} (${bounds})`;
};
