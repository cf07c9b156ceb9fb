import { type Interval, isoTime } from "../base/index.ts";
import type { Parameters } from "../warehouse/index.ts";
import type { Figure } from "./figure.ts";
import { type Attributes, chosenBy, chosenByTeam, hasTeams, type Roster } from "./roster.ts";

/** Whose response it is: the survey's own agent and queue, or those of the interaction's legs, by the rule. */
export const rules = ["genesys", "last", "first", "longest", "all"] as const;
export type Rule = (typeof rules)[number];

/** Which of its times places a response in a period: completed or submitted, the interaction's start, sent. */
export const bases = ["completed", "interaction", "sent"] as const;
export type Basis = (typeof bases)[number];

/** Which responses. A filter that is left out lets everything pass; names match in any case. */
export interface Filter {
  /** @default all times */
  readonly range?: Interval | undefined;
  /** @default completed */
  readonly basis?: Basis | undefined;
  /** @default both */
  readonly sources?: readonly ("surveys" | "evaluations")[] | undefined;
  /** Names or ids of the queues that `rule` credits. */
  readonly queues?: readonly string[] | undefined;
  /** Names or ids of the agents that `rule` credits. */
  readonly agents?: readonly string[] | undefined;
  /** Names of teams: those of the roster, and Genesys' of whoever has none there. */
  readonly teams?: readonly string[] | undefined;
  /** Attributes of the roster and their values; needs `roster`. */
  readonly attributes?: Attributes | undefined;
  /** What is known of agents beyond what Genesys has; needed for attributes, and for grouping by one. */
  readonly roster?: Roster | undefined;
  /** Names or ids of divisions, any of which the interaction is in. */
  readonly divisions?: readonly string[] | undefined;
  /** Genesys media types of the response's own agent's session, such as `voice`. */
  readonly media?: readonly string[] | undefined;
  /** Form names, version ids or context ids. */
  readonly forms?: readonly string[] | undefined;
  /** Ids or context ids of questions: responses that answered one of them. */
  readonly questions?: readonly string[] | undefined;
  /** The lead's satisfaction, 0 to 1, both ends included. */
  readonly scores?: { readonly from: number; readonly to: number } | undefined;
  readonly linked?: boolean | undefined;
  /** @default genesys */
  readonly rule?: Rule | undefined;
  /** A part of the comment or of an answer in free text, in any case. */
  readonly text?: string | undefined;
  /** The population behind a number. */
  readonly figure?: Figure | undefined;
}

const stored = { surveys: "survey", evaluations: "evaluation" } as const;

/**
 * In small letters, and with an ü as one character and as two: names are stored as Genesys has them. JavaScript writes the last
 * Σ of a word ς and İ as two characters; `lower` of either engine makes letter by letter σ and i of them.
 */
const spellings = (word: string): readonly string[] => {
  const letterByLetter = word.replaceAll("İ", "i").toLowerCase().replaceAll("ς", "σ");
  return [
    ...new Set(
      ["NFC", "NFD"].flatMap((form) => [word.toLowerCase(), letterByLetter].map((one) => one.normalize(form))),
    ),
  ];
};

/** The conditions that a filter makes, by the names of their files in relation/, each with its parameters. */
export function conditionsOf(filter: Filter): ReadonlyMap<string, Parameters> {
  const made = new Map<string, Parameters>();
  const cohort = filter.figure?.cohort === true;
  for (const [name, parameters] of ownConditions(cohort ? withoutAnswers(filter) : filter))
    made.set(`conditions/${name}`, parameters);
  for (const [name, parameters] of filter.figure?.conditions(filter) ?? []) made.set(`figures/${name}`, parameters);
  return made;
}

/** The filter of a cohort, whose surveys may have no answers: filters on answers do not apply. */
export const withoutAnswers = (filter: Filter): Filter => ({ ...filter, scores: undefined, questions: undefined });

/** What places responses in the range of a filter. */
export const basisOf = ({ figure, basis = "completed" }: Filter): "ended" | Basis => figure?.basis ?? basis;

function ownConditions(filter: Filter): ReadonlyMap<string, Parameters> {
  const { range, sources, scores, linked, text } = filter;
  const made = new Map<string, Parameters>();
  if (range) made.set("range", { range_from: isoTime(range.from), range_to: isoTime(range.to) });
  if (sources) made.set("source", { sources: sources.map((source) => stored[source]) });
  const lists: readonly (readonly [string, readonly string[] | undefined])[] = [
    ["queue", filter.queues],
    ["agent", filter.agents],
    ["division", filter.divisions],
    ["media", filter.media],
    ["form", filter.forms],
    ["question", filter.questions],
  ];
  for (const [name, words = []] of lists)
    if (words.length > 0) made.set(name, { [`wanted_${name}`]: words.flatMap(spellings) });
  const { teams = [], attributes = {}, roster } = filter;
  if (teams.length > 0) {
    const wanted = { wanted_team: teams.flatMap(spellings) };
    if (hasTeams(roster)) made.set("roster-team", { ...wanted, ...chosenByTeam(roster, teams) });
    else made.set("team", wanted);
  }
  if (Object.keys(attributes).length > 0) made.set("roster", chosenBy(known(roster), attributes));
  if (scores) made.set("score", { score_from: scores.from, score_to: scores.to });
  if (linked !== undefined) made.set("linked", { wanted_linked: linked });
  if (text) made.set("text", { wanted_text: text });
  return made;
}

/** @throws {Error} where an attribute is asked for without a roster */
export function known(roster: Roster | undefined): Roster {
  if (roster === undefined) throw new Error("Attributes of agents are asked for without a roster.");
  return roster;
}
