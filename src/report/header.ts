import { groupingNames } from "../metrics/index.ts";
import { type Phrases, wordOf } from "./print/phrases.ts";
import { asksCustomers } from "./scores.ts";
import type { Printer } from "./section.ts";
import { type AboutPart, about } from "./sections/about.ts";
import { rangeRead } from "./sections/completeness.ts";
import { groups } from "./sections/groups.ts";
import { volume } from "./sections/volume.ts";

export const headerWords = {
  en: {
    title: "Customer satisfaction",
    basis: { completed: "by completion", interaction: "by start of the interaction", sent: "by sending" },
    rule: {
      genesys: "the survey's own agent and queue",
      last: "the last agent",
      first: "the first agent",
      longest: "the agent with most time",
      all: "all agents, shared out by talk time",
    },
    byRule: (rule: string) => `credited to ${rule}`,
    computed: (basis: string, rule: string | null, id: string | null) =>
      `How this was computed: placed in time ${basis}${rule === null ? "" : `, credited to ${rule}`}${id === null ? "" : `, definition ${id}`}; the formulas are in docs/metrics.md.`,
    comparedWith: (range: string) => `compared with ${range}`,
    filter: "only",
    filters: {
      sources: "source",
      queues: "queue",
      agents: "agent",
      teams: "team",
      divisions: "division",
      media: "media",
      forms: "form",
      questions: "question",
      measure: "measure",
      scores: "satisfaction",
      minimum: "groups of at least",
      organization: "organization",
      roster: "by the roster",
    },
    teamsByRoster: "teams by the roster",
    linked: "linked to their interaction",
    unlinked: "not linked to their interaction",
    responses: (count: string, one: boolean) => `${count} ${one ? "response" : "responses"}`,
    evaluations: (count: string, one: boolean) => `${count} ${one ? "evaluation" : "evaluations"}`,
    interactions: (count: string, one: boolean) => `${count} ${one ? "interaction" : "interactions"}`,
    partial: (count: string) => `${count} partial`,
    notLinked: (count: string) => `${count} not linked`,
    askedFor: (range: string) => `read so far of ${range}`,
  },
  de: {
    title: "Kundenzufriedenheit",
    basis: { completed: "nach Abschluss", interaction: "nach Beginn der Interaktion", sent: "nach Versand" },
    rule: {
      genesys: "Agent und Warteschlange laut Umfrage",
      last: "der letzte Agent",
      first: "der erste Agent",
      longest: "der Agent mit der meisten Zeit",
      all: "alle Agenten, nach Gesprächszeit aufgeteilt",
    },
    byRule: (rule: string) => `zugeschrieben: ${rule}`,
    computed: (basis: string, rule: string | null, id: string | null) =>
      `So gerechnet: zeitlich eingeordnet ${basis}${rule === null ? "" : `, zugeschrieben: ${rule}`}${id === null ? "" : `, Definition ${id}`}; die Formeln stehen in docs/metrics.md.`,
    comparedWith: (range: string) => `verglichen mit ${range}`,
    filter: "nur",
    filters: {
      sources: "Quelle",
      queues: "Warteschlange",
      agents: "Agent",
      teams: "Team",
      divisions: "Division",
      media: "Medium",
      forms: "Formular",
      questions: "Frage",
      measure: "Messgröße",
      scores: "Zufriedenheit",
      minimum: "Gruppen ab",
      organization: "Organisation",
      roster: "laut Teamliste",
    },
    teamsByRoster: "Teams laut Teamliste",
    linked: "mit ihrer Interaktion verknüpft",
    unlinked: "nicht mit ihrer Interaktion verknüpft",
    responses: (count: string, one: boolean) => `${count} ${one ? "Rückmeldung" : "Rückmeldungen"}`,
    evaluations: (count: string, one: boolean) => `${count} ${one ? "Qualitätsbewertung" : "Qualitätsbewertungen"}`,
    interactions: (count: string, one: boolean) => `${count} ${one ? "Interaktion" : "Interaktionen"}`,
    partial: (count: string) => `${count} unvollständig`,
    notLinked: (count: string) => `${count} nicht verknüpft`,
    askedFor: (range: string) => `bisher gelesen von ${range}`,
  },
};

/** The subject of a report, above all its sections. */
export interface Header {
  readonly title: string;
  /** Whose numbers these are, in parts that a line may end between. */
  readonly parts: readonly string[];
  /** What chose the responses; null where nothing did. */
  readonly filter: string | null;
  /** The details for those who want to compute it again. */
  readonly computed: string;
}

export function headerOf({ of, phrases, language }: Printer): Header {
  const own = headerWords[language];
  const { formats } = phrases;
  const { range, time_zone, basis, rule, filter, compared_with: before, definition_id } = of(about);
  const { responses, interactions, partial, evaluations, unlinked } = of(volume);
  const counted = (count: number | null, write: (count: string, one: boolean) => string): string[] =>
    count === null ? [] : [write(formats.count(count), count === 1)];
  const some = (count: number | null, write: (count: string) => string): string[] =>
    count ? [write(formats.count(count))] : [];
  const read = rangeRead(of);
  const isPart = read.from !== range.from || read.to !== range.to;
  // A team is the survey's own, as are groups of a roster, regardless of who is credited.
  const credited = isOfAgents(of(groups).by) ? null : own.rule[rule];
  const chosenBy = filterWords(filter, own, phrases);
  return {
    title: `${own.title}, ${formats.range(read)}`,
    parts: [
      ...(isPart ? [own.askedFor(formats.range(range))] : []),
      time_zone,
      ...(basis === "completed" ? [] : [own.basis[basis]]),
      ...(rule === "genesys" || credited === null ? [] : [own.byRule(credited)]),
      ...(asksCustomers(filter) ? counted(responses, own.responses) : counted(evaluations, own.evaluations)),
      ...counted(interactions, own.interactions),
      ...some(partial, own.partial),
      ...some(unlinked, own.notLinked),
      ...("teams_by" in filter ? [own.teamsByRoster] : []),
      ...(before === null ? [] : [own.comparedWith(formats.range(before))]),
    ],
    filter: chosenBy === "" ? null : `${own.filter}: ${chosenBy}`,
    computed: own.computed(own.basis[basis], credited, definition_id),
  };
}

/** Teams, and attributes of the roster, which are called as their file calls them. */
const isOfAgents = (by: string | null): boolean =>
  by === "team" || (by !== null && !groupingNames.some((one) => one === by));

/** These stand elsewhere in the header. */
const elsewhere = new Set(["range", "basis", "rule", "teams_by"]);

const filterWords = (filter: AboutPart["filter"], own: (typeof headerWords)["en"], phrases: Phrases): string =>
  Object.entries(filter)
    .flatMap(([key, value]) => {
      if (elsewhere.has(key) || value === null || value === undefined) return [];
      if (key === "linked") return [value === true ? own.linked : own.unlinked];
      const written = writeValue(value, phrases);
      return written === "" ? [] : [`${wordOf(own.filters, key)} ${written}`];
    })
    .join("; ");

function writeValue(value: unknown, phrases: Phrases): string {
  const { formats } = phrases;
  if (Array.isArray(value)) return value.map(String).join(", ");
  if (typeof value === "number") return formats.plain(value);
  if (typeof value !== "object" || value === null) return String(value);
  const ends: Partial<Record<string, unknown>> = { ...value };
  const { from, to } = ends;
  return typeof from === "number" && typeof to === "number"
    ? `${formats.plain(from)}–${formats.plain(to)}`
    : Object.entries(value)
        .map(([name, one]) => `${name} ${writeValue(one, phrases)}`)
        .join(", ");
}
