import { viewAddress } from "./address.ts";
import { type ByAttribute, notStated } from "./names.ts";
import { carried, type FilterKey, type Query, valuesOf, without, withPeriod, withStated, withValues } from "./query.ts";

/*
 * The drill law: the n that is shown equals the rows that are listed equals the rows that are exported. A number whose
 * rows no filter chooses is no link.
 */

/** A number of responses, and the address of the list of them. */
export interface Drill {
  readonly n: number;
  readonly to: string;
}

/** The address of the responses behind a number: those of the query, of one population. */
export const drill = (query: Query, figure: string): string =>
  viewAddress("responses", withValues(carried(query), "figure", [figure]));

/** Null where nothing is counted, or it is withheld, or no query chooses what is. */
export const behind = (query: Query | null, n: number | null | undefined, figure: string | null): Drill | null =>
  query === null || figure === null || !n ? null : { n, to: drill(query, figure) };

/** Names of populations, with the details that they take. */
export const figures = {
  /** Of a length of scale; without one, of all of them together. */
  ofPoints: (name: "csat" | "satisfied" | "bottom" | "ces" | "resolution", points: number | null | undefined) =>
    points ? `${name}:${points}` : name,
  value: (points: number, value: number) => `csat:${points}:${value}`,
  hour: (weekday: number, hour: number, points: number | null) =>
    `hour:${weekday}:${hour}${points === null ? "" : `:${points}`}`,
  question: (id: string, value?: number) => (value === undefined ? `question:${id}` : `question:${id}:${value}`),
} as const;

/** A cohort of surveys by web or voice alone. */
export const byChannel = (figure: string, channel: "web" | "voice" | null): string =>
  channel === null ? figure : `${figure}:${channel}`;

/**
 * A response answers a question once, but the figures of several questions count each answer: a list of responses is no
 * list of these.
 */
export const asksOneQuestion = (query: Query): boolean => valuesOf(query, "question").length <= 1;

/** Answers of the questions that a query asks for. */
export const answersBehind = (query: Query | null, n: number | null | undefined, figure: string | null) =>
  behind(query !== null && asksOneQuestion(query) ? query : null, n, figure);

/** What groups are by, as far as a filter has a word for it. */
const groupKeys: Readonly<Record<string, FilterKey>> = {
  queue: "queue",
  agent: "agent",
  team: "team",
  division: "division",
  media: "media",
  form: "form",
  question: "question",
};

/** The same of one group alone; null where it is not known which group it is, or no filter names it. */
export function ofGroup(query: Query, by: string | ByAttribute, id: string | null): Query | null {
  if (typeof by !== "string") {
    const value = id ?? notStated;
    return isOneWord(value) ? withStated(carried(query), by.attribute, value) : null;
  }
  const key = groupKeys[by];
  if (key === undefined || id === null || !isOneWord(id)) return null;
  const others = key === "question" ? without(query, "measure") : query;
  return withValues(carried(others), key, [id]);
}

/** Whether an address can name it: a list is cut at commas, unless quotes keep them together. */
const isOneWord = (id: string): boolean =>
  id.trim() !== "" && (!id.includes('"') || (!id.startsWith('"') && !id.includes(",") && id === id.trim()));

/** The same of one period alone. */
export const ofPeriod = (query: Query, { from, to }: { readonly from: string; readonly to: string }): Query =>
  withPeriod(query, { from, to });
