import { compareNames } from "../../base/index.ts";
import {
  ask,
  type catalogue,
  effectiveN,
  groupedBy,
  pairedGain,
  type RowOf,
  rules,
  wilson,
} from "../../metrics/index.ts";
import { toGrid } from "../../terminal/index.ts";
import { defineSection } from "../define-section.ts";
import { type Figure, noFigure } from "../figures.ts";
import { groupName } from "../groups/text-table.ts";
import { bold, paragraph } from "../print/layout.ts";
import { block, escaped, numeric, table } from "../print/markdown-table.ts";
import type { Phrases } from "../print/phrases.ts";
import { aboutQuestions } from "../scores.ts";
import type { Context } from "../section.ts";
import { groups } from "./groups.ts";

/**
 * One agent, or null for answers that a rule credits to nobody: as the rule that blames the last one sees them and as
 * the weighted rule does.
 */
export interface CreditFigure {
  readonly id: string | null;
  readonly name: string | null;
  readonly genesys: Figure;
  readonly last: Figure;
  readonly first: Figure;
  readonly longest: Figure;
  readonly all: Figure;
  /**
   * CSAT under `last` less CSAT under `all`, of the answers that either gives a part of: above 0 gains where the last agent is
   * blamed or praised for everything. Null below 10 answers; its interval is of the same answers seen in two ways.
   */
  readonly gain: Figure;
}

export interface AttributionPart {
  readonly attribution: readonly CreditFigure[] | null;
}

/** More would scroll the rest away; Markdown has all. */
const maxRows = 10;

/** The credits of agents under every rule, those first whom blaming the last one surely changes. */
export const attribution = defineSection({
  key: "attribution",
  words: {
    en: {
      title: "Who is credited",
      gain: "gain",
      rules: { genesys: "survey's own", last: "last", first: "first", longest: "longest", all: "all" },
      note: "Gain: CSAT where the last agent gets it all, less CSAT where it is shared out by talk time. Above 0 gains by blaming and praising the last one.",
    },
    de: {
      title: "Wem es zugeordnet wird",
      gain: "Gewinn",
      rules: { genesys: "laut Umfrage", last: "letzter", first: "erster", longest: "längster", all: "alle" },
      note: "Gewinn: CSAT, wenn der letzte Agent alles bekommt, weniger CSAT, wenn nach Gesprächszeit aufgeteilt wird. Über 0 gewinnt, wer für den letzten Kontakt gelobt oder getadelt wird.",
    },
  },
  read: async (context: Context): Promise<AttributionPart> => ({
    attribution: context.people.mode === "off" ? null : await readCredits(context),
  }),
  // The rules share the same answers out, and differ by a few for each agent: each difference would be a count.
  protect: { attribution: () => null },
  finish: (part, { only }) => (only === "scores" ? { attribution: null } : part),
  text({ attribution: all }, { words, phrases, style, of }) {
    if (of(groups).by !== "agent" || !all?.length) return "";
    const { texts, formats, missing, few } = phrases;
    const share = (one: Figure): string => missing(one, "–") ?? formats.percent(one.value ?? 0);
    const columns = [
      { title: texts.groupings.agent, flexible: true },
      { title: texts.count, right: true },
      ...rules.map((rule) => ({ title: words.rules[rule], right: true })),
      { title: words.gain },
    ];
    const rows = all
      .slice(0, maxRows)
      .map((credit) => [
        groupName(credit, phrases),
        few(credit.last.n),
        ...rules.map((rule) => share(credit[rule])),
        gainWords(credit, phrases),
      ]);
    const rest = all.length - maxRows;
    const more = rest > 0 ? `${texts.more(formats.count(rest))}\n` : "";
    return `${bold(words.title, style)}\n${toGrid(columns, rows, style)}${more}${paragraph(words.note, style)}`;
  },
  markdown({ attribution: all }, { words, phrases }) {
    const rows = (all ?? []).map((credit) => [
      escaped(groupName(credit, phrases)),
      ...rules.map((rule) => phrases.share(credit[rule])),
      gainWords(credit, phrases),
    ]);
    const titles = rules.map((rule) => words.rules[rule]);
    const headings = [phrases.texts.groupings.agent, ...numeric(...titles, words.gain)];
    return block(words.title, table(headings, rows), words.note);
  },
});

function gainWords({ gain, last, all }: CreditFigure, { texts, formats, between }: Phrases): string {
  if (gain.value === null) return last.hidden || all.hidden || (gain.n ?? 0) > 0 ? texts.tooFew : "–";
  const bounds = between(gain, formats.signed, texts.to);
  return bounds === "" ? formats.signed(gain.value) : `${formats.signed(gain.value)} (${bounds})`;
}

