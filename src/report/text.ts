import type { GridStyle } from "../terminal/index.ts";
import { headerOf } from "./header.ts";
import { bold, labelled, paragraph, unbroken } from "./print/layout.ts";
import type { Language } from "./print/words/words.ts";
import { caveatsOf, createPrinter } from "./print-document.ts";
import type { ScreenLimits, TextPrinter } from "./section.ts";
import { type ReportDocument, sections } from "./sections.ts";

/** How wide and in what way a report is printed. */
export interface TextStyle extends GridStyle {
  readonly language: Language;
  /** Lines that fit on the screen, as far as that can be. @default 40 */
  readonly lines?: number | undefined;
}

const whole = { names: 8, caveats: 100 };
/** From the fullest screen to the emptiest. */
const screens: readonly ScreenLimits[] = [
  { queues: 6, comments: 3, questions: 2, ...whole },
  { queues: 5, comments: 2, questions: 2, ...whole },
  { queues: 4, comments: 2, questions: 1, ...whole },
  { queues: 3, comments: 1, questions: 1, ...whole },
  { queues: 2, comments: 1, questions: 1, ...whole },
  { queues: 2, comments: 1, questions: 1, names: 3, caveats: 100 },
  { queues: 2, comments: 1, questions: 1, names: 3, caveats: 4 },
  { queues: 2, comments: 1, questions: 0, names: 3, caveats: 2 },
  { queues: 4, comments: 0, questions: 0, names: 0, caveats: 2 },
  { queues: 2, comments: 0, questions: 0, names: 0, caveats: 2 },
  { queues: 0, comments: 0, questions: 0, names: 0, caveats: 2 },
];
/** More scrolls the headline away. */
const usualLines = 40;

/** A report on one screen: the whole, the trend, queues and agents or the groups of `by`, comments, and how far to trust it. */
export function reportText(document: ReportDocument, style: TextStyle): string {
  let text = "";
  for (const limits of screens) {
    const printer = { ...createPrinter(document, style.language, limits.questions), style, limits };
    text = onScreen(document, printer);
    if (text.split("\n").length - 1 <= (style.lines ?? usualLines)) break;
  }
  return text;
}

function onScreen(document: ReportDocument, printer: TextPrinter): string {
  const grouped = document.by !== null;
  const blocks = sections
    // Where groups are asked for, they stand in place of queues and agents.
    .filter(({ key }) => !grouped || (key !== "queues" && key !== "agents"))
    .map((section) => section.text(document, printer))
    .filter((block) => block !== "");
  const parts = [header(printer), headline(document, printer), ...blocks, caveats(document, printer)];
  // Lines were broken where they may be: what held words together has done its work.
  return parts.join("\n").replaceAll("\u00a0", " ");
}

function header(printer: TextPrinter): string {
  const { style } = printer;
  const { title, parts, filter } = headerOf(printer);
  return [
    `${bold(title, style)}\n`,
    paragraph(parts.map(unbroken).join("\u00a0· "), style),
    ...(filter === null ? [] : [paragraph(filter, style)]),
  ].join("");
}

/** The numbers of the whole, with the lines right below them. */
function headline(document: ReportDocument, printer: TextPrinter): string {
  const rows = sections
    .flatMap((section) => section.rows(document, printer))
    .filter(({ place }) => place !== "page")
    .map(({ label, value, change, note }) => [label, [value, change, note].filter(Boolean).join("; ")] as const);
  return labelled(rows, printer.style) + sections.map((section) => section.line(document, printer)).join("");
}

/** The limits of the intervals are a paragraph of their own. */
function caveats(document: ReportDocument, printer: TextPrinter): string {
  const { style, limits } = printer;
  const [first = "", ...others] = caveatsOf(document, printer).slice(0, limits.caveats);
  return paragraph(first, style) + paragraph(others.join(" "), style);
}
