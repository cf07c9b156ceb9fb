import { plain } from "../base/index.ts";
import { type GridStyle, toGrid } from "../terminal/index.ts";
import { aboutParts, asksCustomers, filterWords, isGiven, rangeRead } from "./about.ts";
import type { ReportDocument } from "./document.ts";
import { headlineRows, targetWords } from "./metric-rows.ts";
import { createPhrases, type Phrases, wordOf } from "./phrases.ts";
import { agentBands } from "./text/agents.ts";
import { creditTable } from "./text/attribution.ts";
import { byConcern, groupTable, isOnlyJudged } from "./text/groups.ts";
import { bold, labelled, paragraph, unbroken } from "./text/layout.ts";
import { trendLine } from "./text/trend.ts";
import type { Language } from "./texts/texts.ts";
import { trustSentences } from "./trust.ts";

/** How wide and in what way a report is printed. */
export interface TextStyle extends GridStyle {
  readonly language: Language;
  /** Lines that fit on the screen, as far as that can be. @default 40 */
  readonly lines?: number | undefined;
}

/** How many of each there are on a screen: what is left out of it first. */
interface Room {
  readonly queues: number;
  readonly comments: number;
  readonly questions: number;
  /** Of agents who are not set apart; none: no agents at all. */
  readonly names: number;
  /** Sentences about how far the numbers can be trusted; the first two are what no number goes without. */
  readonly caveats: number;
}

const whole = { names: 8, caveats: 100 };
const rooms: readonly Room[] = [
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
  for (const room of rooms) {
    text = inRoom(document, style, room);
    if (text.split("\n").length - 1 <= (style.lines ?? usualLines)) break;
  }
  return text;
}

function inRoom(document: ReportDocument, style: TextStyle, most: Room): string {
  const phrases = createPhrases(style.language, document.time_zone);
  const { by } = document;
  const asked = asksCustomers(document);
  // Neither is about evaluations where customers were asked; bands never are.
  const queues = document.queues.filter((queue) => !asked || !isOnlyJudged(queue));
  const agents = (document.agent_groups ?? []).filter((agent) => !isOnlyJudged(agent));
  const parts = [
    header(document, phrases, style),
    headline(document, phrases, style),
    ...(by === null
      ? [
          ...(queues.length > 0 && most.queues > 0 ? [queueTable(queues, document, phrases, style, most)] : []),
          ...(agents.some(({ csat }) => isGiven(csat)) && most.names > 0
            ? [agentBands(agents, phrases, style, most.names)]
            : []),
        ]
      : [groupsOf(document, by, phrases, style)]),
    ...(by === "agent" && document.attribution?.length ? [creditTable(document.attribution, phrases, style)] : []),
    ...(document.low_comments.length > 0 && most.comments > 0 ? [comments(document, phrases, style, most)] : []),
    trust(document, phrases, style, most),
  ];
  // Lines were broken where they may be: what held words together has done its work.
  return parts.join("\n").replaceAll("\u00a0", " ");
}

function header(document: ReportDocument, phrases: Phrases, style: TextStyle): string {
  const { texts, formats } = phrases;
  const filter = filterWords(document, phrases);
  return [
    `${bold(`${texts.title}, ${formats.range(rangeRead(document))}`, style)}\n`,
    paragraph(aboutParts(document, phrases).map(unbroken).join("\u00a0· "), style),
    ...(filter === null ? [] : [paragraph(`${texts.filter}: ${filter}`, style)]),
  ].join("");
}

function headline(document: ReportDocument, phrases: Phrases, style: TextStyle): string {
  const rows = headlineRows(document, phrases).map(({ label, value, change, note }) => {
    const words = [value, change, note].filter((text) => text !== null);
    return [label, words.join("; ")] as const;
  });
  const targets = targetWords(document, phrases);
  const all = targets.length === 0 ? rows : [...rows, [phrases.texts.targets, targets.join(" · ")] as const];
  return `${labelled(all, style)}${trendLine(document, phrases, style) ?? ""}`;
}

function queueTable(
  queues: ReportDocument["queues"],
  document: ReportDocument,
  phrases: Phrases,
  style: TextStyle,
  most: Room,
): string {
  const { texts, formats } = phrases;
  const rest = queues.length - most.queues;
  const notes = [
    ...(rest > 0 ? [texts.more(formats.count(rest))] : []),
    ...(document.left_out > 0 ? [texts.leftOut(formats.count(document.left_out), document.left_out === 1)] : []),
  ];
  const first = byConcern(queues).slice(0, most.queues);
  const table = groupTable(texts.queues, first, phrases, { ...style, asked: asksCustomers(document), inFull: false });
  return notes.length === 0 ? table : `${table}${paragraph(notes.join("; "), style)}`;
}

function groupsOf(document: ReportDocument, by: string, phrases: Phrases, style: TextStyle): string {
  const { texts, formats } = phrases;
  const groups = document.groups ?? [];
  const left = document.left_out;
  const asked = asksCustomers(document);
  const notes = [
    ...(left > 0 ? [`${texts.leftOut(formats.count(left), left === 1)}.`] : []),
    ...(document.overlapping ? [texts.overlapping] : []),
    ...(by === "agent" && asked && groups.length > 0 ? [`${texts.band}: ${texts.bandsNote}.`] : []),
  ];
  const title = wordOf(texts.groupings, by);
  const table =
    groups.length === 0
      ? `${bold(texts.by(title), style)}: ${asked ? texts.noGroups : texts.noEvaluations}\n`
      : groupTable(title, groups, phrases, { ...style, asked, inFull: true });
  return notes.length === 0 ? table : `${table}${paragraph(notes.join(" "), style)}`;
}

function comments(document: ReportDocument, phrases: Phrases, style: TextStyle, most: Room): string {
  const { texts, formats } = phrases;
  const named = document.agents !== "off";
  const columns = [
    { title: texts.lowComments },
    { title: texts.groupings.queue, flexible: true, spare: true },
    ...(named ? [{ title: texts.groupings.agent, flexible: true, spare: true }] : []),
    { title: texts.score, right: true },
    { title: texts.comment },
  ];
  const rows = document.low_comments
    .slice(0, most.comments)
    .map((one) => [
      one.submit_date === null ? "–" : formats.minute(one.submit_date),
      one.queue_name ?? "–",
      ...(named ? [one.agent_name ?? "–"] : []),
      phrases.commentScore(one),
      one.comment === null ? "–" : plain(one.comment),
    ]);
  return toGrid(columns, rows, style);
}

/** What the intervals leave out is a paragraph of its own. */
function trust(document: ReportDocument, phrases: Phrases, style: TextStyle, most: Room): string {
  const [first = "", ...others] = trustSentences(document, phrases, most.questions).slice(0, most.caveats);
  return paragraph(first, style) + paragraph(others.join(" "), style);
}