/**
 * Every agent under every rule, and answers that a rule credits to nobody, by name, after those whom blaming the last
 * agent surely changes.
 */
async function readCredits(context: Context): Promise<readonly CreditFigure[]> {
  const { reader, filter, signal } = context;
  const [points, names] = [await context.points(), await context.names()];
  // Each rule is looked at here, so that none of them may choose the responses; an agent is looked up among the rows.
  const { rule: _, agents = [], ...others } = filter;
  const rows = (
    await ask(reader, "credits", { filter: others, parameters: { unit: "agent", ...aboutQuestions(filter) }, signal })
  ).filter((row) => points === null || row.points === points);
  const wanted = agents.map((agent) => agent.toLowerCase());
  const isWanted = (id: string | null): boolean =>
    wanted.length === 0 ||
    [id, names.name("agent", id)].some((word) => word !== null && wanted.includes(word.toLowerCase()));
  return [...groupedBy(rows, ({ group_id }) => group_id)]
    .flatMap(([id, own]): CreditFigure[] => {
      const row = merged(own);
      if (!row || !isWanted(id)) return [];
      return [
        {
          id: names.agentId(id),
          name: names.name("agent", id),
          genesys: share(row.genesys_favourable, row.genesys, row.genesys),
          last: share(row.last_favourable, row.last, row.last),
          first: share(row.first_favourable, row.first, row.first),
          longest: share(row.longest_favourable, row.longest, row.longest),
          all: shared(row),
          // Nobody gains where nobody is credited.
          gain: id === null ? noFigure : gainOf(row),
        },
      ];
    })
    .sort((a, b) => weightOf(b) - weightOf(a) || compareAgents(a, b));
}

/** Gains that chance would make are in no order: only those whose interval excludes 0 come first, the largest of them first. */
const weightOf = ({ gain: { value, low, high } }: CreditFigure): number =>
  low !== null && high !== null && (low > 0 || high < 0) ? Math.abs(value ?? 0) : 0;

const compareAgents = (a: CreditFigure, b: CreditFigure): number => {
  // Unknown agents come last.
  if ((a.id === null) !== (b.id === null)) return a.id === null ? 1 : -1;
  const [one, other] = [a.name ?? a.id ?? "", b.name ?? b.id ?? ""];
  return compareNames(one, other) || ((a.id ?? "") < (b.id ?? "") ? -1 : 1);
};

type CreditRow = RowOf<(typeof catalogue)["credits"]["columns"]>;

/** Of several lengths of scale, where all are pooled. */
function merged(rows: readonly CreditRow[]): CreditRow | null {
  const [first] = rows;
  if (!first) return null;
  const add = (column: Exclude<keyof CreditRow, "group_id" | "points">): number =>
    rows.reduce((sum, row) => sum + row[column], 0);
  return {
    group_id: first.group_id,
    points: first.points,
    genesys: add("genesys"),
    genesys_favourable: add("genesys_favourable"),
    last: add("last"),
    last_favourable: add("last_favourable"),
    first: add("first"),
    first_favourable: add("first_favourable"),
    longest: add("longest"),
    longest_favourable: add("longest_favourable"),
    all_legs: add("all_legs"),
    all_legs_squares: add("all_legs_squares"),
    all_legs_favourable: add("all_legs_favourable"),
    all_legs_squares_favourable: add("all_legs_squares_favourable"),
    all_legs_answers: add("all_legs_answers"),
    last_all_legs: add("last_all_legs"),
    last_all_legs_favourable: add("last_all_legs_favourable"),
    compared: add("compared"),
  };
}

function gainOf(row: CreditRow): Figure {
  const { value, n, bounds } = pairedGain({
    answers: row.compared,
    whole: row.last,
    wholeFavourable: row.last_favourable,
    shares: row.all_legs,
    sharesFavourable: row.all_legs_favourable,
    squares: row.all_legs_squares,
    squaresFavourable: row.all_legs_squares_favourable,
    both: row.last_all_legs,
    bothFavourable: row.last_all_legs_favourable,
  });
  return { value, n, ...bounds };
}

/** Under the rule that shares answers out they count as often as they are, and weigh what was given. */
function shared(row: CreditRow): Figure {
  const effective_n = effectiveN(row.all_legs, row.all_legs_squares);
  const figure = share(row.all_legs_favourable, row.all_legs, effective_n);
  if (figure.n === 0) return figure;
  return { ...figure, n: row.all_legs_answers, ...(effective_n === row.all_legs_answers ? {} : { effective_n }) };
}

/** Whole responses: `n` is their weight. */
function share(favourable: number, weight: number, worth: number): Figure {
  if (weight === 0) return noFigure;
  const value = favourable / weight;
  return { value, n: weight, ...wilson({ favourable: value * worth, n: worth }) };
}
