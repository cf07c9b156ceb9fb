import { day, type Interval, isoTime } from "../../base/index.ts";
import { ask, coverageOf, type Filter, type Grouping, groupedBy, wholeDays } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { defineSection } from "../define-section.ts";
import { type GroupCoverage, isGiven } from "../figures.ts";
import { protectCoverage } from "../protection/hide-few.ts";
import { asksCustomers } from "../scores.ts";
import type { Context, Ranged } from "../section.ts";
import { about } from "./about.ts";
import { csat } from "./csat.ts";
import { answeredWords, responseRate } from "./response-rate.ts";

export interface CoverageFigure extends GroupCoverage {
  /** The whole days of UTC that it is counted by; null where the range has none. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface CoveragePart {
  readonly coverage: CoverageFigure;
}

const notKnown: CoverageFigure = { value: null, surveys: null, handled: null, from: null, to: null };

/** Surveys created for each interaction that an agent handled, and the limits of a report's intervals. */
export const coverage = defineSection({
  key: "coverage",
  words: {
    en: {
      counts: (surveys: string, handled: string) => `${surveys} surveys created for ${handled} handled interactions`,
      askedOf: (share: string) => `surveys were created for ${share} of contacts`,
      askedTooFew: "too few surveys were created to say for what share of contacts",
      askedNotKnown: "for what share of contacts surveys were created is not known",
      chanceOnly: "The ranges show chance only",
      chosenByScore:
        "These responses were chosen by their score: how many they are, and what they say, is all that can be said of them.",
      onlyQuestions: "all of it is of the questions that were asked for, and rates of whole surveys are left out",
      onlyEvaluations: "only evaluations are counted, and what is evaluated is not a random sample",
    },
    de: {
      counts: (surveys, handled) => `${surveys} Umfragen für ${handled} bearbeitete Interaktionen erstellt`,
      askedOf: (share) => `für ${share} der Kontakte wurden Umfragen erstellt`,
      askedTooFew: "zu wenige Umfragen wurden erstellt, um ihren Anteil an den Kontakten zu nennen",
      askedNotKnown: "für welchen Anteil der Kontakte Umfragen erstellt wurden, ist nicht bekannt",
      chanceOnly: "Die Bereiche erfassen nur den Zufall",
      chosenByScore:
        "Diese Antworten sind nach ihrer Bewertung ausgewählt: nur ihre Zahl und was sie sagen lässt sich nennen.",
      onlyQuestions: "alles handelt von den gewählten Fragen, und Quoten ganzer Umfragen fehlen",
      onlyEvaluations: "nur Qualitätsbewertungen sind gezählt, und was bewertet wird, ist keine Zufallsstichprobe",
    },
  },
  read: async (context: Context): Promise<CoveragePart> => ({ coverage: await readCoverage(context) }),
  protect: { coverage: (one) => protectCoverage(one, false) },
  finish: (part, { only }) => (only === null ? part : { coverage: notKnown }),
  rows({ coverage: one }, { words, phrases, of }) {
    const { texts, formats } = phrases;
    if (!asksCustomers(of(about).filter) || !isGiven(of(responseRate).response_rate)) return [];
    const { surveys, handled, from, to } = one;
    const counts =
      surveys === null || handled === null ? [] : [words.counts(formats.count(surveys), formats.count(handled))];
    const value = one.hidden
      ? texts.tooFew
      : one.value === null
        ? texts.notKnown
        : [formats.percent(one.value), ...counts].join(", ");
    const note = from === null || to === null ? null : phrases.utcRange({ from, to });
    return [{ label: texts.coverage, value, note, place: "page" }];
  },
  caveats({ coverage: { value, hidden } }, printer) {
    const { words, phrases, of } = printer;
    const asked = hidden
      ? words.askedTooFew
      : value === null
        ? words.askedNotKnown
        : words.askedOf(phrases.formats.percent(value));
    const leftOut = !asksCustomers(of(about).filter)
      ? words.onlyEvaluations
      : isGiven(of(responseRate).response_rate)
        ? `${answeredWords(printer)}, ${asked}`
        : words.onlyQuestions;
    const sentence = isGiven(of(csat).csat) ? `${words.chanceOnly}: ${leftOut}.` : words.chosenByScore;
    return [{ sentence, always: true }];
  },
});

async function readCoverage({ reader, filter, signal }: Context): Promise<CoverageFigure> {
  const chosen = chosenOf(filter);
  const count = chosen && (await readCount(reader, filter.range, signal));
  if (chosen === null || count === null) return notKnown;
  const { days } = count;
  const created = await ask(reader, "funnel", { filter: { ...filter, range: days }, basis: "ended", signal });
  const isChosen = await choice(reader, chosen, signal);
  const own = count.rows.filter(({ dimension, group_id }) => dimension === chosen.dimension && isChosen(group_id));
  return { ...coverageOf(created, own), from: isoTime(days.from), to: isoTime(days.to) };
}

/**
 * The same of each queue, agent or medium, those with handled interactions and no survey among them; empty where it cannot be
 * known. Surveys of an unknown agent have no interactions to be compared with.
 */
export async function readCoverageBy(
  reader: Reader,
  filter: Ranged,
  by: Grouping,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string | null, GroupCoverage>> {
  const chosen = chosenOf(filter);
  const isCounted = chosen !== null && dimensions.some((dimension) => dimension === by);
  if (!isCounted || (chosen.dimension !== "all" && chosen.dimension !== by)) return new Map();
  const count = await readCount(reader, filter.range, signal);
  if (count === null || count.rows.length === 0) return new Map();
  const created = await ask(reader, "funnel", {
    ...{ filter: { ...filter, range: count.days }, basis: "ended", by, signal },
  });
  const isChosen = await choice(reader, chosen, signal);
  const own = count.rows.filter(({ dimension, group_id }) => dimension === by && isChosen(group_id));
  const [surveys, handled] = [
    groupedBy(created, ({ group_id }) => group_id),
    groupedBy(own, ({ group_id }) => group_id),
  ];
  const ids = [...new Set([...surveys.keys(), ...handled.keys()])].filter((id) => id !== null);
  return new Map(ids.map((id) => [id, coverageOf(surveys.get(id) ?? [], handled.get(id) ?? [])]));
}

/** The dimensions by which Genesys counts. */
const dimensions = ["queue", "agent", "media"] as const;

interface Chosen {
  readonly dimension: "all" | (typeof dimensions)[number];
  /** Names and ids. */
  readonly wanted: readonly string[];
}

/**
 * The one dimension of Genesys' count that a filter chooses by; null where it is none, or several: any other choice of
 * responses has nothing to be compared with.
 */
function chosenOf(filter: Filter): Chosen | null {
  const { queues = [], agents = [], media = [] } = filter;
  const others = [
    filter.teams,
    Object.keys(filter.attributes ?? {}),
    filter.divisions,
    filter.forms,
    filter.questions,
  ].some((list) => (list ?? []).length > 0);
  if (!asksCustomers(filter)) return null;
  if (others || filter.scores || filter.linked !== undefined || (filter.rule ?? "genesys") !== "genesys") return null;
  const lists = { queue: queues, agent: agents, media };
  const [first, ...more] = dimensions.filter((dimension) => lists[dimension].length > 0);
  if (first === undefined) return { dimension: "all", wanted: [] };
  return more.length === 0 ? { dimension: first, wanted: lists[first] } : null;
}

/** Which ids of a dimension were chosen. */
async function choice(reader: Reader, { dimension, wanted }: Chosen, signal?: AbortSignal) {
  if (dimension === "all") return () => true;
  const words = new Set(wanted.map((word) => word.toLowerCase()));
  const named = await ask(reader, "names", { signal });
  for (const { kind, id, name } of named)
    if (kind === dimension && id !== null && words.has(name?.toLowerCase() ?? "")) words.add(id.toLowerCase());
  return (id: string | null): boolean => words.has(id?.toLowerCase() ?? "");
}

/**
 * The interactions that agents handled, on those whole days of the range that were read; no rows where a day between
 * was not, or none was. Null where the range has no whole day.
 */
async function readCount(reader: Reader, range: Interval, signal?: AbortSignal) {
  const days = wholeDays(range);
  if (days === null) return null;
  const parameters = { handled_from: isoTime(days.from), handled_to: isoTime(days.to) };
  const rows = await ask(reader, "handled", { parameters, signal });
  const all = rows.find(({ dimension }) => dimension === "all");
  if (!all || all.first_day === null || all.last_day === null) return { days, rows: [] };
  const read = { from: Date.parse(all.first_day), to: Date.parse(all.last_day) + day };
  return all.days === (read.to - read.from) / day ? { days: read, rows } : { days, rows: [] };
}
